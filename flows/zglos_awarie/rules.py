"""The rules of reporting a fault: small questions asked of the answers and the facts."""

from bot.domain import agenda, sla
from bot.domain.cases import UNPROVEN, Case
from bot.domain.catalogue import CATALOGUE
from bot.domain.contracts import Device, Entitlement, Outcome, entitle
from bot.domain.devices import platform_of, vendor_of_model
from bot.domain.serials import key
from bot.domain.worktime import local
from bot.flow.facts import Facts
from bot.flow.vocabulary import Answers
from flows.zglos_awarie import evidence
from flows.zglos_awarie.faults import KINDS

UNKNOWN = ""
"""The answer „nie wiem” where the report can go on without."""
GIVE_IN_AFTER = 2
"""So many wrong pairs, then the caller may hand over all the same."""


def entitlement(answers: Answers, facts: Facts) -> Entitlement:
    """What the serial and contract given so far are entitled to, checked anew each time."""
    if facts.scope is None and facts.tries_left <= 0 and answers.get("contract"):
        return Entitlement(Outcome.MISMATCH)
    today = local(facts.now).date()
    return entitle(answers.get("device"), answers.get("contract"), facts.register, facts.scope, today)


def known_device(answers: Answers, facts: Facts) -> Device | None:
    """The device as this person may see it."""
    return entitlement(answers, facts).device


def priority(answers: Answers, facts: Facts) -> str:
    """From the impact question; when it was not asked, as stated, or as the description sounds."""
    known = answers.get("impact") or answers.get("stated")
    sounds = suggestion(answers, facts)
    return str(known or (sounds[0] if sounds else "P3"))


def vendor(answers: Answers, facts: Facts) -> str | None:
    """The maker, from the register, from what was printed or from the model named."""
    device, printed = known_device(answers, facts), evidence.device(answers)
    system = printed.platform.partition("_")[0] if printed and printed.platform else None
    return device.vendor if device else system or vendor_of_model(model(answers, facts))


def model(answers: Answers, facts: Facts) -> str:
    """The model from the register, else as printed by the device, else as named."""
    device = known_device(answers, facts)
    return device.model if device else evidence.model(answers) or str(answers.get("model", ""))


def platform(answers: Answers, facts: Facts) -> str | None:
    """The platform of the device: what runs on it as it says itself, else what its model runs."""
    maker, printed = vendor(answers, facts), evidence.device(answers)
    if maker and printed and printed.platform and printed.platform.startswith(maker):
        return printed.platform
    return platform_of(maker, model(answers, facts)) if maker else None


def outcome(answers: Answers, facts: Facts) -> Outcome:
    """The name of the entitlement's answer."""
    return entitlement(answers, facts).outcome


def doubtful(answers: Answers, _facts: Facts) -> bool:
    """numer seryjny odczytano, poprawiając literówkę"""
    return bool(answers.get("device")) and answers.get("repaired") == answers.get("device")


def unlinked(_answers: Answers, facts: Facts) -> bool:
    """konto nie jest powiązane z organizacją"""
    return facts.scope is None


def may_link(_answers: Answers, facts: Facts) -> bool:
    """konto można połączyć kodem z poczty"""
    return facts.linking and facts.person is None


def needs_contract(answers: Answers, facts: Facts) -> bool:
    """umowy nie da się ustalić z rejestru"""
    return facts.scope is None or not answers.get("device") or answers.get("reopened") == "contract"


def covered(answers: Answers, facts: Facts) -> bool:
    """urządzenie ma u nas ważną umowę"""
    return outcome(answers, facts) is Outcome.COVERED


def unproven(answers: Answers, facts: Facts) -> bool:
    """uprawnienia nie udało się potwierdzić"""
    found = outcome(answers, facts)
    return found in UNPROVEN - {Outcome.EXTREMEWORKS, Outcome.INCOMPLETE}


def device_unknown(answers: Answers, facts: Facts) -> bool:
    """urządzenia nie ma wśród urządzeń organizacji"""
    return outcome(answers, facts) is Outcome.DEVICE_UNKNOWN


