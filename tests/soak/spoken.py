"""The texts in which a case speaks up by itself."""

TEXTS = {
    "50": "warning", "80": "warning", "100": "late", "+30": "escalated", "unclaimed": "unclaimed", "silent": "silent",
    "back": "back", "promise": "promise", "promise_late": "promise_late", "overdue": "overdue",
    "data_missing": "data_missing", "takeover": "caller_waits", "no_answer": "no_answer",
}  # fmt: skip
"""What staff hear; of a case given back the ladder says that nobody has it."""
TO_CALLER = {
    "return": "told_return", "overdue": "told_overdue", "data_silent": "told_data_again", "no_answer": "told_no_answer",
    "back": "told_released",
}  # fmt: skip
"""What the caller hears."""
ALSO = {"unclosed": "silent"}
"""Other words for the same: of a case with nothing left to wait for."""
SPOKEN = frozenset({*TEXTS.values(), *TO_CALLER.values(), *ALSO, "by_mail"})
