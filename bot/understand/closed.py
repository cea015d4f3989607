"""Closed forms: whole messages of a word or a sign that mean one thing, whatever a model would say."""

import re
from collections.abc import Mapping

from bot.understand.sheet import fold

_FORMS = {
    "affirm": "tak t no ta taa taak tia mhm yhm yhy aha ok okej okay oki spoko git jasne pewnie owszem zgoda yes y si "
    "👍 ✅ ✔ 👌 🆗 💯",
    "deny": "nie n niee nope ne nah niet zaden zadna zadne ❌ 👎 ✖ 🚫 ⛔",
    "dont_know": "niewiem nwm idk 🤷",
    "repeat": "? ?? ??? co he ze slucham 🤔 ❓",
    "cancel": "stop /stop /cancel /anuluj",
    "restart": "/start /restart /menu /reset menu",
    "talk_to_human": "/human /czlowiek",
    "greeting": "dobry czesc hej siema witam halo elo 👋",
    "thanks": "dzieki dziekuje thx 🙏 ❤ 🙂 😊",
    "goodbye": "pa nara",
}
_MEANING = {form: intent for intent, forms in _FORMS.items() for form in forms.split()}
_WHERE = ("gdzie", "skad", "jak", "gdzie to", "gdzie go", "gdzie to jest", "skad to", "skad wziac", "jak to sprawdzic")
_NONE = ("nie mam", "brak", "nie znam", "nie ma", "nie pamietam", "nie podam", "-", "?")
_IN_STATE: Mapping[str, Mapping[str, str]] = {
    "device": dict.fromkeys(_WHERE, "help_where_serial") | dict.fromkeys(_NONE, "dont_know"),
    "contract": dict.fromkeys(_WHERE, "help_where_contract") | dict.fromkeys(_NONE, "dont_know"),
    "phone": dict.fromkeys(_NONE, "dont_know"),
    "place": dict.fromkeys(_NONE, "dont_know"),
    "helped": {"dziala": "problem_solved", "nie dziala": "problem_not_solved", "nic": "problem_not_solved"},
    "logs": {"nie mam": "deny", "brak": "deny"},
}
_TRIM = re.compile(r"[\s.,!…)(\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]+")
_STRETCHED = re.compile(r"(.)\1{2,}")


def meaning(text: str, asked: str | None = None) -> str | None:
    """The intent of a message that is one closed form, repeated or stretched („tak tak”, „nieee!”), or None."""
    pieces = [_STRETCHED.sub(r"\1", piece.rstrip("?") or "?") for piece in _TRIM.split(fold(text)) if piece]
    if answer := _IN_STATE.get(asked or "", {}).get(" ".join(pieces)):
        return answer
    signs = {sign for piece in pieces for sign in (piece if _is_signs(piece) else (piece,))}
    meanings = {_MEANING.get(sign) for sign in signs}
    return meanings.pop() if len(meanings) == 1 else None


def _is_signs(piece: str) -> bool:
    return all(ord(char) > 0x2000 for char in piece)