def left_out(answers: Answers, facts: Facts) -> bool:
    """pilne zgłoszenie idzie bez numeru umowy, o który nie pytano"""
    return outcome(answers, facts) is Outcome.INCOMPLETE and "contract" not in answers


def extremeworks(answers: Answers, facts: Facts) -> bool:
    """urządzenie ma kontrakt ExtremeWorks (R26)"""
    return outcome(answers, facts) is Outcome.EXTREMEWORKS


def hicare(answers: Answers, facts: Facts) -> bool:
    """urządzenie ma wyłącznie HiCare producenta (R23)"""
    return outcome(answers, facts) is Outcome.HICARE


def warranty_only(answers: Answers, facts: Facts) -> bool:
    """urządzenie ma wyłącznie gwarancję"""
    return outcome(answers, facts) is Outcome.WARRANTY_ONLY or answers.get("warranty") is True


def ours(answers: Answers, facts: Facts) -> bool:
    """nie wiadomo, by urządzeniem zajmował się kto inny"""
    return not hicare(answers, facts) and not warranty_only(answers, facts)


def may_give_in(answers: Answers, _facts: Facts) -> bool:
    """była już druga próba"""
    return answers.times("unproven") >= GIVE_IN_AFTER or answers.misses > 0


def behalf(answers: Answers) -> str | None:
    """The customer for whom a partner reports."""
    named: list[str] = answers.get("behalf") or []
    return named[0] if len(named) == 1 else None


def for_customer(answers: Answers, _facts: Facts) -> bool:
    """partner zgłasza w imieniu swojego klienta"""
    return behalf(answers) is not None


def for_stranger(answers: Answers, _facts: Facts) -> bool:
    """partner nazwał organizację, której nie ma wśród jego klientów"""
    return bool(answers.get("stranger"))


def of_another(answers: Answers, facts: Facts) -> bool:
    """urządzenie należy do innego klienta niż nazwany"""
    found, named = entitlement(answers, facts), behalf(answers)
    return bool(named and found.customer) and found.customer != named


def wants_human(answers: Answers, _facts: Facts) -> bool:
    """zgłaszający prosi o człowieka"""
    return bool(answers.get("wants_human"))


def urgent(answers: Answers, _facts: Facts) -> bool:
    """priorytet P1"""
    return "P1" in (answers.get("impact"), answers.get("stated"))


def not_stated(answers: Answers, _facts: Facts) -> bool:
    """priorytet nie został podany wprost"""
    return "stated" not in answers


def not_impact(answers: Answers, _facts: Facts) -> bool:
    """priorytet podano od razu, bez pytania o wpływ"""
    return "impact" not in answers


def engineer_comes(answers: Answers, facts: Facts) -> bool:
    """usługa obejmuje przyjazd inżyniera, który wgrywa ostatnią kopię konfiguracji"""
    found = entitlement(answers, facts)
    return found.outcome is Outcome.COVERED and any(CATALOGUE.services[s].brings_engineer for s in found.services)


def handed(answers: Answers, _facts: Facts) -> bool:
    """zgłoszenie jest już u inżyniera"""
    return bool(answers.get("handed"))


def twin(answers: Answers, facts: Facts) -> Case | None:
    """The newest open case of the same device, which the caller may know of; not the one being completed."""
    wanted, own = key(str(answers.get("device") or "")), answers.get("handed")
    return next((k for k in reversed(facts.twins) if key(k.serial or "") == wanted and k.number != own), None)


def reported_already(answers: Answers, facts: Facts) -> bool:
    """urządzenie ma już otwarte zgłoszenie tej organizacji"""
    return bool(answers.get("device")) and twin(answers, facts) is not None


def same_fault(answers: Answers, facts: Facts) -> bool:
    """to ta sama usterka, co w otwartym zgłoszeniu"""
    return answers.get("same_case") == "same" and twin(answers, facts) is not None


def can_go_out(answers: Answers, facts: Facts) -> bool:
    """zgłoszenie krytyczne, znane są objaw i telefon"""
    known = answers.get("phone") and answers.get("symptom")
    critical = priority(answers, facts) == "P1" or urgent(answers, facts)
    return bool(known) and critical and ours(answers, facts) and not handed(answers, facts)


