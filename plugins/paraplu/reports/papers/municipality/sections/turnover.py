"""Turnover in rows: the work, the invoice, the money, the kind of customer, the VAT."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from paraplu.base.dates import Month
from paraplu.base.language import say
from paraplu.register.agreements import Scheme
from paraplu.register.municipality import Attribution
from paraplu.reports.papers.blocks import Column, Row, RowRole, Table
from paraplu.reports.papers.model import Section
from paraplu.reports.papers.values import CellKind, Figure, FigurePart, NotKnown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paraplu.base.language import Message
    from paraplu.reports.papers.municipality.attribution import Counted
    from paraplu.reports.papers.municipality.report import MunicipalityReport
    from paraplu.reports.papers.municipality.sales import Sale
    from paraplu.reports.papers.values import Cell

_SALE = say("sale")
_NOT_SAID = NotKnown(say("the books do not say it"))


def turnover(report: MunicipalityReport) -> Section:
    """Return what was sold, and what of it cannot be placed in the period."""
    tables = [_table(report)]
    if report.turnover.open:
        tables.append(_open(report.turnover.open))
    return Section("turnover", say("Turnover"), tuple(tables))


def _table(report: MunicipalityReport) -> Table:
    plain = report.head.scheme is Scheme.KOR
    attribution = report.head.attribution
    counted = report.turnover.counted
    rows = [
        Row(f"sale-{n}", _cells(one, attribution, _amounts(one, plain=plain)))
        for n, one in enumerate(counted, 1)
    ]
    if counted:
        total: Sequence[Cell] = (_total(report),)
        if not plain:
            total = (*total, *_taxes(report))
        cells = (say("Together"), None, *total, *((None,) * len(_FACTS)))
        rows.append(Row("total", cells, RowRole.TOTAL))
    return Table(
        "sales",
        say("What was sold, in euros"),
        (*_WHAT, *(_ONE_AMOUNT if plain else _AMOUNTS), *_FACTS),
        tuple(rows),
        say("No turnover."),
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


def _cells(
    one: Counted, attribution: Attribution | None, amounts: tuple[Cell, ...]
) -> tuple[Cell, ...]:
    sale = one.sale
    worked: Cell = sale.worked.end if sale.worked else _NOT_SAID
    if attribution is Attribution.WORK_MONTH:
        worked = one.day
    received: Cell = sale.received
    if attribution is Attribution.RECEIPT:
        received = one.day
    what: Message | str = sale.description or _SALE
    if not one.whole:
        what = say("{what} (a part)", what=what)
    month = str(Month.of(one.day))
    return (
        *(what, month, *amounts),
        *(worked, sale.booked, received, sale.number, sale.customer.word),
    )


def _amounts(one: Counted, *, plain: bool) -> tuple[Cell, ...]:
    net = Figure(one.net, partial(_parts, (one,)))
    if plain:
        return (net,)
    unknown = NotKnown(say("VAT of several members is in one entry"))
    return (
        net,
        unknown if one.tax is None else one.tax,
        unknown if one.gross is None else one.gross,
    )


def _total(report: MunicipalityReport) -> Cell:
    net = report.turnover.net
    if isinstance(net, NotKnown):
        return net
    return Figure(net, partial(_parts, report.turnover.counted))


def _taxes(report: MunicipalityReport) -> tuple[Cell, Cell]:
    net, tax = report.turnover.net, report.turnover.tax
    if isinstance(tax, NotKnown):
        return tax, tax
    return tax, net if isinstance(net, NotKnown) else net + tax


def _parts(counted: Sequence[Counted]) -> Sequence[FigurePart]:
    """Return the entries that turnover counts, with what counts of each."""
    return [
        FigurePart(
            one.sale.source, one.sale.booked, one.sale.description or _SALE, one.net
        )
        for one in counted
    ]


def turnover_parts(report: MunicipalityReport) -> Sequence[FigurePart]:
    """Return what the turnover of the period is made of."""
    return _parts(report.turnover.counted)


def _open(sales: Sequence[Sale]) -> Table:
    rows = [
        Row(
            f"open-{n}",
            (one.description or _SALE, one.number, one.booked, one.net),
        )
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
