"""The municipality's report as a paper: one member over one period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import Message, say
from paraplu.reports.papers.model import Paper, issuer_of
from paraplu.reports.papers.municipality.making import report_of
from paraplu.reports.papers.municipality.sections.changes import changes
from paraplu.reports.papers.municipality.sections.evidence import (
    evidence,
    permissions,
    signatures,
)
from paraplu.reports.papers.municipality.sections.head import answer, footing, notices
from paraplu.reports.papers.municipality.sections.result import (
    hours,
    result,
    thermometer,
)
from paraplu.reports.papers.municipality.sections.set_off import set_off
from paraplu.reports.papers.municipality.sections.spending import spending
from paraplu.reports.papers.municipality.sections.turnover import turnover
from paraplu.reports.papers.municipality.selection import stretches

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paraplu.reports.papers.material import Material
    from paraplu.reports.papers.municipality.head import ReportHead
    from paraplu.reports.papers.municipality.report import MunicipalityReport
    from paraplu.reports.papers.municipality.stretches import Stretch
    from paraplu.reports.papers.period import PaperPeriod

KIND = "municipality"


def papers(
    material: Material,
    period: PaperPeriod,
    codes: Sequence[str] | None = None,
    wanted: Sequence[Stretch] | None = None,
) -> Iterator[Paper]:
    """Yield the reports of these members, else of all who have to do with a period.

    Each is made when it is asked for. `wanted` are the stretches that are asked for,
    where it is not all of them.

    Raises:
        NoReport: there is no report of one of them over that period.
    """
    for one in stretches(material, period, codes) if wanted is None else wanted:
        yield paper_of(material, report_of(material, one.member, period, one))


def paper_of(material: Material, report: MunicipalityReport) -> Paper:
    """Return the paper of a report."""
    head = report.head
    others = material.others

    def named(words: str) -> bool:
        return others.named(words, head.member)

    person = material.names.get(head.member, "")
    return Paper(
        kind=KIND,
        subject="-".join(filter(None, (head.member, head.stretch.name))),
        title=say("Report to the municipality on {member}", member=head.member),
        whom=_whom(head),
        period=head.period,
        closing=head.closing,
        status=head.status,
        state=material.state,
        issuer=issuer_of(head.cooperative),
        currency=report.currency,
        sections=(
            answer(report),
            footing(report),
            permissions(report),
            turnover(report),
            *changes(report),
            spending(report, named),
            result(report),
            hours(report),
            thermometer(report),
            evidence(report, named),
            set_off(report),
            signatures(),
        ),
        about=" · ".join(filter(None, (person, head.trade_name))),
        notices=tuple(notices(report)),
        wide=True,
    )


def _whom(head: ReportHead) -> Message:
    manager = head.stretch.manager
    town = head.municipality.name if head.municipality else ""
    if town and manager:
        return say(
            "for {municipality}, client manager {manager}",
            municipality=town,
            manager=manager,
        )
    if town:
        return say("for {municipality}", municipality=town)
    return say("for the municipality")
