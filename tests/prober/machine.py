"""Random people of six organisations say, press and send anything, numbers and names of the others above all."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from bot.channel import File
from tests.prober.house import FIRST_CASE, MEMORY, House, Told
from tests.prober.mine import CAST, STRANGER, leaks, related, things

QUESTIONS = (
    "status umowy {}", "czy {} jest objęte?", "ile urządzeń ma {}?", "umowy {}", "co z {}", "termin {}", "{}",
    "{} nie działa", "{} nie włącza się, P1, tel 600 700 801", "zgłaszam w imieniu {}",
    "zgłaszam awarię w imieniu {}, {}",
    "{}, umowa {}", "nie {}, tylko {}", "umowa {} i numer {}", "urządzenia {} w csv", "czy ten z {} jest objęty?",
    "eskaluję {}", "wycofaj {}", "{} jest pilniejsze, P1", "awaria na {}", "adres: {}", "dzwonić do {}",
    "Serial number: {}\nDevice model: X460\nUptime: 3 days\n[FAN1] Failed", "display esn\nESN of device: {}",
)  # fmt: skip
WORDS = (
    "tak", "nie", "dalej", "1", "2", "powtórz", "wstecz", "człowiek", "anuluj", "pomiń", "nie wiem", "moje umowy",
    "moje zgłoszenia", "które umowy kończą się w 60 dni?", "które umowy wygasły w zeszłym roku?", "ile mamy urządzeń?",
    "wyślij listę umów w csv", "kto u nas może zgłaszać?", "nie przypominaj", "przypominaj", "co z moim zgłoszeniem",
    "wznów", "działa", "nic nie działa", "ten z serwerowni", "końcówka 234", "600 700 801", "dziękuję", "od nowa",
    "to ta sama usterka", "pogorszyło się", "Wyślij", "zgłoś awarię",
)  # fmt: skip
NUMBERS = st.sampled_from([t.word for t in things()]) | st.integers(FIRST_CASE, FIRST_CASE + 60).map(str)
SAID = (
    st.builds(lambda form, a, b: form.format(a, b), st.sampled_from(QUESTIONS), NUMBERS, NUMBERS)
    | st.sampled_from(WORDS)
    | st.text(max_size=40)
)
WHO = st.sampled_from(CAST)
SPANS = st.sampled_from([timedelta(minutes=1), timedelta(minutes=20), timedelta(hours=2), timedelta(days=1)])


class Prober(RuleBasedStateMachine):
    """Nobody is told anything of an organisation that is not theirs, and no turn fails."""

    world: Path
    done: Callable[[], None] = staticmethod(lambda: None)

    def __init__(self) -> None:
        super().__init__()
        self._home = TemporaryDirectory(prefix="dyspozytor-prober-", dir=MEMORY)
        self._house = House(self.world, Path(self._home.name) / "swiat.db")
        self._said: dict[str, list[str]] = {who: [] for who in CAST}
        self._shown: dict[str, list[str]] = {who: [] for who in CAST}

    def teardown(self) -> None:
        """The world goes with its machine."""
        self._house.close()
        self._home.cleanup()

    @rule(who=WHO, text=SAID)
    def say(self, who: str, text: str) -> None:
        """Words."""
        self._said[who].append(text)
        self._hear(who, self._house.turn(who, text))

    @rule(who=WHO, nth=st.integers(0, 40))
    def press(self, who: str, nth: int) -> None:
        """A button, of the last message or long gone; sometimes one that was never there."""
        tokens = self._shown[who]
        self._hear(who, self._house.turn(who, choice=tokens[-1 - nth] if nth < len(tokens) else f"{nth}.0"))

    @rule(who=WHO, text=SAID, words=SAID)
    def send(self, who: str, text: str, words: str) -> None:
        """A file whose words nobody has read yet, and some beside it."""
        self._said[who] += [text, words]
        self._hear(who, self._house.turn(who, words, files=(File("log.txt", text.encode(errors="replace") or b" "),)))

    @rule(span=SPANS)
    def wait(self, span: timedelta) -> None:
        """Time passes."""
        for who, told in self._house.pass_time(span).items():
            self._hear(who, told)

    def _hear(self, who: str, told: list[Told]) -> None:
        self.done()
        said = [word for other in related(who) for word in self._said[other]]
        for message in told:
            labels = "\n".join(label for _, label in message.choices)
            found = leaks(who, f"{message.text}\n{labels}", said)
            assert not found, f"{who} was told of {found} in {message.key}: {message.text}"
            self._shown[who] += [token for token, _ in message.choices]
        strange = self._strange_cases(who, told, said)
        assert not strange, f"{who} was told of the cases {strange}"

    def _strange_cases(self, who: str, told: list[Told], said: list[str]) -> list[int]:
        """Cases of others whose numbers stand in what was told, though nobody related has said them."""
        words, known = " ".join(m.text for m in told), " ".join(said)
        if "7350" not in words:
            return []
        mine = (None,) if who == STRANGER else related(who)
        others = [k.number for k in self._house.cases() if k.reporter not in mine]
        return [n for n in others if str(n) in words and str(n) not in known]