def hours(answers: Answers, facts: Facts) -> str:
    """The calendar in which the caller's silence is measured; around the clock while the service is unknown (R33)."""
    found = entitlement(answers, facts)
    if found.outcome is not Outcome.COVERED:
        return sla.UNKNOWN_SERVICE.calendar
    dues = [sla.reaction(s, priority(answers, facts), facts.now) for s in found.services]
    return min((due for due in dues if due), key=lambda due: due.due).calendar if any(dues) else agenda.STANDARD_HOURS


def insisted(answers: Answers, _facts: Facts) -> bool:
    """zgłaszający podaje inny priorytet, niż wynika z odpowiedzi"""
    return bool({"impact", "stated"} <= set(answers)) and answers["impact"] != answers["stated"]


def suggestion(answers: Answers, facts: Facts) -> tuple[str, str] | None:
    """The priority that the description sounds like, with its definition; or the faults printed, when more urgent."""
    sounds = facts.suggest(answers["symptom"]) if answers.get("symptom") else None
    return min(filter(None, (sounds, _printed_priority(answers))), default=None)


def _printed_priority(answers: Answers) -> tuple[str, str] | None:
    kinds = [KINDS[fault.kind] for fault in evidence.faults(answers)]
    return min(((k.priority, f"{k.priority}: {k.name}.") for k in kinds if k.priority), default=None)


def points_to(answers: Answers, facts: Facts) -> bool:
    """wynik wskazuje na pilniejszy priorytet niż opis, a wpływ nie jest jeszcze znany"""
    found = _printed_priority(answers)
    return found is not None and suggestion(answers, facts) == found and not {"impact", "stated"} & set(answers)


def pasted(answers: Answers, _facts: Facts) -> bool:
    """wklejono wynik poleceń"""
    return "latest" in answers


def other_number(answers: Answers, facts: Facts) -> bool:
    """w wyniku jest inny numer seryjny niż podany"""
    printed = [key(serial) for serial in evidence.findings(answers).serials]
    given = "device" in answers and not answers.get("other") and not urgent(answers, facts)
    return given and bool(printed) and key(answers["device"] or "") not in printed


def wrong_model(answers: Answers, facts: Facts) -> bool:
    """urządzenie o tym numerze jest innego modelu niż w rejestrze"""
    device, printed = known_device(answers, facts), evidence.device(answers)
    return bool(device and printed and printed.serial and printed.model) and evidence.is_other(
        device.model if device else "", printed
    )


def other_model(answers: Answers, facts: Facts) -> bool:
    """wynik jest z urządzenia innego modelu lub producenta niż w rejestrze"""
    device, printed = known_device(answers, facts), evidence.device(answers)
    unsure = printed is not None and not printed.serial and not urgent(answers, facts)
    return bool(device) and unsure and evidence.is_other(device.model if device else "", printed)


def likely_priority(answers: Answers, facts: Facts) -> str:
    """What „nie wiem” means for the priority: as the description sounds, else P3."""
    found = suggestion(answers, facts)
    return found[0] if found else "P3"


def sounds_like(answers: Answers, facts: Facts) -> bool:
    """opis wskazuje na jakiś priorytet, a wpływ nie jest jeszcze znany"""
    known = {"impact", "stated"} & set(answers) or points_to(answers, facts)
    return suggestion(answers, facts) is not None and not known


def less_than_urgent(answers: Answers, facts: Facts) -> bool:
    """wpływ na pracę jest znany i nie jest krytyczny"""
    return "impact" in answers and not urgent(answers, facts)


def already_noted(answers: Answers, _facts: Facts) -> bool:
    """coś padło już w pierwszej wiadomości"""
    return answers.fresh and bool({"device", "contract", "model", "symptom", "logs"} & set(answers))


def fixing(answers: Answers, _facts: Facts) -> bool:
    """zgłaszający chce coś poprawić"""
    return answers.get("agreed") == "fix"


def extreme_device(answers: Answers, facts: Facts) -> str:
    """The maker whose warranty route nobody has named."""
    return "extreme" if vendor(answers, facts) == "extreme" else ""
