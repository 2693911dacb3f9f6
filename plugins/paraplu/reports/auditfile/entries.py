"""The entries of an audit file: in journals, in whole cents, each in balance."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from paraplu.base.chart import Kind
from paraplu.base.identifiers import read_iban
from paraplu.base.metadata import (
    BANK_REF,
    COUNTERPARTY,
    DOCUMENT,
    MEMBER,
    RECEIPT,
)
from paraplu.base.money import CENT, ZERO, in_cents
from paraplu.bookkeeping.periods.sealed_lines import mark_of
from paraplu.ledger.canonical_words import by_value
from paraplu.ledger.openings import brings_in
from paraplu.ledger.transaction_lines import transaction_lines
from paraplu.reports.auditfile.model import AuditEntry, AuditLine, Journal

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal

    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Signature, Transaction
    from paraplu.reports.auditfile.parties import AuditParties

_CASH = frozenset({Kind.CASH, Kind.COOP_CASH})
_SALES = frozenset({Kind.RECEIVABLE, Kind.COOP_RECEIVABLE})
_SOLD = frozenset({Kind.SALES, Kind.COOP_INCOME})
_PURCHASES = frozenset({Kind.PAYABLE, Kind.COOP_PAYABLE})
_LETTERS = 3


def journal_of(signature: Signature) -> Journal:
    """Return the journal of entries that are alike, by what they move."""
    kinds = signature.kinds
    if Kind.BANK in kinds:
        return Journal.BANK
    if kinds & _CASH:
        return Journal.CASH
    if kinds & _SALES and kinds & _SOLD:
        return Journal.SALES
    return Journal.PURCHASES if kinds & _PURCHASES else Journal.GENERAL


def cents_of(transaction: Transaction) -> Sequence[Decimal]:
    """Return what the postings come to in whole cents, which come to nil together.

    Where each is rounded by itself a cent may be left over. It goes to the posting that
    was rounded farthest the other way, so each is off by less than a cent.
    """
    exact = [posting.amount for posting in transaction.postings]
    found = [in_cents(amount) for amount in exact]
    over = sum(found, ZERO)
    while over:
        step = CENT if over > 0 else -CENT
        gained = [(one - was) * step for one, was in zip(found, exact, strict=True)]
        found[gained.index(max(gained))] -= step
        over -= step
    return found


@dataclass(frozen=True)
class AuditEntries:
    """The entries of the books from one day to another, as an audit file has them.

    `names` are the names of accounts in it by those in the books, and `banks` account
    numbers by the names in the books.
    """

    books: Books
    first: dt.date
    last: dt.date
    names: Mapping[str, str]
    banks: Mapping[str, str]
    parties: AuditParties

    def opens(self, transaction: Transaction) -> bool:
        """Tell whether an entry brings in, on the first day, what earlier books left.

        That is the opening balance, which XAF 4.0 does not have as an entry.
        """
        return transaction.date == self.first and brings_in(self.books, transaction)

    @property
    def before(self) -> Iterator[Transaction]:
        """The entries that the opening balance comes from."""
        for transaction in self.books.transactions:
            if transaction.date >= self.first:
                break
            yield transaction
        yield from filter(self.opens, self.books.transactions_on(self.first))

    @property
    def within(self) -> Iterator[Transaction]:
        """The entries that are written; one without a posting says nothing."""
        for transaction in self.books.transactions_within(self.first, self.last):
            if transaction.postings and not self.opens(transaction):
                yield transaction

    def of(self, journal: Journal) -> Iterator[AuditEntry]:
        """Yield the entries of a journal, numbered in the order of the ledger."""
        number = 0
        for transaction in self.within:
            if journal_of(transaction.signature) is journal:
                number += 1
                yield self._entry(transaction, number)

    def _entry(self, transaction: Transaction, number: int) -> AuditEntry:
        (line,) = transaction_lines(
            [transaction.written], self.books.currency, by_value
        )
        said = filter(None, (transaction.payee, transaction.narration))
        lines = zip(
            range(len(transaction.postings)), cents_of(transaction), strict=True
        )
        invoice = self.parties.invoice(transaction)
        return AuditEntry(
            number,
            transaction.date,
            ": ".join(said),
            self._source(transaction),
            mark_of(line, "").digest,
            tuple(
                self._line(transaction, n, amount, number, invoice)
                for n, amount in lines
            ),
        )

    def _source(self, transaction: Transaction) -> str:
        file, line = transaction.source
        try:
            place = os.path.relpath(file, self.books.root)
        except ValueError:  # on another drive
            place = file
        return f"{place.replace(os.sep, '/')}:{line}"

    def _line(
        self,
        transaction: Transaction,
        n: int,
        amount: Decimal,
        number: int,
        invoice: str,
    ) -> AuditLine:
        posting, written = transaction.postings[n], transaction.written.postings[n]
        account = self.books.chart.account(written.account)
        said = transaction.said(COUNTERPARTY, n)
        bank = self.banks.get(written.account, "")
        member = account.member or transaction.said(MEMBER, n)
        return AuditLine(
            self.names[written.account],
            amount,
            _document(transaction, posting.meta) or str(number),
            member if isinstance(member, str) else "",
            self.parties.of(transaction, account.kind, invoice),
            invoice,
            bank,
            (read_iban(said) or "") if bank and isinstance(said, str) else "",
            self._foreign(written.units),
        )

    def _foreign(self, units: Any) -> tuple[str, Decimal] | None:  # noqa: ANN401 - booked by Beancount, so it has an amount
        """Return an amount in a currency that is not that of the books."""
        if units.currency == self.books.currency or len(units.currency) != _LETTERS:
            return None
        return units.currency, in_cents(abs(units.number))


def _document(transaction: Transaction, meta: Mapping[str, object]) -> str:
    """Return what shows a posting: a file, or else a link, or a line of a statement."""
    for key in (RECEIPT, DOCUMENT):
        for said in (meta.get(key), transaction.meta.get(key)):
            if said and isinstance(said, str):
                return said
    if transaction.links:
        return min(transaction.links)
    said = meta.get(BANK_REF, transaction.meta.get(BANK_REF))
    return said if isinstance(said, str) else ""
