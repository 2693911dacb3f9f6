"""Klarna: the settlement report, of one payout.

Above the rows stands what they come to, and what is paid out. Amounts may have no sign:
the type of a row says which way it goes, and together they must come to the payout.
What Klarna holds back for later stays with Klarna, and so does what a payout was short
of: these are no lines. Fields and signs: docs.klarna.com, “Settlement reports”.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from nl_banks import values
from nl_banks.column_table import Columns, ColumnTable
from nl_banks.moment import day_of
from nl_banks.refusal import Refused
from nl_banks.statement import ZERO, LineKind, Statement, StatementLine
from nl_banks.table import Cells, Header, Reader, TableLine, plain
from nl_banks.text import clean, key

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from nl_banks.source import StatementFile

_COMES_IN = {
    "SALE": LineKind.SALE,
    **dict.fromkeys(("COMMISSION", "CREDIT", "CORRECTION"), LineKind.BOOKING),
    "FEE_REFUND": LineKind.FEE,
    "REVERSAL_MERCHANT_PROTECTION": LineKind.REFUND,
}
_LEAVES = {
    **dict.fromkeys(("RETURN", "REVERSAL"), LineKind.REFUND),
    **dict.fromkeys(("FEE", "TAX"), LineKind.FEE),
    "CHARGE": LineKind.BOOKING,
}
# Held by Klarna for later, and let go of.
_HELD = {"HOLDBACK": -1, "RELEASE": 1}
# As what the rows of a file are told apart.
_OWN, _HELD_BY = "klarna", "klarna, held"
_TOTAL = "total_settlement_amount"


class _Payout(NamedTuple):
    """What stands above the rows; amounts as Klarna writes them, without sign."""

    line: int
    day: dt.date
    reference: str
    currency: str
    amount: Decimal
    tax: Decimal
    corrected: Decimal
    repaid: Decimal
    owed: Decimal


class Klarna(ColumnTable):
    """The report as CSV; its owner may choose the sign between cells, and columns."""

    name = "klarna"
    bank = "Klarna"
    title = "Klarna, CSV of a settlement report"
    delimiters = ",;\t"
    needed: ClassVar[Columns] = {
        "kind": ("type",),
        "moment": ("capture_date",),
        "order": ("order_id",),
        "capture": ("capture_id",),
        "merchant": ("merchant_reference1",),
        "amount": ("amount",),
        "currency": ("posting_currency",),
    }
    optional: ClassVar[Columns] = {
        "short": ("short_order_id",),
        "detail": ("detailed_type",),
        "refund": ("refund_id",),
    }

    def header(self, rows: Iterator[tuple[int, list[str]]]) -> Header:
        """Return the header of the rows, which stands under the totals."""
        headers = (plain(cells) for _, cells in rows)
        return next((one for one in headers if self.alike(one) == 1.0), ())

    def statements(self, source: StatementFile) -> list[Statement]:
        """Return the statement; Refused where the rows do not come to the payout."""
        found = super().statements(source)
        try:
            payout = self._payout(source)
            statement = _paid([*found], payout)
        except Refused as refusal:
            raise refusal.of(source.path) from None
        return [statement] if statement.bookings else []

    def reader(self, header: Header) -> Reader:
        """Return what reads a row."""
        cell, seen = self.cell(header), Counter[str]()

        def read(number: int, cells: Cells) -> TableLine:
            kind = cell(cells, "kind").upper()
            detail, refund = cell(cells, "detail"), cell(cells, "refund")
            own = refund or cell(cells, "capture")
            one = key(" ".join(filter(None, (kind, detail, own)))) if own else ""
            seen[one] += 1
            order = cell(cells, "merchant")
            texts = kind, detail, order, cell(cells, "short") or cell(cells, "order")
            booking = StatementLine(
                line=number,
                date=day_of(cell(cells, "moment")),
                amount=_amount(kind, cell(cells, "amount")),
                currency=values.currency(cell(cells, "currency")),
                narration=clean(" ".join(filter(None, texts))),
                reference=one if seen[one] == 1 or not one else f"{one}/{seen[one]}",
                payment_reference=key(order),
                kind=_COMES_IN.get(kind) or _LEAVES.get(kind) or LineKind.BOOKING,
            )
            return TableLine(_HELD_BY if kind in _HELD else _OWN, booking)

        return read

    def _payout(self, source: StatementFile) -> _Payout:
        """Return what the file says above its rows; Refused where it says nothing."""
        headers = self._headers(source)
        delimiter = max(headers, key=lambda sign: self.alike(headers[sign]))
        names: Header = ()
        for number, cells in self._rows(source.lines(self.legacy), delimiter):
            if names:
                return _read_above(number, dict(zip(names, cells, strict=False)))
            if _TOTAL in plain(cells):
                names = plain(cells)
        raise Refused(
            "This report does not have the totals, so nobody can tell whether a row is "
            "missing. In Klarna's portal, under “Configure reports”, put the total "
            "section back, and download it again."
        )


def _read_above(number: int, said: Mapping[str, str]) -> _Payout:
    """Return the payout from the cells under the names of the totals."""

    def total(name: str) -> Decimal:
        text = said.get(name, "").strip()
        return abs(values.point(text)) if text else ZERO

    try:
        _check_paid(said.get("merchant_settlement_type", ""))
        return _Payout(
            number,
            day_of(said.get("payout_date", "")),
            key(said.get("payment_reference", "")),
            values.currency(said.get("settlement_currency", "").strip()),
            values.point(said[_TOTAL]),
            total("total_tax_amount"),
            total("total_fee_correction_amount"),
            total("total_repay_amount"),
            total("total_deposit_amount"),
        )
    except Refused as refusal:
        raise refusal.at(number) from None


def _check_paid(sort: str) -> None:
    """See that the report is of a payout; Refused where it is a bill."""
    if sort.strip().upper() == "GROSS_FEE":
        raise Refused(
            "This is Klarna's bill for its fees, and no payout. Book it as a bill."
        )


def _amount(kind: str, text: str) -> Decimal:
    """Return an amount with the sign of its type, which the file may leave out."""
    size = values.point(text)
    if kind in _LEAVES or _HELD.get(kind) == -1:
        return -abs(size)
    if kind in _COMES_IN or kind in _HELD:
        return size
    raise Refused("“{kind}” is not a type that is known here.", kind=kind)


def _paid(found: list[Statement], payout: _Payout) -> Statement:
    """Return the statement with what was paid out, and what else was kept or given."""
    lines = [line for one in found for line in one.bookings]
    if {one.currency for one in found} - {payout.currency}:
        raise Refused(
            "The rows are not all in {currency}, in which Klarna pays out.",
            currency=payout.currency,
        ).at(payout.line)
    total = sum((line.amount for line in lines), ZERO) - payout.tax - payout.repaid
    # What the payout was short of becomes a debt, and the payout is nil.
    comes_to = {total, total + payout.owed}
    corrected = payout.corrected
    if payout.amount in comes_to:
        corrected = ZERO
    elif payout.amount not in {one + corrected for one in comes_to}:
        raise Refused(
            "The rows add up to {found}, and the total of the file is {total}. "
            "Download it again.",
            found=total,
            total=payout.amount,
        ).at(payout.line)
    own = next((one for one in found if one.account == _OWN), None)
    sort = LineKind.FEE
    more = [
        _line(payout, "Tax on fees", -payout.tax, sort),
        _line(payout, "Correction of fees", corrected, sort),
        _line(payout, "Payout", -payout.amount, LineKind.PAYOUT)._replace(
            reference=payout.reference
        ),
    ]
    bookings = [*(own.bookings if own else ()), *(one for one in more if one.amount)]
    return Statement(
        Klarna.name,
        Klarna.bank,
        _OWN,
        payout.currency,
        tuple(sorted(bookings, key=lambda line: line.date)),
    )


def _line(payout: _Payout, text: str, amount: Decimal, kind: LineKind) -> StatementLine:
    return StatementLine(
        line=payout.line,
        date=payout.day,
        amount=amount,
        currency=payout.currency,
        narration=clean(f"{text} {payout.reference}"),
        payment_reference=payout.reference,
        kind=kind,
    )


LAYOUTS = (Klarna(),)
