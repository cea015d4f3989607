"""Texts: strings only, plural forms, nothing twice."""

import ast
from pathlib import Path

import pytest

import bot
from bot.texts import Texts, load


@pytest.mark.parametrize(("n", "said"), [(1, "1 godzina"), (3, "3 godziny"), (5, "5 godzin"), (22, "22 godziny")])
def test_plural_forms(n: int, said: str) -> None:
    texts = Texts({"a.b": "{n} {n:godzina|godziny|godzin}"})
    assert texts.render("a.b", lambda _: str(n)) == said


def test_yaml_1_1_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "flow").mkdir()
    (tmp_path / "flow" / "teksty.yaml").write_text("a:\n  time: 16:30\n  no: no\n", encoding="utf-8")
    assert load(tmp_path).templates == {"a.time": "16:30", "a.no": "no"}


def test_one_key_in_two_files_is_refused(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "teksty.yaml").write_text("a:\n  b: c\n", encoding="utf-8")
    with pytest.raises(ValueError, match="jest już w innym pliku"):
        load(tmp_path)


def test_an_unknown_placeholder_is_no_empty_text() -> None:
    with pytest.raises(KeyError):
        Texts({"a.b": "{x}"}).render("a.b", {"y": ""}.__getitem__)


def test_every_refusal_of_a_command_has_its_words() -> None:
    folder = Path(bot.__file__).parent
    trees = [
        ast.parse(path.read_text("utf-8")) for name in ("domain", "desk") for path in (folder / name).rglob("*.py")
    ]
    calls = [n for tree in trees for n in ast.walk(tree) if isinstance(n, ast.Call) and _is_refused(n.func)]
    keys = {n.value for call in calls for n in ast.walk(call.args[0]) if isinstance(n, ast.Constant)}
    assert len(keys) > 20
    assert keys <= {key.partition(".")[2] for key in load().templates}


def _is_refused(called: ast.expr) -> bool:
    return isinstance(called, ast.Name) and called.id == "Refused"
