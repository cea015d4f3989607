"""Build-time tool: phrases -> weights (`python -m bot.understand.train`); needs scikit-learn, the product does not."""

import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from textwrap import fill

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from bot.understand import intents, priority, relevance, symptoms, typos
from bot.understand.features import STEM, features
from bot.understand.linear import SCALE
from bot.understand.sheet import Sheet, fold

HERE = Path(__file__).parent
COMMON = 3  # intents that share a word before it is a word of any talk
TYPOS = 2  # copies of a phrase with slips of the keyboard
HEADS = ("", "", "dzien dobry, ", "witam, ", "czesc, ", "szanowni panstwo, ", "no wiec ", "sluchajcie, ", "a ")
TAILS = ("", "", ", prosze o odpowiedz", ", pozdrawiam", ", z gory dziekuje", ", prosze", "?", ", jan kowalski")
DATA = (
    "", ", sn xserial", ", sn xserial, umowa xcontract", ", umowa xcontract, tel xphone", ", kontakt xphone xemail",
    ", model xmodel, xserial", ", priorytet p2", ", od wczoraj", ", w oddziale w radomiu", ", prosze o kontakt xphone",
)  # fmt: skip
BARE = ("greeting", "goodbye", "thanks", "no")  # a head or a tail would make something else of them
SEEN = 2  # a feature of a single phrase says nothing about other sentences
LEAST = 3  # tenths: weights below change no answer and only make the file longer
NEITHER = ("report_fault", "problem_solved", "problem_not_solved", "escalate", "out_of_scope")  # faulty or not
Example = tuple[str, str]


def main() -> None:
    """Write the words known and the weights from the phrases beside this module."""
    _write_words(typos.WORDS)
    meant = list(_folder(HERE / "phrases"))
    _write(intents.WEIGHTS, meant, strength=20, read=intents.bare)
    _write(priority.WEIGHTS, list(_folder(HERE / "phrases_priority")), strength=5)
    _write(symptoms.WEIGHTS, list(_symptoms(meant)), strength=10)
    _write_vocabulary(relevance.VOCABULARY, meant)


def _symptoms(meant: Sequence[Example]) -> Iterator[Example]:
    """Descriptions of faults, and what people say without describing one."""
    yield from _folder(HERE / "phrases_symptom")
    yield from _lines(HERE / "phrases/report_fault_symptom.txt", "yes")
    yield from ((words, "no" if label == "P4" else "yes") for words, label in _folder(HERE / "phrases_priority"))
    yield from ((words, "no") for words, label in meant if label not in NEITHER)


def _write_vocabulary(path: Path, meant: Sequence[Example]) -> None:
    """Beginnings of the words of each acting intent, and of words that many intents share."""
    words: dict[str, set[str]] = defaultdict(set)
    for text, label in meant:
        words[label] |= {word for word in re.findall(r"[a-z]{3,}", text) if not word.startswith("x")}
    spread = Counter(word[:STEM] for label in words if label != "out_of_scope" for word in _one_a_stem(words[label]))
    things = {word[:STEM] for found in words.values() for word in found if relevance.names_a_thing(word)}
    common = {stem for stem, shared in spread.items() if shared >= COMMON} - things
    own = {intent: {word[:STEM] for word in words[intent]} - common for intent in relevance.ACTING}
    known = {"common": common, **own, "trade": _trade()}
    lines = [f"{json.dumps(name)}: {json.dumps(sorted(found))}" for name, found in known.items()]
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")


def _trade() -> set[str]:
    """Beginnings of all words of our phrases and articles."""
    ours = [path for path in HERE.glob("phrases*/*.txt") if path.stem != "out_of_scope"]
    return {word[:STEM] for word in _most_usual((*ours, *HERE.parents[1].glob("knowledge/*.md")))}


def _write_words(path: Path) -> None:
    """Words that a slip is undone to: what the readers look for, then those of the phrases, the most usual first."""
    sources = ([HERE / "cues.txt"], HERE.glob("phrases*/*.txt"), HERE.parents[1].glob("knowledge/*.md"))
    words = (word for files in sources for word in _most_usual(files))
    path.write_text(fill(" ".join(dict.fromkeys(words)), 140) + "\n", "utf-8")


