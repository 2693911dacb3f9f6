"""Makes the audit file of a year, or says why there can be none."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from paraplu.base.identifiers import read_iban
from paraplu.base.language import Message, say
from paraplu.base.money import ZERO
from paraplu.reports.auditfile.accounts import AccountFault, audit_accounts
from paraplu.reports.auditfile.entries import AuditEntries, cents_of
from paraplu.reports.auditfile.model import Auditfile, LineTotals
from paraplu.reports.auditfile.parties import parties_of
from paraplu.reports.papers.model import Status, status_of
from paraplu.reports.papers.period import PaperPeriod

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from paraplu.base.findings import Source
    from paraplu.base.periods import Period
    from paraplu.bookkeeping.invoices.shelf import Invoices
    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Transaction
    from paraplu.register.model import Register
    from paraplu.reports.auditfile.model import Imprint


class CannotExport(Exception):  # noqa: N818 - it says how things are
    """Books of which no audit file can be made; `source` is where, if it is known."""

    def __init__(self, message: Message, source: Source | None = None) -> None:
        super().__init__(message.template)
        self.message = message
        self.source = source


def auditfile_of(
    books: Books,
    register: Register,
    invoices: Invoices,
    year: Period,
    imprint: Imprint,
) -> Auditfile:
    """Return the audit file of a year of books that Beancount finds no error in.

    The opening balance is what all earlier entries come to, in the same whole cents, so
    that it is the closing balance of the year before.

    Raises:
        CannotExport: the register does not say who the cooperative is, an account has
            a name or a code that cannot be, or an amount is not known in EUR.
    """
    _who(register)
    try:
        accounts, remarks = audit_accounts(books, year.last)
    except AccountFault as fault:
        raise CannotExport(fault.message, fault.source) from fault
    parties = parties_of(register, invoices)
    banks = {
        bank.account: bank.iban
        for bank in register.cooperative.banks
        if bank.iban and read_iban(bank.iban)
    }
    names = {one.name: one.short for one in accounts}
    entries = AuditEntries(books, year.first, year.last, names, banks, parties)
    opening = _opening(entries)
    totals = LineTotals()
    for transaction in _weighed(entries.within, books.currency):
        for amount in cents_of(transaction):
            totals = totals.and_(amount)
    if not totals.lines:
        raise CannotExport(say("There is no entry in {year}.", year=str(year)))
    results = {one.short for one in accounts if one.is_result}
    if not results.isdisjoint(opening):
        remarks = (*remarks, _open_results(year))
    return Auditfile(
        register.cooperative,
        year,
        books.currency,
        imprint,
        accounts,
        parties.every,
        opening,
        totals,
        entries.of,
        remarks,
        status_of(books, PaperPeriod(year.first, year.last, str(year)))
        is Status.PROVISIONAL,
    )


def _who(register: Register) -> None:
    """Refuse a register that does not say whose books these are."""
    of = register.cooperative
    for key, said in (("name", of.name), ("vat_id", of.vat_id)):
        if not said:
            raise CannotExport(
                say(
                    "An audit file has to say whose it is. Write {key}: under "
                    "cooperative: in the register.",
                    key=key,
                )
            )


def _opening(entries: AuditEntries) -> dict[str, Decimal]:
    found: defaultdict[str, Decimal] = defaultdict(lambda: ZERO)
    for transaction in _weighed(entries.before, entries.books.currency):
        postings = transaction.written.postings
        for posting, amount in zip(postings, cents_of(transaction), strict=True):
            found[entries.names[posting.account]] += amount
    return {name: found[name] for name in sorted(found) if found[name]}


def _weighed(
    transactions: Iterator[Transaction], currency: str
) -> Iterator[Transaction]:
    """Yield entries; CannotExport where one does not say what it comes to."""
    for transaction in transactions:
        if transaction.signature.unweighed:
            at = transaction.signature.unweighed[0]
            raise CannotExport(
                say(
                    "This amount has no price in {currency}, and an audit file needs "
                    "one. Write it behind the amount: @ and a price.",
                    currency=currency,
                ),
                transaction.source_at(at),
            )
        yield transaction


def _open_results(year: Period) -> Message:
    return say(
        "The opening balance has results of earlier years, since {before} was not "
        "closed. See paraplu year close {before}.",
        before=str(year.before),
    )
