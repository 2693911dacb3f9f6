"""What is shown of invoices: drafts, who has to pay and since when, and the PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paraplu.base.language import say
from paraplu.base.money import ZERO
from paraplu.bookkeeping.invoices.amounts import totals_of
from paraplu.bookkeeping.invoices.reading import read_invoice
from paraplu.bookkeeping.vat.codes import SMALL
from paraplu.fava.doing.choosing import has_small_scheme
from paraplu.fava.doing.invoice_desk import invoice_books, standing
from paraplu.fava.doing.invoice_shown import looked_at
from paraplu.fava.doing.invoicing import draft_name
from paraplu.services.customers import FIELDS, NEEDED, OF_FIRMS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from paraplu.bookkeeping.invoices.receivables import OpenInvoice
    from paraplu.fava.doing.step import Bench
    from paraplu.fava.request import PageRequest
    from paraplu.services.invoicing import InvoicingBooks

_MOST = 25
# Days late, up to which an invoice is counted together.
_AGES = (0, 30, 60)
# What a line can have, by what its file says, and in which words; and under the scheme
# for small businesses, under which an invoice has no VAT (art. 25 Wet OB).
_RATES = (("21%", say("21%")), ("9%", say("9%")), ("0%", say("0%")))
_SMALL = ((SMALL, say("no VAT (small businesses scheme)")),)


def invoices_count(bench: Bench) -> int:
    """Return how many drafts and invoices that are late there are."""
    desk = invoice_books(bench)
    late = sum(one.days_late(bench.today) > 0 for one in standing(bench))
    return late + len(desk.invoices.drafts)


def invoices_values(bench: Bench, asked: PageRequest) -> Mapping[str, Any]:
    """Return drafts, invoices with their ages, and the one that is looked at."""
    desk = invoice_books(bench)
    every = standing(bench)
    unpaid = sorted((one for one in every if one.open), key=lambda one: one.due)
    with_all = asked.argument("which") == "all"
    listed = every[::-1] if with_all else unpaid
    number = asked.argument("invoice")
    if desk.invoices.find(number) is None:
        number = listed[0].number if listed else ""
    text = asked.argument("start")
    start = int(text) if text.isdecimal() and int(text) < len(listed) else 0
    return {
        "listed": listed[start : start + _MOST],
        "many": len(listed),
        "start": start,
        "page_size": _MOST,
        "with_all": with_all,
        "any": bool(every),
        "total": sum((one.open for one in unpaid), ZERO),
        "late": sum((one.open for one in unpaid if one.days_late(bench.today)), ZERO),
        "ages": list(_ages(unpaid, bench)),
        "drafts": list(_drafts(desk)),
        **looked_at(desk, number),
        "today": bench.today,
        "members": [
            (code, one.trade_name or one.trade)
            for code, one in desk.register.members.items()
        ],
        "customers": [
            (code, one.name) for code, one in sorted(desk.invoices.customers.items())
        ],
        "chosen": asked.argument("customer"),
        "vat_rates": _SMALL if has_small_scheme(desk.register, bench.today) else _RATES,
        "fields": FIELDS,
        "needed": NEEDED,
        "of_firms": OF_FIRMS,
    }


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


def _drafts(desk: InvoicingBooks) -> Iterator[tuple[str, str, Decimal | None]]:
    """Yield the drafts: the name, for whom and what, and its total where it has one."""
    for file in desk.invoices.drafts:
        name = draft_name(desk, file)
        invoice, faults = read_invoice(file, desk.books.root, desk.invoices.products)
        if invoice is None:
            yield name, faults.found[0].message.template if faults.found else "", None
        else:
            customer = desk.invoices.customers.get(invoice.customer)
            whom = customer.name if customer else invoice.customer
            words = ", ".join(one.description for one in invoice.lines)
            said = " · ".join(filter(None, (invoice.member, whom, words)))
            yield name, said, totals_of(invoice).payable
