"""What a fund was used for, line by line, and who covers it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.findings import NO_SOURCE
from paraplu.base.language import Message, say
from paraplu.base.money import ZERO, in_cents
from paraplu.bookkeeping.documents.words import day_said
from paraplu.reports.fund_costs import THE_COOPERATIVE
from paraplu.reports.fund_report import Payer
from paraplu.reports.papers.blocks import Column, Fact, Facts, Row, RowRole, Table
from paraplu.reports.papers.values import CellKind, Figure, FigurePart, NotKnown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from paraplu.reports.fund_costs import Charge, CostLine
    from paraplu.reports.fund_report import Coverage, FundReport
    from paraplu.reports.papers.values import Cell
    from paraplu.reports.suppliers import Suppliers

_COLUMNS = (
    Column("line", say("Line of the budget")),
    Column("granted", say("granted"), CellKind.MONEY),
    Column("change", say("last approved"), CellKind.MONEY),
    Column("paid", say("actual"), CellKind.MONEY),
    Column("owed", say("owed, not paid yet"), CellKind.MONEY),
    Column("difference", say("difference"), CellKind.MONEY, signed=True),
    Column("percentage", say("%"), CellKind.PERCENT),
    Column("explanation", say("explanation")),
)
_MISSING = say("not finished: the explanation is missing")
_NO_BUDGET = NotKnown(say("the register has no budget for it"))
NOBODY_SAYS = NotKnown(say("the register does not say"))
_NOT_COUNTED = NotKnown(say("nobody wrote down how many hours were worked"))


def costs_table(report: FundReport, suppliers: Suppliers) -> Table:
    """Return the lines of the budget with what was used for each, and their total."""
    costs = report.costs
    rows = [
        _line(f"line-{n}", line, suppliers) for n, line in enumerate(costs.lines, 1)
    ]
    if report.hours or _own_hours(report):
        rows.append(_hours(report))
    rows.append(_total(report))
    return Table(
        "costs",
        say("Costs in euros, beside the budget"),
        _COLUMNS,
        tuple(rows),
        notes=tuple(_changes(costs.lines)),
    )


def _line(key: str, line: CostLine, suppliers: Suppliers) -> Row:
    known = line.granted is not None
    # What the books call a purpose may name a member; a line is as the funder has it.
    named = line.name if line.granted else suppliers.told(line.name)
    return Row(
        key,
        (
            named or say("no purpose given"),
            line.granted if known else _NO_BUDGET,
            line.change.amount if line.change else None,
            Figure(line.actual, lambda: _parts(line, suppliers, owed=False)),
            Figure(line.committed, lambda: _parts(line, suppliers, owed=True)),
            line.difference,
            line.percentage,
            _MISSING if line.unfinished else line.explanation,
        ),
    )


def _total(report: FundReport) -> Row:
    costs = report.costs
    actual = sum((line.actual for line in costs.lines), report.hours)
    owed = sum((line.committed for line in costs.lines), ZERO)
    granted: Cell = _NO_BUDGET
    left: Cell = None
    if report.fund.budget:
        own = _own_hours(report)
        granted = sum((line.granted or ZERO for line in costs.lines), own)
        left = costs.budget + own - report.total
    cells = (say("Together"), granted, None, actual, owed, left, None, None)
    return Row("total", cells, RowRole.TOTAL)


def _own_hours(report: FundReport) -> Decimal:
    """Return what the budget counts the cooperative's own hours for."""
    return in_cents(report.fund.own.hours * report.fund.own.rate)


def _hours(report: FundReport) -> Row:
    own = report.fund.own
    cells: tuple[Cell, ...] = (
        say("Hours of the cooperative, {rate} an hour", rate=own.rate),
        _own_hours(report),
        None,
        report.hours if own.worked is not None else _NOT_COUNTED,
        None,
        _own_hours(report) - report.hours,
        None,
        None,
    )
    return Row("hours", cells)


