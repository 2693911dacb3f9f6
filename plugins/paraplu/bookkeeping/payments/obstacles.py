"""What the rules say of payments: of the bills, and of the books afterwards.

A bill that a rule finds fault with is not paid until that is mended. And the rules
judge the books as they would be with the payments in them, so that what they would find
tomorrow, such as money that leaves a frozen ring, is not paid today.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from paraplu.base.findings import Finding, Severity, Source
from paraplu.base.language import Message, say
from paraplu.base.metadata import COUNTERPARTY
from paraplu.base.plain_file import plain_bytes
from paraplu.ledger.books import Proposed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from paraplu.bookkeeping.payments.orders import Payment, PaymentBatch
    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Transaction

    # What the rules find in books; whoever has the rules gives it.
    Judge = Callable[[Books], Iterable[Finding]]

# What is no error and yet not paid before somebody has looked: a bill entered twice.
_STOPPING = frozenset({"IN09"})
# The file that proposed payments are in, with the number of each as its line.
_PROPOSED = "<payments>"


class OnEntries:
    """What the rules find wrong with entries of the books as they are.

    An error counts on whatever line of an entry it is. Beancount tells where an entry
    begins and where its postings are; a rule on the text, as PV01, finds what stands
    between them.
    """

    def __init__(self, findings: Iterable[Finding]) -> None:
        self._found: defaultdict[Source, list[Message]] = defaultdict(list)
        for finding in findings:
            if finding.severity is not Severity.ERROR and finding.code not in _STOPPING:
                continue
            self._found[finding.source].append(_told(finding))
        self._files = {source.file for source in self._found}
        self._texts: dict[str, list[bytes]] = {}

    def of(self, transactions: Iterable[Transaction]) -> tuple[Message, ...]:
        """Return what was found at transactions, each once."""
        places = {
            place
            for transaction in transactions
            if not self._files.isdisjoint(_files(transaction))
            for place in (
                *self._lines(transaction.source),
                *map(transaction.source_at, range(len(transaction.postings))),
            )
        }
        messages = (m for place in sorted(places) for m in self._found.get(place, ()))
        return tuple(dict.fromkeys(messages))

    def _lines(self, begin: Source) -> Iterator[Source]:
        """Yield the lines of an entry: until the next one that is at the margin."""
        yield begin
        text = self._text(begin.file)
        for number in range(begin.line + 1, len(text) + 1):
            if text[number - 1][:1].strip():
                return
            yield Source(begin.file, number)

    def _text(self, file: str) -> list[bytes]:
        """Return the lines of a file; none where it is not there to read."""
        if file not in self._texts:
            try:
                self._texts[file] = plain_bytes(file).split(b"\n")
            except (OSError, ValueError):
                self._texts[file] = []
        return self._texts[file]


def _files(transaction: Transaction) -> set[str]:
    """Return the files that a transaction and its postings are in."""
    places = map(transaction.source_at, range(len(transaction.postings)))
    return {transaction.source.file, *(place.file for place in places)}


def of_payments(
    books: Books, before: Iterable[Finding], judge: Judge, batch: PaymentBatch
) -> list[tuple[Message, ...]]:
    """Return for each payment of a batch what the rules would find once it is booked.

    `before` is what they find without it.

    What they find elsewhere then, and not before, is said of every payment.
    """
    from paraplu.ledger.reader import with_proposed

    proposed = [
        _proposed(batch, payment, number)
        for number, payment in enumerate(batch.payments, 1)
    ]
    after = judge(replace(with_proposed(books, proposed), today=batch.date))
    known = Counter(map(_identity, _errors(before)))
    of_all: list[Message] = []
    of_each: list[list[Message]] = [[] for _ in proposed]
    for finding in _errors(after):
        if finding.source.file == _PROPOSED:
            of_each[finding.source.line - 1].append(_told(finding))
        elif known[_identity(finding)]:
            known[_identity(finding)] -= 1
        else:
            of_all.append(_told(finding))
    return [(*own, *of_all) for own in of_each]


def _errors(findings: Iterable[Finding]) -> Sequence[Finding]:
    return [f for f in findings if f.severity is Severity.ERROR]


def _identity(finding: Finding) -> tuple[object, ...]:
    return finding.code, finding.source, finding.member, finding.date


def _told(finding: Finding) -> Message:
    return say("{code}: {message}", code=finding.code, message=finding.message)


def _proposed(batch: PaymentBatch, payment: Payment, number: int) -> Proposed:
    """Return the transaction that books a payment."""
    bill = payment.payable
    return Proposed(
        batch.date,
        bill.payee,
        bill.links,
        {COUNTERPARTY: payment.payee.member or payment.payee.iban},
        (
            (bill.account.name, payment.amount),
            (batch.debtor.account, -payment.amount),
        ),
        Source(_PROPOSED, number),
    )
