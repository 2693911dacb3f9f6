"""What the report begins with: the answer, and on what footing it was made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.durations import hours_said
from paraplu.base.language import Message, counted, say
from paraplu.bookkeeping.documents.words import day_said
from paraplu.register.agreements import Scheme
from paraplu.register.municipality import Attribution, ThermometerSpending
from paraplu.reports.papers.blocks import Fact, Facts
from paraplu.reports.papers.model import BROKEN, Section
from paraplu.reports.papers.values import CellKind, NotKnown
from paraplu.reports.papers.worked import WorkedHours

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from paraplu.register.municipality import Agreement
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
        *_schemes(head),
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
    if not head.agreements:
        none = NotKnown(say("the register has no agreement with a municipality"))
        yield Fact("agreement", say("Agreement with the municipality"), none)
        yield from _terms(None, "", None)
    for n, agreed in enumerate(head.agreements, 1):
        # The first has the plain keys, so that programs find it.
        key = f"-{n}" if n > 1 else ""
        reference: Cell = agreed.reference or NotKnown(
            say("the register does not say it (`reference:`)")
        )
        label = say("Agreement with the municipality")
        if n > 1:
            label = say("Agreement from {day}", day=day_said(agreed.start))
        yield Fact(f"agreement{key}", label, reference)
        yield from _terms(agreed, key, agreed.start if n > 1 else None)


def _terms(agreed: Agreement | None, key: str, start: dt.date | None) -> Iterator[Fact]:
    attribution: Cell = NotKnown(
        say("it was not agreed, so turnover counts as it was booked")
    )
    if agreed and agreed.attribution:
        attribution = _ATTRIBUTION[agreed.attribution]
    spending: Cell = NotKnown(say("it was not agreed (`thermometer_spending:`)"))
    if agreed and agreed.spending:
        spending = _SPENDING[agreed.spending]
    counts = say("Turnover counts in")
    income = say("Is spending for growth and training income?")
    if start:
        counts = say("Invoices from {day} count in", day=day_said(start))
        income = say("Is spending income, from {day}?", day=day_said(start))
    yield Fact(f"attribution{key}", counts, attribution)
    yield Fact(f"spending{key}", income, spending)


def _schemes(head: ReportHead) -> Iterator[Fact]:
    for n, (start, scheme) in enumerate(head.schemes, 1):
        label = say("VAT scheme")
        if n > 1:
            label = say("VAT scheme from {day}", day=day_said(start))
        yield Fact(f"vat-{n}" if n > 1 else "vat", label, _SCHEME[scheme])


def _nothing(report: MunicipalityReport) -> Message:
    """Say that nothing was sold and spent; hours are told beside it."""
    hours, p = report.hours, report.head.period.said
    if isinstance(hours, WorkedHours) and hours.period:
        return say(
            "Nothing was sold and nothing was spent in {p}. There was work, of "
            "{hours}.",
            p=p,
            hours=hours_said(hours.period),
        )
    return say("Nothing was sold and nothing was spent in {p}.", p=p)


def notices(report: MunicipalityReport) -> Iterator[Message]:
    """Yield what the reader has to know first."""
    head = report.head
    yield from _days(head)
    if head.corrects:
        yield say(
            "It takes the place of the report that was handed in on {day}.",
            day=day_said(head.corrects),
        )
    for change in report.changes:
        yield say(
            "The turnover of {period} changed by {amount}, by invoices that came in "
            "late.",
            period=change.period,
            amount=change.net,
        )
    if report.is_nil:
        yield _nothing(report)
    if isinstance(report.result.turnover, NotKnown):
        yield say("Turnover is open: {reason}.", reason=report.result.turnover.reason)
    if report.result.lost:
        yield say(
            "{amount} was written off, because customers did not pay. It lowers the "
            "result.",
            amount=report.result.lost,
        )
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


def _days(head: ReportHead) -> Iterator[Message]:
    """Yield of which days the report is, where they are not those of the period."""
    if head.stretch.name:
        yield say(
            "The member moved to another municipality. This report has the days from "
            "{first} to {last}.",
            first=day_said(head.period.first),
            last=day_said(head.period.last),
        )
    if head.newest and head.newest < head.period.first:
        yield say(
            "The newest entry of the books is of {day}, before the period begins.",
            day=day_said(head.newest),
        )
    elif head.closing < head.period.last:
        yield say(
            "The books go to {day}. What happened after that is not in it.",
            day=day_said(head.closing),
        )


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
    elif permissions.ended and permissions.until:
        yield say(
            "The permission ended on {day}; it has to be renewed to go on.",
            day=day_said(permissions.until),
        )
    elif permissions.renew and permissions.until:
        yield say(
            "The permission ends on {day}; it has to be renewed to go on.",
            day=day_said(permissions.until),
        )
