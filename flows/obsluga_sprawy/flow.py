"""What is said in the engineers' channel and, about their work, to the caller."""

from bot.flow.vocabulary import Flow
from flows.wspolne.flow import CONTACT_WORDS, constant

RESULT = {
    *("number", "owner", "reason", "text", "priority", "contract", "vendor_case", "waybill", "deadlines", "promised"),
    *("moment", "delivered", "return_due"),
}
"""What every text about a change may name."""
CHANGES = (
    *("taken", "released", "contacted", "written", "requested", "taken_over", "handed_back", "confirmed", "rejected"),
    *("priority_set", "contract_set", "ordered", "dispatched", "delivered", "onsite", "returned", "closed"),
    *("reopened",),
)
VARIANTS = ("told_confirmed_support", "told_delivered_kept")
SAID = {
    **dict.fromkeys((*CHANGES, *(f"told_{name}" for name in CHANGES), *VARIANTS), RESULT),
    "card": {"card"},
    "by_mail": {"said", "card"},
    "list": {"cases"},
    "list_empty": set(),
    "explained": {"number", "explanation"},
    "exported": {"number"},
    "new_opened": {"number", "missing"},
    "new_needed": set(),
    "new_in_future": set(),
    "from_caller": {"number", "text"},
    "from_caller_files": {"number", "files"},
    "completed": {"number", "missing"},
    "joined": {"number", "text"},
    "raised": {"number", "priority"},
    "caller_escalates": {"number", "owner"},
    "withdrawn": {"number"},
    "warning": {"number", "left", "due", "owner"},
    "late": {"number", "due", "owner", "left"},
    "escalated": {"number", "due", "owner", "left"},
    "unclaimed": {"number", "since"},
    "silent": {"number", "since", "owner"},
    "back": {"number", "owner"},
    "promise": {"number", "what", "due"},
    "promise_late": {"number", "what", "due"},
    "overdue": {"number", "due"},
    "data_missing": {"number", "since", "owner"},
    "no_answer": {"number"},
    "caller_waits": {"number", "since", "owner"},
    "undelivered": {"conversation", "error"},
    "already_yours": {"number"},
    "taken_by": {"number", "owner"},
    "nobodys": {"number"},
    "future": {"number"},
    "too_early": {"number"},
    "bad_moment": {"number"},
    "before_submission": {"number"},
    "already_contacted": {"number"},
    "already_confirmed": {"number"},
    "already_delivered": {"number"},
    "already_taken_over": {"number"},
    "not_taken_over": {"number"},
    "confirm_first": {"number"},
    "no_presence": {"number"},
    "nothing_to_return": {"number"},
    "not_ended": {"number"},
    "unverified": {"number"},
    "reason_needed": {"number"},
    "value_needed": {"number"},
    "note_needed": {"number"},
    "number_of_order_needed": {"number"},
    "bad_priority": {"number"},
    "same_priority": {"number", "priority"},
    "contract_not_active": {"number"},
    "ended": {"number", "state"},
    "unknown_case": {"number"},
    "number_needed": set(),
    "unclear": set(),
    "told_new": {"number", "deadlines"},
    "told_return": {"number", "due"},
    "told_overdue": {"number", "due"},
    "told_data_again": {"number", "text"},
    "told_no_answer": {"number"},
}
"""Every text of the service desk, with the placeholders it is given."""

engineers = Flow(
    "engineers",
    words={**CONTACT_WORDS, **{name: constant(name) for names in SAID.values() for name in names}},
    said=tuple(SAID),
)
