"""The entry of an invoice in the ledger: what it has to be, and how it is written.

The customer owes the whole; the member sold the net amounts, by code of VAT; the VAT
is owed to the tax office. What is paid down is no turnover yet, and stands on a deposit
until the final invoice. The cooperative itself books both on an account of its income.
Under the margin scheme the VAT comes out of the price. A credit note has the other
signs, and the link of the invoice that it credits. `vat:` on a line of sales says how
VAT treats it, for those that carry no VAT look alike.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.chart import Kind, Root
from paraplu.base.dutch_law import MARGIN_RATES, rate_on
from paraplu.base.language import Language, Message, say
from paraplu.base.metadata import DELIVERED, VAT_CODE, VAT_DUE, VAT_ID
from paraplu.base.money import ZERO
from paraplu.bookkeeping.invoices.amounts import margin_vat, totals_of
from paraplu.bookkeeping.vat.accounts import account_of_rate
from paraplu.bookkeeping.vat.codes import in_other_eu_country
from paraplu.bookkeeping.vat.sales_list import GOODS
from paraplu.journal.ledger_text import aligned, quoted

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Container, Iterator

    from paraplu.base.chart import Chart
    from paraplu.bookkeeping.invoices.amounts import Totals
    from paraplu.bookkeeping.invoices.model import Customer, Invoice, InvoiceLine
    from paraplu.register.model import Register

# What the EU sales list has lines of: goods and services to firms in other countries.
LISTED = frozenset({GOODS, "reversed"})


class InvoicePosting(NamedTuple):
    """A posting of an invoice; `vat` is the code of VAT of a line of sales.

    `delivered` is when it was, where that is not when all of the invoice was.
    """

    account: str
    amount: Decimal
    vat: str = ""
    delivered: dt.date | None = None


def receivable(invoice: Invoice, chart: Chart) -> str:
    """Return the account on which what the customer owes stands."""
    if not invoice.member:
        return chart.coop_account(Root.ASSETS, "Receivable")
    return chart.member_account(Root.ASSETS, invoice.member, "Receivable")


def sales(invoice: Invoice, line: InvoiceLine, chart: Chart) -> str:
    """Return the account on which what a line sells stands."""
    if not invoice.member:
        return invoice.account
    if invoice.down_payment or line.down_payment:
        return chart.member_account(Root.LIABILITIES, invoice.member, "Deposit")
    return chart.member_account(Root.INCOME, invoice.member, "Sales")


def selling_kinds(invoice: Invoice) -> frozenset[Kind]:
    """Return on what an entry stands that books an invoice, and no payment does."""
    if not invoice.member:
        return frozenset({Kind.COOP_INCOME})
    deposits = invoice.down_payment or any(one.down_payment for one in invoice.lines)
    return frozenset({Kind.SALES, Kind.DEPOSIT} if deposits else {Kind.SALES})


def postings(
    invoice: Invoice, chart: Chart, register: Register, opened: Container[str] = ()
) -> tuple[InvoicePosting, ...]:
    """Return what an invoice books, with the VAT of the day of its delivery.

    `opened` are the names of the accounts that the books have open.
    """
    totals, day = totals_of(invoice), invoice.delivery_day
    sign = -1 if invoice.credits else 1
    due: defaultdict[str, Decimal] = defaultdict(Decimal)
    for group in totals.groups:
        if group.tax:
            due[account_of_rate(group.rate, day, chart, register, opened)] -= group.tax
    for code, tax in totals.margin.items():
        if tax:
            rate = rate_on(MARGIN_RATES[code], day)
            due[account_of_rate(rate, day, chart, register, opened)] -= tax
    owed = InvoicePosting(receivable(invoice, chart), sign * totals.payable)
    return (
        # What was paid before is not owed.
        *((owed,) if owed.amount else ()),
        *(
            InvoicePosting(account, -sign * net, code, day)
            for (account, code, day), net in _sold(invoice, totals, chart).items()
            if net
        ),
        *(InvoicePosting(account, sign * tax) for account, tax in due.items() if tax),
    )


def _sold(
    invoice: Invoice, totals: Totals, chart: Chart
) -> dict[tuple[str, str, dt.date | None], Decimal]:
    """Return what was sold by account and code of VAT, and day where a line has one.

    The VAT in the price of a margin scheme is left out: it is owed.
    """
    sold: defaultdict[tuple[str, str, dt.date | None], Decimal]
    sold = defaultdict(Decimal)
    for line, net in zip(invoice.lines, totals.nets, strict=True):
        day = invoice.day_of(line)
        own = None if day == invoice.delivery_day else day
        due = margin_vat(line, day, net) if line.vat.name in MARGIN_RATES else ZERO
        sold[sales(invoice, line, chart), line.vat.name, own] += net - due
    return dict(sold)


def _said(
    invoice: Invoice, customer: Customer | None, restored: dt.date | None
) -> Iterator[tuple[str, str]]:
    """Yield what the entry says of VAT as a whole, as metadata has it.

    When it was delivered, and when VAT on it falls due where no invoice had to be made,
    or where a credit note took it off; and for the EU sales list the number of the
    customer (art. 37a Wet OB).
    """
    delivered = max(map(invoice.day_of, invoice.lines))
    if invoice.delivery_day != invoice.day:
        yield DELIVERED, str(invoice.delivery_day)
    consumer = customer is None or customer.is_consumer
    if consumer and delivered < invoice.day and not invoice.corrects:
        yield VAT_DUE, str(delivered)
    if restored:
        yield VAT_DUE, str(restored)
    codes = {line.vat.name for line in invoice.lines}
    vat_id = customer.vat_id if customer else ""
    if (codes & LISTED and in_other_eu_country(vat_id)) or (
        GOODS in codes and in_other_eu_country(vat_id, goods=True)
    ):
        yield VAT_ID, quoted(vat_id)


def written(  # noqa: PLR0913 - what an entry says
    invoice: Invoice,
    booked: tuple[InvoicePosting, ...],
    customer: Customer | None,
    language: Language,
    currency: str,
    *,
    root: str = "",
    restored: dt.date | None = None,
) -> str:
    """Return the entry of an issued invoice as the ledger has it.

    `root` is the number of the invoice that a correction is about in the end. A final
    invoice has the links of the down payments that it takes off. `restored` is the day
    of a wrong credit note that it takes back: by that the VAT came back too early, so
    that is when it is due again.
    """
    named = dict.fromkeys((invoice.number, invoice.corrects, root))
    named |= dict.fromkeys(line.down_payment for line in invoice.lines)
    links = " ".join(f"^{link}" for link in named if link)
    payee = (
        "" if customer is None else customer.code if customer.private else customer.name
    )
    texts = " ".join(
        quoted(text) for text in (payee, language.render(_narration(invoice))) if text
    )
    head = f"{invoice.day} * {texts} {links}\n"
    said = [f"  {key}: {value}\n" for key, value in _said(invoice, customer, restored)]
    return head + "".join((*said, *_lines(booked, currency)))


def _narration(invoice: Invoice) -> Message:
    what = invoice.lines[0].description
    if invoice.credits:
        return say(
            "{what}, credit note {number} for invoice {credited}",
            what=what,
            number=invoice.number,
            credited=invoice.credits,
        )
    if invoice.restores:
        return say(
            "{what}, invoice {number} in place of credit note {credited}",
            what=what,
            number=invoice.number,
            credited=invoice.restores,
        )
    return say("{what}, invoice {number}", what=what, number=invoice.number)


def _lines(booked: tuple[InvoicePosting, ...], currency: str) -> Iterator[str]:
    for account, amount, code, day in booked:
        yield aligned(f"  {account}", amount, currency)
        if code:
            yield f'    {VAT_CODE}: "{code}"\n'
        if day:
            yield f"    {DELIVERED}: {day}\n"
