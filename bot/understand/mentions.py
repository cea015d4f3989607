"""One message -> its mentions, read in the order that keeps one kind of number from being taken for another."""

from collections.abc import Sequence

from bot.flow.mentions import Mentions
from bot.understand import contacts, contracts, models, noise, numbers, stated, when_where
from bot.understand.corrections import Denials, is_correction
from bot.understand.labels import Labels
from bot.understand.sheet import Found, Sheet


def read(sheet: Sheet, asked: str | None) -> Mentions:
    """Everything mentioned in a message except its symptom; the open question `asked` vouches for a bare number."""
    labels = Labels(sheet.words)
    emails = contacts.take_emails(sheet)
    serials = numbers.take_long(sheet, labels)
    noise.take(sheet)
    agreed = contracts.take(sheet, labels, asked == "contract")
    serials += numbers.take_others(sheet, labels, asked == "device")
    named = models.take(sheet)
    incomplete = numbers.pieces(sheet)
    serials += numbers.take_named(sheet, labels, asked == "device")
    agreed += contracts.take_unknown(sheet, labels)
    noise.take_labelled(sheet, labels)
    phones = contacts.take_phones(sheet, labels, asked == "phone")
    makers = models.vendors(sheet)
    for name, found in (
        ("xserial", serials),
        ("xcontract", agreed),
        ("xmodel", named),
        ("xphone", phones),
        ("xemail", emails),
    ):
        sheet.mark(name, found)
    kinds = [_parted(sheet, kind) for kind in (serials, agreed, named, phones, emails)]
    (kept_serials, _), (kept_contracts, _), (kept_models, _), (kept_phones, _), (kept_emails, _) = kinds
    rejected = tuple(value for _, denied in kinds for value in denied)
    return Mentions(
        serials=kept_serials,
        contracts=kept_contracts,
        models=kept_models,
        vendor=models.vendor(sheet, makers, kept_models),
        phones=kept_phones,
        emails=kept_emails,
        priority=stated.priority(sheet),
        when=when_where.when(sheet),
        place=when_where.place(sheet),
        repaired=tuple(dict.fromkeys(s.value for s in serials if s.repaired and s.value in kept_serials)),
        rejected=rejected,
        correction=bool(rejected) or is_correction(sheet.words),
        incomplete=incomplete,
    )


def _parted(sheet: Sheet, found: Sequence[Found[str]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Kept and denied values, each once, in the order said."""
    denials = Denials(sheet.words, sorted(found, key=lambda item: item.start))
    return tuple(dict.fromkeys(item.value for item in denials.kept())), tuple(dict.fromkeys(denials.denied()))