def _parts(line: CostLine, suppliers: Suppliers, *, owed: bool) -> Sequence[FigurePart]:
    """Return the entries behind what is paid of a line, or what is owed."""
    found = [
        FigurePart(
            NO_SOURCE
            if charge.payer
            else charge.transaction.source_at(charge.position),
            charge.transaction.date,
            _what(charge, suppliers),
            amount,
        )
        for charge in line.charges
        if (amount := charge.open if owed else charge.paid)
    ]
    if line.before and not owed and found:
        first = found[0].date
        before = say("used in earlier books")
        found.insert(0, FigurePart(NO_SOURCE, first, before, line.before))
    return found


def _what(charge: Charge, suppliers: Suppliers) -> Message | str:
    """Return who was paid; whom others paid is no business of this funder."""
    if charge.payer:
        own = charge.payer == THE_COOPERATIVE
        return say("paid by the cooperative") if own else say("paid by another fund")
    supplier = suppliers.of(charge.transaction)
    if supplier is None:
        return say("paid by a member first")
    return supplier or say("entry")


def _changes(lines: Sequence[CostLine]) -> Iterator[Message]:
    for line in lines:
        if line.change:
            yield say(
                "{line}: approved on {day} ({reference}).",
                line=line.name,
                day=day_said(line.change.date),
                reference=line.change.reference,
            )


_WHO = {
    Payer.OWN_MONEY: say("the cooperative, in money"),
    Payer.OWN_HOURS: say("the cooperative, in hours"),
}


def cover_table(report: FundReport) -> Table:
    """Return who covers the costs; a shortage or a surplus where that is not all."""
    rows = [_cover(f"{n}-{one.payer}", one) for n, one in enumerate(report.cover, 1)]
    received = sum((one.received for one in report.cover), ZERO)
    to_come = sum((one.to_come for one in report.cover), ZERO)
    rows += [
        Row(
            "total",
            (say("Together"), None, report.covered, received, to_come),
            RowRole.SUBTOTAL,
        ),
        Row("costs", (say("Costs"), None, report.total, None, None)),
        Row(
            "balance",
            (
                _balance(report.balance),
                None,
                abs(report.balance),
                None,
                None,
            ),
            RowRole.TOTAL,
        ),
    ]
    return Table(
        "cover",
        say("Who covers the costs, in euros"),
        (
            Column("who", say("Source")),
            Column("budgeted", say("budgeted"), CellKind.MONEY),
            Column("covered", say("covers"), CellKind.MONEY),
            Column("received", say("received"), CellKind.MONEY),
            Column("to_come", say("still to come"), CellKind.MONEY),
        ),
        tuple(rows),
    )


def _balance(balance: Decimal) -> Message:
    if not balance:
        return say("Shortage or surplus")
    return say("Shortage") if balance < 0 else say("Surplus")


def _cover(key: str, one: Coverage) -> Row:
    who: Cell = _WHO.get(one.payer) or one.name or say("other funds")
    if one.payer is Payer.SALES:
        who = say("sales: {name}", name=one.name)
    budgeted: Cell = NOBODY_SAYS if one.budgeted is None else one.budgeted
    return Row(key, (who, budgeted, one.charged, one.received, one.to_come))


def settlement_facts(report: FundReport, iban: str) -> Facts:
    """Return how the fund and the cooperative stand, and where money can go."""
    found = report.settlement
    left = say("Not spent: to go back") if report.final else say("Still to be spent")

    def money(key: str, label: Message, amount: Decimal | None) -> Fact:
        value: Cell = NOBODY_SAYS if amount is None else amount
        return Fact(key, label, value, CellKind.MONEY)

    facts = [
        money("granted", say("Granted"), found.granted),
        money("advance", say("Of that in advance"), found.advance),
        money("received", say("Received"), found.received),
        money("spent", say("Spent, paid and owed"), found.spent),
        money("returned", say("Gone back already"), found.returned),
        money("to_receive", say("Still to be received"), found.to_receive),
        money("left", left, found.left),
    ]
    if iban:
        facts.append(Fact("iban", say("Account of the cooperative"), iban))
    return Facts("settlement", tuple(facts))
