"""An article is read as written, and gives a caller exactly the steps of their device."""

from pathlib import Path

import pytest

from bot.search import Article, ArticleError
from bot.search.article import read

HEAD = """---
tytuł: Zegar
platformy:
  - Huawei VRP
  - EXOS / Switch Engine
  - VOSS / Fabric Engine
oprogramowanie: 16:30
słowa kluczowe:
  - no
  - 8.10
---
"""
BODY = """
## Objawy
- Zegar stoi.
- Zegar
  spieszy się.

## Na początek
### Spojrzenie
Proszę spojrzeć na **zegar**.

## Kroki: Huawei VRP
### Odczyt
```
display clock
# to jest linia, a nie nagłówek
```
Dobrze: `2026`.

### Restart [uwaga]
> **Uwaga:** przerywa ruch.

Proszę zrestartować.

## Kroki: EXOS / Switch Engine
### Odczyt
```
show time
```

## Ostrzeżenia
- Ostrożnie.

## Kiedy zgłosić
- Zegar stoi.

## Logi: Huawei VRP
```
display clock
```
"""


def written(folder: Path, text: str) -> Article:
    path = folder / "zegar.md"
    path.write_text(text, encoding="utf-8")
    return read(path)


@pytest.fixture
def article(tmp_path: Path) -> Article:
    return written(tmp_path, HEAD + BODY)


def test_front_matter_stays_text(article: Article) -> None:
    assert (article.software, article.keywords) == ("16:30", ("no", "8.10"))


def test_lists_are_joined_over_lines(article: Article) -> None:
    assert article.symptoms == ("Zegar stoi.", "Zegar spieszy się.")


def test_steps_are_plain_text_with_commands_indented(article: Article) -> None:
    assert article.steps("huawei_vrp", None) == (
        "Spojrzenie\nProszę spojrzeć na zegar.",
        "Odczyt\n    display clock\n    # to jest linia, a nie nagłówek\nDobrze: 2026.",
        "Restart\nUwaga: przerywa ruch.\nProszę zrestartować.",
    )


def test_a_marked_step_is_risky(article: Article) -> None:
    assert [step.risky for guide in article.guides for step in guide.steps] == [False, False, True, False]


@pytest.mark.parametrize(
    ("platform", "vendor", "count"),
    [
        ("huawei_vrp", None, 3),
        ("extreme_exos", "extreme", 2),
        ("extreme_voss", "extreme", 1),  # in the article, without steps of its own: first aid only
        (None, "huawei", 3),  # VRP is presumed
        (None, "extreme", 1),  # nothing is presumed
        (None, None, 1),
    ],
)
def test_steps_by_device(article: Article, platform: str | None, vendor: str | None, count: int) -> None:
    assert len(article.steps(platform, vendor)) == count


def test_logs_of_the_article_come_before_the_usual_ones(article: Article) -> None:
    assert article.logs("huawei_vrp", None) == ("display clock",)
    assert "show switch" in article.logs("extreme_exos", None)
    assert article.logs(None, None) == ()


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("bez nagłówka", "nagłówka między liniami"),
        ("---\ntytuł: [\n---\n", "YAML"),
        ("---\n---\n", "nagłówek jest pusty"),
        (HEAD + BODY.replace("## Ostrzeżenia", "## Inne"), "brakuje części „Ostrzeżenia”"),
        (HEAD.replace("Huawei VRP", "Huawei XYZ") + BODY, "nieznana platforma „Huawei XYZ”"),
        (HEAD.replace("\n  - no\n  - 8.10", " no") + BODY, "powinna stać lista"),
    ],
)
def test_an_odd_file_is_refused_in_polish(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(ArticleError, match=complaint):
        written(tmp_path, text)