def _most_usual(files: Iterable[Path]) -> list[str]:
    texts = (re.sub(r"(?m)^#.*", "", fold(file.read_text("utf-8"))) for file in files)
    seen = Counter(word for text in texts for word in re.findall(r"(?<!\w)[a-z]{3,24}(?!\w)", text))
    return sorted(seen, key=lambda word: (-seen[word], word))


def _one_a_stem(words: Iterable[str]) -> Iterable[str]:
    return {word[:STEM]: word for word in sorted(words)}.values()


def _folder(folder: Path) -> Iterator[Example]:
    for path in sorted(folder.glob("*.txt")):
        yield from _lines(path, path.stem.removesuffix("_symptom"))


def _lines(path: Path, label: str) -> Iterator[Example]:
    for line in path.read_text("utf-8").splitlines():
        if line.strip():
            yield Sheet(line).masked(), label


def _write(path: Path, examples: Sequence[Example], strength: float, read: Callable[[str], str] = str) -> None:
    """Weights of one model; `read` is what the model does with words before it weighs them."""
    seen = Counter(name for words, _ in examples for name in features(read(words)))
    varied = [(read(words), label) for words, label in _varied(examples)]
    vectors = DictVectorizer()
    matrix = vectors.fit_transform(
        {name: value for name, value in features(words).items() if seen[name] >= SEEN} for words, _ in varied
    )
    model = LogisticRegression(C=strength, class_weight="balanced", max_iter=1000)
    model.fit(matrix, [label for _, label in varied])
    path.write_text(_as_json(model, vectors.get_feature_names_out()), "utf-8")


def _varied(examples: Iterable[Example]) -> Iterator[Example]:
    """Every phrase, then dressed in politeness or data, then with slips of the keyboard."""
    chance = random.Random(20261120)  # noqa: S311  not for secrets: the same phrases give the same weights
    for words, label in examples:
        yield words, label
        if label not in BARE:
            yield _dressed(words, label, chance), label
        for _ in range(TYPOS):
            yield " ".join(_slip(word, chance) for word in words.split()), label


def _dressed(words: str, label: str, chance: random.Random) -> str:
    tails = DATA if label in ("report_fault", "yes") else TAILS
    return f"{chance.choice(HEADS)}{words}{chance.choice(tails)}"


def _slip(word: str, chance: random.Random) -> str:
    """A word of five letters and more, half of the time with a letter lost, doubled or swapped with the next."""
    if len(word) < 5 or word.startswith("x") or chance.random() < 0.5:
        return word
    at = chance.randrange(1, len(word) - 1)
    middle = chance.choice((word[at + 1], word[at] * 2 + word[at + 1], word[at + 1] + word[at]))
    return word[:at] + middle + word[at + 2 :]


def _as_json(model: LogisticRegression, names: Sequence[str]) -> str:
    """One feature a line, so that a change of phrases can be reviewed as a change of lines."""
    classes = [str(name) for name in model.classes_]
    coefficients, bias = model.coef_, [round(float(value), 2) for value in model.intercept_]
    if len(classes) == 2:  # scikit-learn keeps one row for two classes
        coefficients, bias = [-model.coef_[0] / 2, model.coef_[0] / 2], [-bias[0] / 2, bias[0] / 2]
    rows = []
    for column, name in enumerate(names):
        weights = [(index, round(float(row[column]) * SCALE)) for index, row in enumerate(coefficients)]
        kept = [number for index, weight in weights if abs(weight) >= LEAST for number in (index, weight)]
        if kept:
            rows.append(f"{json.dumps(name)}:{json.dumps(kept, separators=(',', ':'))}")
    head = f'{{"classes": {json.dumps(classes)},\n"bias": {json.dumps(bias)},\n"weights": {{\n'
    return head + ",\n".join(rows) + "\n}}\n"


if __name__ == "__main__":
    main()
