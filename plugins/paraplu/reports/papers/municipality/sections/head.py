"""What the report begins with: the answer, and on what footing it was made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import Message, counted, say
from paraplu.bookkeeping.documents.words import day_said
from paraplu.register.agreements import Scheme
from paraplu.register.municipality import Attribution, ThermometerSpending
from paraplu.reports.papers.blocks import Fact, Facts
from paraplu.reports.papers.model import BROKEN, Section
from paraplu.reports.papers.values import CellKind, NotKnown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.reports.papers.municipality.head import ReportHead
    from paraplu.reports.papers.municipality.report import MunicipalityReport
    from paraplu.reports.papers.values import Cell

_ATTRIBUTION = {
    Attribution.WORK_MONTH: say("the month of the work"),
    Attribution.INVOICE: say("the month of the invoice"),
    Attribution.RECEIPT: say("the month in which the money came in"),
}
_SPENDING = {
    ThermometerSpending.INCOME: say("yes, it is income"),
    ThermometerSpending.NOT_INCOME: say("no, it is not income"),
}
_SCHEME = {
    Scheme.NORMAL: say("VAT is charged"),
    Scheme.KOR: say("small businesses scheme: no VAT, so amounts are what was paid"),
}


def answer(report: MunicipalityReport) -> Section:
    """Return the four amounts that answer the reader."""
    result = report.result
    facts = (
        Fact("turnover", say("Turnover"), result.turnover, CellKind.MONEY),
        Fact("costs", say("Costs"), result.costs, CellKind.MONEY),
        Fact("result", say("Result"), result.result, CellKind.MONEY),
        Fact("left", say("Left at the end"), report.tally.thermometer, CellKind.MONEY),
    )
    return Section("answer", None, (Facts("answer", facts, large=True),))


def footing(report: MunicipalityReport) -> Section:
    """Return whom it is for, and what was agreed."""
    head = report.head
    facts = [
        Fact("member", say("Member"), head.member),
        Fact("trade_name", say("Trade name"), head.trade_name or None),
        *_for_whom(head),
        *_agreed(head),
        Fact("vat", say("VAT scheme"), _SCHEME[head.scheme]),
    ]
    if head.due:
        facts.append(Fact("due", say("To be handed in by"), head.due, CellKind.DAY))
    if head.corrects:
        facts.append(
            Fact("corrects", say("Handed in before on"), head.corrects, CellKind.DAY)
        )
    return Section("footing", say("Basis"), (Facts("footing", tuple(facts)),))


def _for_whom(head: ReportHead) -> Iterator[Fact]:
    missing = NotKnown(say("the register does not say it (`municipality:`)"))
    town = head.municipality.name if head.municipality else missing
    yield Fact("municipality", say("Municipality"), town)
    for n, contact in enumerate(head.contacts, 1):
        label = say("Client manager")
        if n > 1:
            label = say("Client manager from {day}", day=day_said(contact.start))
        yield Fact(f"manager-{n}", label, contact.client_manager or missing)


def _agreed(head: ReportHead) -> Iterator[Fact]:
    agreed = head.agreement
    none = NotKnown(say("the register has no agreement with a municipality"))
    reference: Cell = none
    if agreed:
        reference = agreed.reference or NotKnown(
            say("the register does not say it (`reference:`)")
        )
    attribution: Cell = NotKnown(
        say("it was not agreed, so turnover counts as it was booked")
    )
    if agreed and agreed.attribution:
        attribution = _ATTRIBUTION[agreed.attribution]
    spending: Cell = NotKnown(say("it was not agreed (`thermometer_spending:`)"))
    if agreed and agreed.spending:
        spending = _SPENDING[agreed.spending]
    yield Fact("agreement", say("Agreement with the municipality"), reference)
    yield Fact("attribution", say("Turnover counts in"), attribution)
    yield Fact("spending", say("Is spending for growth and training income?"), spending)


def notices(report: MunicipalityReport) -> Iterator[Message]:
    """Yield what the reader has to know first."""
    head = report.head
    if head.closing < head.period.last:
        yield say(
            "The books go to {day}. What happened after that is not in it.",
            day=day_said(head.closing),
        )
    if head.corrects:
        yield say(
            "It takes the place of the report that was handed in on {day}.",
            day=day_said(head.corrects),
        )
    if report.is_nil:
        yield say("Nothing was sold and nothing was spent in {p}.", p=head.period.said)
    if isinstance(report.result.turnover, NotKnown):
        yield say("Turnover is open: {reason}.", reason=report.result.turnover.reason)
    if report.errors:
        yield counted(
            "The books have {n} error about this member, so the amounts may change.",
            "The books have {n} errors about this member, so the amounts may change.",
            report.errors,
        )
    if head.broken:
        yield BROKEN
    if report.doubtful:
        yield say("The register has a fault. What it makes unknown is not here.")
    yield from _ending(report)


def _ending(report: MunicipalityReport) -> Iterator[Message]:
    month = report.ends_soon
    found = month.set_off if month else None
    if found and found.rule:
        kind = found.rule.kind.value
        if found.over:
            yield say("The term of exemption {kind} has ended.", kind=kind)
        else:
            yield say(
                "{used} of the {most} months of exemption {kind} have been used.",
                used=found.used,
                most=found.rule.months or 0,
                kind=kind,
            )
    permissions = report.head.permissions
    if permissions.none:
        yield say("There is no permission to trade.")
    elif permissions.renew and permissions.until:
        yield say(
            "The permission ends on {day}; it has to be renewed to go on.",
            day=day_said(permissions.until),
        )
