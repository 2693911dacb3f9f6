"""Issuing: from the summer of 2026 on the cooperative invoices with paraplu.

The numbers before that were given by hand, which the register says under `invoices:`.
What an issued invoice is, paraplu itself makes: its file, its documents, its entry.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bookmaking.customers import CUSTOMERS, customers_file
from bookmaking.days import day
from bookmaking.entry import CURRENCY
from bookmaking.journal import Unsound
from bookmaking.money import Vat, rounded
from paraplu.base.chart import Chart
from paraplu.base.dutch_law import VAT_CODES
from paraplu.base.language import Language
from paraplu.bookkeeping.documents.making import documents_of
from paraplu.bookkeeping.invoices.entry import postings, written
from paraplu.bookkeeping.invoices.issuing import IssuePlan
from paraplu.bookkeeping.invoices.model import Invoice as Paper
from paraplu.bookkeeping.invoices.model import InvoiceLine
from paraplu.bookkeeping.invoices.texts import issued_text
from paraplu.register import Register, read_register
from paraplu.register.membership import DayRange

if TYPE_CHECKING:
    import datetime as dt

    from bookmaking.journal import Journal, Legs
    from bookmaking.selling import Invoice

SINCE = day("2026-07-01")

_REGISTER = Path(__file__).resolve().parents[3] / "members.yaml"
_CODES = {Vat.HIGH: VAT_CODES["high"], Vat.LOW: VAT_CODES["low"]}
_TERMS = 14


class _Measure(NamedTuple):
    """By what a member sells, what one costs without VAT, and its smallest part."""

    unit: str
    price: Decimal
    part: Decimal


_MEASURES = {
    "L02": _Measure("stuks", Decimal("2.50"), Decimal(1)),
    "L06": _Measure("uur", Decimal("25.00"), Decimal("0.5")),
    "L07": _Measure("uur", Decimal("50.00"), Decimal("0.5")),
}


def measured(code: str, net: Decimal, date: dt.date) -> Decimal:
    """Return a price as it is where a member sells by pieces or half hours.

    Before invoices were issued with paraplu, they named a price alone.
    """
    measure = _MEASURES.get(code)
    if measure is None or date < SINCE:
        return net
    step = measure.price * measure.part
    return rounded((net / step).quantize(Decimal(1), ROUND_HALF_UP) * step)


@cache
def _register() -> Register:
    register = read_register(_REGISTER).register
    if register is None:
        raise Unsound(_REGISTER.name)
    return register


def issue(journal: Journal, invoice: Invoice, number: str, owed: Legs) -> None:
    """Keep an invoice as paraplu issues it; it has to book what is `owed`."""
    register, customer = _register(), CUSTOMERS[invoice.firm]
    paper = _paper(invoice, number, sum(max(leg, Decimal(0)) for leg in owed.values()))
    chart = Chart()
    booked = postings(paper, chart, register)
    if {posting.account: posting.amount for posting in booked} != owed:
        raise Unsound(number)
    said = Language(register.language)
    entry = written(paper, booked, customer, said, CURRENCY)
    folder = f"invoices/{invoice.date.year}"
    stem = f"{folder}/{number}-{customer.code}"
    plan = IssuePlan(
        None, invoice.date, paper, customer, None, Path(f"{stem}.yaml"), entry
    )
    files = {
        "customers.yaml": customers_file().encode(),
        f"{stem}.yaml": issued_text(paper, said).encode(),
    }
    files |= {
        f"{stem}{end}": data for end, data in documents_of(plan, register).items()
    }
    journal.issue(invoice.date, owed, entry, files)


def _paper(invoice: Invoice, number: str, payable: Decimal | int) -> Paper:
    member = _register().members[invoice.code]
    measure = _MEASURES.get(invoice.code)
    price = measure.price if measure else invoice.net
    line = InvoiceLine(
        invoice.what,
        (invoice.net / price).normalize(),
        price,
        _CODES[invoice.vat],
        measure.unit if measure else "",
    )
    return Paper(
        member=invoice.code,
        lines=(line,),
        delivered=DayRange(invoice.date, invoice.date),
        customer=CUSTOMERS[invoice.firm].code,
        trade_name=member.trade_name,
        terms=_TERMS,
        language=_register().language,
        number=number,
        issued=invoice.date,
        total=Decimal(payable),
    )
