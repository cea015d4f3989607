"""What is said in the engineers' channel and, about their work, to the caller."""

from bot.flow.vocabulary import Flow
from flows.wspolne.flow import CONTACT_WORDS, constant

SAID = {
    "card": {"card"},
    "taken": {"number", "owner"},
    "contacted": {"number", "moment"},
    "confirmed": {"number", "deadlines"},
    "rejected": {"number", "reason"},
    "written": {"number"},
    "priority_set": {"number", "priority", "deadlines"},
    "contract_set": {"number", "contract", "deadlines"},
    "list": {"cases"},
    "list_empty": set(),
    "explained": {"number", "explanation"},
    "from_caller": {"number", "text"},
    "from_caller_files": {"number", "files"},
    "warning": {"number", "left", "due", "owner"},
    "late": {"number", "due", "owner"},
    "undelivered": {"conversation", "error"},
    "already_yours": {"number"},
    "taken_by": {"number", "owner"},
    "future": {"number"},
    "bad_moment": {"number"},
    "before_submission": {"number"},
    "already_contacted": {"number"},
    "already_confirmed": {"number"},
    "unverified": {"number"},
    "reason_needed": {"number"},
    "value_needed": {"number"},
    "bad_priority": {"number"},
    "same_priority": {"number", "priority"},
    "contract_not_active": {"number"},
    "ended": {"number", "state"},
    "unknown_case": {"number"},
    "number_needed": set(),
    "unclear": set(),
    "told_taken": {"number", "owner"},
    "told_confirmed": {"number", "deadlines"},
    "told_confirmed_support": {"number"},
    "told_rejected": {"number", "reason"},
    "told_message": {"owner", "text"},
    "told_priority": {"number", "priority", "deadlines"},
    "told_contract": {"number", "deadlines"},
}
"""Every text of the service desk, with the placeholders it is given."""

engineers = Flow(
    "engineers",
    words={**CONTACT_WORDS, **{name: constant(name) for names in SAID.values() for name in names}},
    said=tuple(SAID),
)
