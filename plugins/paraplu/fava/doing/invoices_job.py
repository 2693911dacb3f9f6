"""What is shown of invoices: drafts, who has to pay and since when, and the PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paraplu.base.money import ZERO
from paraplu.bookkeeping.invoices.amounts import totals_of
from paraplu.bookkeeping.invoices.reading import read_invoice
from paraplu.bookkeeping.invoices.receivables import invoices_standing
from paraplu.fava.doing.invoice_desk import InvoiceBooks, invoice_books, invoice_pdf
from paraplu.fava.doing.invoicing import draft_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from paraplu.bookkeeping.invoices.receivables import OpenInvoice
    from paraplu.fava.doing.step import Bench
    from paraplu.fava.request import PageRequest

_MOST = 25
# Days late, up to which an invoice is counted together.
_AGES = (0, 30, 60)
_RATES = ("21%", "9%", "0%")


def invoices_count(bench: Bench) -> int:
    """Return how many drafts and invoices that are late there are."""
    desk = invoice_books(bench)
    late = sum(one.days_late(bench.today) > 0 for one in _standing(desk, bench))
    return late + len(desk.invoices.drafts)


def invoices_values(bench: Bench, asked: PageRequest) -> Mapping[str, Any]:
    """Return drafts, open invoices with their ages, and the one that is looked at."""
    desk = invoice_books(bench)
    every = _standing(desk, bench)
    unpaid = sorted((one for one in every if one.open), key=lambda one: one.due)
    number = asked.argument("invoice")
    if desk.invoices.find(number) is None:
        number = unpaid[0].number if unpaid else ""
    register = desk.report.register
    return {
        "unpaid": unpaid[:_MOST],
        "more": max(len(unpaid) - _MOST, 0),
        "total": sum((one.open for one in unpaid), ZERO),
        "late": sum((one.open for one in unpaid if one.days_late(bench.today)), ZERO),
        "ages": list(_ages(unpaid, bench)),
        "drafts": list(_drafts(desk)),
        "looked_at": number,
        "standing": next((one for one in every if one.number == number), None),
        "has_pdf": bool(number) and invoice_pdf(desk, number, private=False),
        "today": bench.today,
        "members": [
            (code, one.trade_name or one.trade)
            for code, one in register.members.items()
        ],
        "customers": [
            (code, one.name) for code, one in sorted(desk.invoices.customers.items())
        ],
        "vat_rates": _RATES,
    }


def _standing(desk: InvoiceBooks, bench: Bench) -> list[OpenInvoice]:
    return invoices_standing(desk.report.books, desk.invoices, bench.today)


def _ages(
    unpaid: list[OpenInvoice], bench: Bench
) -> Iterator[tuple[int, int, Decimal]]:
    """Yield what is open by days late: from, until (0 for no end), and how much."""
    for n, begin in enumerate(_AGES):
        end = _AGES[n + 1] if n + 1 < len(_AGES) else 0
        found = [
            one.open
            for one in unpaid
            if one.days_late(bench.today) > begin
            and (not end or one.days_late(bench.today) <= end)
        ]
        if found:
            yield begin, end, sum(found, ZERO)


def _drafts(desk: InvoiceBooks) -> Iterator[tuple[str, str, Decimal | None]]:
    """Yield the drafts: the name, what it is about, and its total where it has one."""
    for file in desk.invoices.drafts:
        name = draft_name(desk, file)
        invoice, faults = read_invoice(
            file, desk.report.books.root, desk.invoices.products
        )
        if invoice is None:
            yield name, faults.found[0].message.template if faults.found else "", None
        else:
            words = ", ".join(one.description for one in invoice.lines)
            yield name, f"{invoice.member} · {words}", totals_of(invoice).payable
