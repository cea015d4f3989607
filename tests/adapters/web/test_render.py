"""Whatever is said, the page shows words: nothing runs, nothing hides, commands can be copied."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.web.render import bubble, quoted, size, to_html
from bot.channel import Choice
from bot.markup import visible

NOON = datetime(2027, 5, 4, 10, tzinfo=UTC)
OUR_TAGS = {"p", "div", "pre", "code", "button", "a", "span", "ul", "li", "time"}
OUR_ATTRIBUTES = {"class", "dir", "tabindex", "type", "data-copy", "data-token", "href", "role", "aria-label"}
OUR_ATTRIBUTES |= {"datetime", "download"}


@dataclass
class Row:
    """A transcript row."""

    text: str
    ours: bool = True
    author: str = ""
    choices: tuple[Choice, ...] = ()
    files: tuple["Stored", ...] = ()
    id: int = 7
    at: datetime = NOON
    day: str = "wt 4 maja"
    hour: str = "12:00"
    edits: int | None = None


@dataclass
class Stored:
    """A file of a row."""

    name: str
    id: int = 3
    size: int = 10
    sealed: bool = False


@dataclass
class Seen(HTMLParser):
    """What a browser would make of it."""

    tags: set[str] = field(default_factory=set)
    attributes: set[str] = field(default_factory=set)
    targets: list[str] = field(default_factory=list)
    words: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)
        self.targets += [value or "" for name, value in attrs if name == "href"]

    def handle_data(self, data: str) -> None:
        self.words += data


def seen(html: str) -> Seen:
    """Parse it as a browser would."""
    parser = Seen()
    parser.feed(html)
    parser.close()
    return parser


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg/onload=alert(1)>',
    "javascript:alert(1)",
    "[kliknij](javascript:alert(1))",
    "</pre></div><iframe src=//zly.example>",
    "    </code><script>alert(1)</script>",
    "&lt;script&gt; &#60;script&#62;",
    'a@b.example" onmouseover="alert(1)',
    "<!channel> @here *gruby* `kod`",
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("ours", [True, False])
def test_hostile_words_stay_words(text: str, ours: bool) -> None:
    shown = seen(bubble(Row(text, ours)))
    assert shown.tags <= OUR_TAGS
    assert shown.attributes <= OUR_ATTRIBUTES
    assert all(target.startswith(("tel:", "mailto:", "/plik/")) for target in shown.targets)
    assert text.strip() in shown.words


@given(st.text(max_size=200), st.booleans())
def test_no_text_at_all_brings_in_markup(text: str, ours: bool) -> None:
    choices = (Choice("1.0", text),)
    shown = seen(bubble(Row(text, ours, author=text, choices=choices, files=(Stored(text),))))
    assert shown.tags <= OUR_TAGS
    assert shown.attributes <= OUR_ATTRIBUTES


@pytest.mark.parametrize(
    ("hidden", "shown"),
    [
        ("2102\u200b3531", "21023531"),  # zero width space inside a number
        ("abc\u202edcba", "abcdcba"),  # right-to-left override
        ("\u2066ukryte\u2069", "ukryte"),  # isolates
        ("mi\u00adęk\u00adkie", "miękkie"),  # soft hyphens
        ("dzwonek\x07\x1b[31m", "dzwonek[31m"),  # control signs of a terminal
        ("pół\ud83d znaku", "pół znaku"),  # half of a surrogate pair cannot be sent at all
        ("wiersz\nwiersz\tkolumna", "wiersz\nwiersz\tkolumna"),
        ("שלום, العربية, zażółć", "שלום, العربية, zażółć"),  # real words of any script stay
    ],
)
def test_signs_that_are_not_seen_are_dropped(hidden: str, shown: str) -> None:
    assert visible(hidden) == shown


def test_words_of_any_direction_are_told_their_own_direction() -> None:
    assert quoted("שלום 123") == '<p dir="auto">שלום 123</p>'


def test_indented_lines_are_one_block_to_copy() -> None:
    html = to_html("Proszę wkleić wynik:\n    display device\n\n    display power\nPotem czekamy.")
    assert re.findall(r"<code>(.*?)</code>", html, re.S) == ["display device\n\ndisplay power"]
    assert html.count("data-copy") == 1
    assert seen(html).words == "Proszę wkleić wynik:display device\n\ndisplay powerKopiujPotem czekamy."


def test_blank_lines_alone_are_no_commands() -> None:
    assert "<code>" not in to_html("Raz.\n    \n\t\n      \nDwa.")


def test_line_breaks_are_kept() -> None:
    assert to_html("Raz.\r\n\nDwa.") == "<p>Raz.\n\nDwa.</p>"


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Zadzwoń: 12 25 25 502.", "tel:+48122525502"),
        ("+48 12 25 25 600", "tel:+48122525600"),
        ("pomoc@myhezo.pl,", "mailto:pomoc@myhezo.pl"),
        ("escalation@myhezo.pl", "mailto:escalation@myhezo.pl"),
    ],
)
def test_our_contacts_can_be_pressed(text: str, target: str) -> None:
    assert seen(to_html(text)).targets == [target]


@pytest.mark.parametrize("text", ["112 25 25 6000", "9912 25 25 600", "http://zly.example", "@", "a@b", "12 25 25 60"])
def test_nothing_else_becomes_a_link(text: str) -> None:
    assert seen(to_html(text)).targets == []


def test_what_visitors_write_has_no_links() -> None:
    assert seen(quoted("12 25 25 600 pomoc@myhezo.pl")).targets == []


def test_buttons_carry_their_tokens() -> None:
    html = bubble(Row("Który?", choices=(Choice("7.0", "Pierwszy"), Choice("7.1", "<b>Drugi</b>"))))
    assert re.findall(r'data-token="([^"]*)"', html) == ["7.0", "7.1"]
    assert "&lt;b&gt;Drugi&lt;/b&gt;" in html


def test_files_are_named_and_downloaded_by_number() -> None:
    shown = seen(bubble(Row("", ours=False, files=(Stored("log <1>.txt", id=12, size=3400),))))
    assert shown.targets == ["/plik/12"]
    assert "log <1>.txt 3,3 kB" in shown.words


def test_a_sealed_file_is_named_and_not_downloaded() -> None:
    shown = seen(bubble(Row("", ours=False, files=(Stored("konfiguracja.cfg", sealed=True),))))
    assert shown.targets == []
    assert "konfiguracja.cfg (zaszyfrowany) 10 B" in shown.words


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "0 B"), (1023, "1023 B"), (1024, "1 kB"), (3400, "3,3 kB"), (25 * 1024 * 1024, "25 MB")],
)
def test_sizes_are_said_in_polish(count: int, said: str) -> None:
    assert size(count) == said
