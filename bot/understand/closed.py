"""Closed forms: whole messages of a word or a sign that mean one thing, whatever a model would say."""

import re

_FORMS = {
    "affirm": "tak t no ta taa taak tia mhm yhm yhy aha ok okej okay oki spoko git jasne pewnie owszem zgoda yes y si "
    "👍 ✅ ✔ 👌 🆗 💯",
    "deny": "nie n niee nope ne nah niet ❌ 👎 ✖ 🚫 ⛔",
    "dont_know": "niewiem nwm idk 🤷",
    "repeat": "? ?? ??? co hę he że ze słucham slucham 🤔 ❓",
    "cancel": "/stop /cancel /anuluj",
    "restart": "/start /restart /menu /reset menu",
    "talk_to_human": "/human /czlowiek /człowiek",
    "greeting": "dobry cześć czesc hej siema witam halo elo 👋",
    "thanks": "dzięki dzieki dziękuję dziekuje thx 🙏 ❤ 🙂 😊",
    "goodbye": "pa nara",
}
_MEANING = {form: intent for intent, forms in _FORMS.items() for form in forms.split()}
_TRIM = re.compile(r"[\s.,!…)(\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]+")
_STRETCHED = re.compile(r"(.)\1{2,}")


def meaning(text: str) -> str | None:
    """The intent of a message that is one closed form, repeated or stretched („tak tak”, „nieee!”), or None."""
    pieces = {_STRETCHED.sub(r"\1", piece) for piece in _TRIM.split(text.lower()) if piece}
    signs = {sign for piece in pieces for sign in (piece if _is_signs(piece) else (piece,))}
    meanings = {_MEANING.get(sign) for sign in signs}
    return meanings.pop() if len(meanings) == 1 else None


def _is_signs(piece: str) -> bool:
    return all(ord(char) > 0x2000 for char in piece)
