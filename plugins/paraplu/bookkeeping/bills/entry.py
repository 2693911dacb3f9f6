"""The entry of a bill in the ledger: what it books, and how it is written."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.chart import Root
from paraplu.base.identifiers import read_reference
from paraplu.base.language import Language, Message, say
from paraplu.base.metadata import (
    COUNTERPARTY,
    DELIVERED,
    DUE,
    RECEIPT,
    REFERENCE,
    VAT_CODE,
)
from paraplu.base.money import ROUNDING
from paraplu.bookkeeping.bank_import.vat import vat_account
from paraplu.bookkeeping.bills.model import UnreadableBill
from paraplu.bookkeeping.bills.taxing import total_owed
from paraplu.journal.ledger_text import aligned, quoted

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from paraplu.base.chart import Account
    from paraplu.bookkeeping.bills.model import Bill
    from paraplu.bookkeeping.bills.parties import Creditor
    from paraplu.bookkeeping.bills.taxing import Taxed
    from paraplu.ledger.books import Books


class BillPosting(NamedTuple):
    """A posting of a bill; `vat` is the code of VAT of what it is for."""

    account: str
    amount: Decimal
    vat: str = ""


class BillEntry(NamedTuple):
    """What is written of a bill: its day in the books, links, texts and postings.

    `receipt` is the path from the folder of the main file.
    """

    day: dt.date
    bill: Bill
    creditor: Creditor
    what: str
    links: tuple[str, ...]
    receipt: str
    postings: tuple[BillPosting, ...]


def payable(account: Account, books: Books) -> str:
    """Return the account on which stands what is owed for a bill on this account."""
    chart = books.chart
    if account.member:
        return chart.member_account(Root.LIABILITIES, account.member, "Payable")
    return chart.coop_account(Root.LIABILITIES, "Payable")


def postings(
    bill: Bill, account: Account, parts: Sequence[Taxed], books: Books
) -> tuple[BillPosting, ...]:
    """Return what a bill books on its account, with the VAT of its parts.

    UnreadableBill where it was rounded by more than rounding is.
    """
    rounding = bill.totals.rounding
    if abs(rounding) > ROUNDING:
        raise UnreadableBill(
            say(
                "It was rounded by {amount}, more than the {most} that may be. Book it "
                "by hand.",
                amount=rounding,
                most=ROUNDING,
            )
        )
    chart = books.chart
    deducted = sum((part.deducted for part in parts), Decimal(0))
    found = [
        *(BillPosting(account.name, part.cost, part.code) for part in parts),
        BillPosting(vat_account(books, "high", sold=False), deducted),
        BillPosting(vat_account(books, "high", sold=True), -total_owed(parts)),
        BillPosting(
            chart.coop_account(Root.EXPENSES, "Coop", chart.word("Rounding")), rounding
        ),
        BillPosting(payable(account, books), -bill.payable),
    ]
    return tuple(one for one in found if one.amount)


def written(entry: BillEntry, language: Language, currency: str) -> str:
    """Return the entry as the ledger has it."""
    links = " ".join(f"^{link}" for link in entry.links)
    texts = f"{quoted(entry.creditor.payee)} {quoted(language.render(_told(entry)))}"
    return "".join(
        (
            f"{entry.day} * {texts} {links}\n",
            *_metadata(entry),
            *_postings(entry.postings, currency),
        )
    )


def reference_on(bill: Bill) -> str:
    """Return what the payment has to say: a structured reference, else the number."""
    found = read_reference(bill.reference)
    return found.text if found and found.right else bill.number


def _told(entry: BillEntry) -> Message:
    bill = entry.bill
    if bill.payable < 0:
        words = say("{what}, credit note {number}", what=entry.what, number=bill.number)
    else:
        words = say("{what}, bill {number}", what=entry.what, number=bill.number)
    if entry.day == bill.day:
        return words
    return say("{bill} of {day}", bill=words, day=bill.day)


def _metadata(entry: BillEntry) -> Iterator[str]:
    bill, creditor = entry.bill, entry.creditor
    if creditor.iban and not creditor.supplier:
        yield f"  {COUNTERPARTY}: {quoted(creditor.iban)}\n"
    yield f"  {REFERENCE}: {quoted(reference_on(bill))}\n"
    if bill.due and bill.payable > 0:
        yield f"  {DUE}: {bill.due}\n"
    if bill.vat_day != entry.day:
        yield f"  {DELIVERED}: {bill.vat_day}\n"
    yield f"  {RECEIPT}: {quoted(entry.receipt)}\n"


def _postings(every: Sequence[BillPosting], currency: str) -> Iterator[str]:
    for account, amount, code in every:
        yield aligned(f"  {account}", amount, currency)
        if code:
            yield f"    {VAT_CODE}: {quoted(code)}\n"
