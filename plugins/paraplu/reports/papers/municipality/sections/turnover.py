"""Turnover in rows: the work, the invoice, the money, the kind of customer, the VAT."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from paraplu.base.dates import Month
from paraplu.base.language import Message, say
from paraplu.register.municipality import Attribution
from paraplu.reports.papers.blocks import Column, Row, RowRole, Table
from paraplu.reports.papers.model import Section
from paraplu.reports.papers.municipality.sales import Sale, SaleKind
from paraplu.reports.papers.municipality.sections.apart import advances, lost, vat
from paraplu.reports.papers.values import CellKind, Figure, FigurePart, NotKnown

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from paraplu.reports.papers.municipality.attribution import Counted
    from paraplu.reports.papers.municipality.report import MunicipalityReport
    from paraplu.reports.papers.values import Cell

_NOT_SAID = NotKnown(say("the books do not say it"))


def turnover(report: MunicipalityReport) -> Section:
    """Return what was sold, and what of it cannot be placed in the period."""
    tables = [_table(report)]
    plain = report.head.small
    if report.turnover.open:
        tables.append(_open(report.turnover.open))
    if report.turnover.before:
        tables.append(_before(report.turnover.before))
    if report.advances:
        tables.append(advances(report.advances, plain=plain))
    if report.lost:
        tables.append(lost(report.lost, plain=plain))
    if report.vat and not report.vat.same:
        tables.append(vat(report.vat))
    return Section("turnover", say("Turnover"), tuple(tables))


def _table(report: MunicipalityReport) -> Table:
    plain = report.head.small
    counted = report.turnover.counted
    rows = [
        Row(f"sale-{n}", _cells(one, _amounts(one, plain=plain)))
        for n, one in enumerate(counted, 1)
    ]
    if counted:
        total: Sequence[Cell] = (_total(report),)
        if not plain:
            total = (*total, *_taxes(report))
        cells = (say("Together"), None, *total, *((None,) * len(_FACTS)))
        rows.append(Row("total", cells, RowRole.TOTAL))
    empty = say("No turnover.")
    if report.turnover.open or report.turnover.before:
        empty = say("Of no sale is it sure that it counts here; see below.")
    return Table(
        "sales",
        say("What was sold, in euros"),
        (*_WHAT, *(_ONE_AMOUNT if plain else _AMOUNTS), *_FACTS),
        tuple(rows),
        empty,
    )


# Amounts come first: on a phone a table is seen from its beginning.
_WHAT = (Column("what", say("Description")), Column("counts", say("Counts in")))
_FACTS = (
    Column("worked", say("Work"), CellKind.DAY),
    Column("invoiced", say("Invoice"), CellKind.DAY),
    Column("received", say("Received"), CellKind.DAY),
    Column("number", say("Number")),
    Column("customer", say("Customer")),
)
_AMOUNTS = (
    Column("net", say("Without VAT"), CellKind.MONEY),
    Column("vat", say("VAT"), CellKind.MONEY),
    Column("gross", say("With VAT"), CellKind.MONEY),
)
_ONE_AMOUNT = (Column("net", say("Amount"), CellKind.MONEY),)


def _cells(one: Counted, amounts: tuple[Cell, ...]) -> tuple[Cell, ...]:
    sale = one.sale
    worked: Cell = sale.worked.end if sale.worked else _NOT_SAID
    if not sale.earned:
        worked = None
    if one.basis is Attribution.WORK_MONTH:
        worked = one.day
    received = _received(sale)
    if one.basis is Attribution.RECEIPT:
        received = one.day
    what = what_of(sale)
    if not one.whole:
        what = say("{what} (a part)", what=what)
    month = str(Month.of(one.day))
    return (
        *(what, month, *amounts),
        *(worked, sale.booked, received, sale.number, sale.customer.word),
    )


def _received(sale: Sale) -> Cell:
    """Return when all was paid, or what became of it where it never will be."""
    if sale.lost:
        return say("written off")
    if sale.credited:
        whole = sale.credited >= (sale.gross or sale.net)
        return say("credited") if whole else say("partly credited")
    return sale.received


def what_of(sale: Sale) -> Message | str:
    """Return what a row of turnover is: its words, and that it is no plain sale."""
    if sale.kind is SaleKind.SALE or not sale.description:
        return sale.description or sale.kind.word
    return Message(
        "{kind}: {what}", (("kind", sale.kind.word), ("what", sale.description))
    )


def _amounts(one: Counted, *, plain: bool) -> tuple[Cell, ...]:
    net = Figure(one.net, partial(parts_of, (one,)))
    return (net,) if plain else (net, _vat_cell(one.tax), _vat_cell(one.gross))


def _vat_cell(amount: Decimal | None) -> Cell:
    unknown = NotKnown(say("VAT of several members is in one entry"))
    return unknown if amount is None else amount


def _total(report: MunicipalityReport) -> Cell:
    net = report.turnover.net
    if isinstance(net, NotKnown):
        return net
    return Figure(net, partial(parts_of, report.turnover.counted))


def _taxes(report: MunicipalityReport) -> tuple[Cell, Cell]:
    net, tax = report.turnover.net, report.turnover.tax
    if isinstance(tax, NotKnown):
        return tax, tax
    return tax, net if isinstance(net, NotKnown) else net + tax


def parts_of(counted: Sequence[Counted]) -> Sequence[FigurePart]:
    """Return the entries that turnover counts, with what counts of each."""
    return [
        FigurePart(one.sale.source, one.sale.booked, what_of(one.sale), one.net)
        for one in counted
    ]


def turnover_parts(report: MunicipalityReport) -> Sequence[FigurePart]:
    """Return what the turnover of the period is made of."""
    return parts_of(report.turnover.counted)


def _open(sales: Sequence[Sale]) -> Table:
    rows = [
        Row(f"open-{n}", (what_of(one), one.number, one.booked, one.net))
        for n, one in enumerate(sales, 1)
    ]
    return Table(
        "open_sales",
        say("Sales of which the books do not say when the work was"),
        (
            Column("what", say("Description")),
            Column("number", say("Number")),
            Column("invoiced", say("Invoice"), CellKind.DAY),
            Column("net", say("Without VAT"), CellKind.MONEY),
        ),
        tuple(rows),
        notes=(
            say(
                "They may belong to this period. Write `delivered:` on their entries, "
                "as in `delivered: 2026-03-14`."
            ),
        ),
    )


def _before(paid: Sequence[Counted]) -> Table:
    rows = [
        Row(f"before-{n}", (one.sale.kind.word, one.sale.number, one.day, one.net))
        for n, one in enumerate(paid, 1)
    ]
    return Table(
        "before",
        say("Paid for invoices of before these books, with the VAT in it"),
        (
            Column("what", say("Description")),
            Column("number", say("Number")),
            Column("received", say("Received"), CellKind.DAY),
            Column("gross", say("With VAT"), CellKind.MONEY),
        ),
        tuple(rows),
    )
