"""What the bot talks about: one folder a flow, its rules beside its words."""

from flows.eskalacja.flow import escalation
from flows.obsluga_sprawy.flow import engineers
from flows.odlacz_konto.flow import unlink_account
from flows.pilniejsze.flow import more_urgent
from flows.polacz_konto.flow import link_account
from flows.rodo.flow import privacy
from flows.status_umowy.flow import contract_status
from flows.status_zgloszenia.flow import case_status
from flows.wspolne.flow import common
from flows.wycofanie.flow import withdrawal
from flows.zglos_awarie.flow import report_fault

CALLERS = {
    flow.name: flow
    for flow in (
        *(report_fault, case_status, contract_status, more_urgent, escalation, withdrawal),
        *(link_account, unlink_account, privacy, common),
    )
}
"""The flows of callers and partners."""

ALL = {**CALLERS, engineers.name: engineers}
"""Every flow, those of the engineers' channel too."""
