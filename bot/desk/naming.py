"""What the deadlines of a case are called when it speaks up by itself, so that two are told apart or said together."""

from bot.domain.agenda import Step
from bot.domain.cases import Case
from bot.domain.clocks import Clock, running
from bot.domain.dates import say_until
from flows.obsluga_sprawy.names import KINDS
from flows.zglos_awarie.words import service_name


def service_of(case: Case, reaction: Clock) -> str:
    """„ usługi AHB 8x5 NBD”: whose reaction it is, while another one is due at another moment."""
    ahead = [k for k in case.clocks if running(k, "reaction")]
    same = [service_name(k.service) for k in ahead if k.due == reaction.due and k.service]
    return f" {'usługi' if len(same) == 1 else 'usług'} {', '.join(same)}" if len(same) < len(ahead) else ""


def promised(case: Case, step: Step) -> dict[str, str]:
    """„dostawa, przyjazd – śr 18 listopada” and whose case it is; with several services each is named."""
    told: dict[str, list[str]] = {}
    for clock in step.clocks:
        service = f" ({service_name(clock.service)})" if clock.service and len(case.services) > 1 else ""
        told.setdefault(say_until(clock.due, step.at, clock.by_date), []).append(KINDS[clock.kind] + service)
    said = "; ".join(f"{', '.join(names)} – {due}" for due, names in told.items())
    return {"promised": said, "owner": case.owner_name or "nikt"}
