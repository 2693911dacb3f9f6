"""IN09: a bill that seems to be entered twice, and would be paid twice.

A supplier sends a reminder with a copy, or two people enter what came by post and by
e-mail. Party, amount, and the reference or the number in the name of the receipt are
then alike, and each has a receipt of its own: one receipt behind two bills is EV05.

    2025-03-01 * "Market" "Chairs sold"
      Assets:Bank                    500.00 EUR
      Income:Members:L01:Sales      -500.00 EUR

    2025-03-04 * "Woodshop" "Oak"
      reference: "2025-184"
      receipt: "documents/oak.pdf"
      Expenses:Members:L01:Costs     121.00 EUR
      Liabilities:Members:L01:Payable

    2025-03-25 * "Woodshop" "Oak, copy"  ; IN09 L01 121.00
      reference: "2025-184"
      receipt: "documents/oak-copy.pdf"
      Expenses:Members:L01:Costs     121.00 EUR
      Liabilities:Members:L01:Payable
"""

from __future__ import annotations

import os
import re
from collections import Counter, defaultdict
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.chart import Kind
from paraplu.base.dates import LEAP
from paraplu.base.findings import Finding, Severity
from paraplu.base.folding import party, signs
from paraplu.base.identifiers import read_iban
from paraplu.base.kinds import MONEY
from paraplu.base.language import say
from paraplu.base.metadata import COUNTERPARTY, REFERENCE
from paraplu.base.money import ZERO
from paraplu.bookkeeping.payments.payables import OWED, Payable, payables
from paraplu.bookkeeping.payments.payees import supplier_of
from paraplu.ledger.evidence import receipts_of
from paraplu.rules.receipt_claims import CLAIMED
from paraplu.rules.rule import Family, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Signature, Transaction
    from paraplu.register.model import Register

IN09 = Rule(
    "IN09",
    Severity.WARNING,
    say("A bill entered twice"),
    waivable=True,
    reads=("suppliers",),
)

# A number that tells one bill from another; a year does not.
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"\d{4,}")
_YEAR = re.compile(r"(19|20)\d\d")


class _Bill(NamedTuple):
    """What one entry owes, or paid at once, by one reference."""

    transaction: Transaction
    amount: Decimal
    reference: str
    owed: bool


def judge(books: Books, register: Register) -> Iterator[Finding]:
    """Yield the bills that are alike with one of at most a year before."""
    settled = _Settled(books)
    told: set[int] = set()
    for one, other in _pairs(books, register):
        if not _near(one, other) or _one_receipt(books, one, other):
            continue
        if settled.withdrawn(one, other):
            continue
        # Of a bill and what was paid without one, the bill is still to be paid.
        late, early = (one, other) if settled.waits(one, other) else (other, one)
        if late.transaction.number not in told:
            told.add(late.transaction.number)
            yield _found(books, late, early)


def _found(books: Books, late: _Bill, early: _Bill) -> Finding:
    transaction, first = late.transaction, early.transaction
    return IN09.found(
        say(
            "{amount} to {payee} seems to be entered twice: here, and on {day} "
            "({earlier}).",
            amount=late.amount,
            payee=transaction.payee or first.payee,
            day=first.date,
            earlier=say(
                "{file}, line {line}",
                file=books.shelf.shown(first.source.file),
                line=str(first.source.line),
            ),
        ),
        transaction.source,
        hint=say(
            "Look at both receipts. If it is one bill, delete this entry. If they are "
            'two, write on this entry why: waiver: "IN09: two deliveries". Until '
            "then `paraplu pay` leaves it out."
        ),
        member=min(transaction.members, default=None),
        amount=late.amount,
        currency=books.currency,
        date=transaction.date,
    )


def _pairs(books: Books, register: Register) -> Iterator[tuple[_Bill, _Bill]]:
    """Yield two bills each of one party, one amount and one mark, in order."""
    for bills in _by_amount(books).values():
        if bills[1:]:
            for group in _marked(books, register, bills):
                for one, other in combinations(group, 2):
                    # What only two narrations say may be a contract that both name.
                    if (one.owed or other.owed) and (group[one] or group[other]):
                        yield one, other


def _by_amount(books: Books) -> dict[Decimal, list[_Bill]]:
    """Return the bills of each amount that is owed by one of them, at least.

    Far more was paid at once than is owed, and most of it is another amount.
    """
    owed = {one.number: _owed(one) for one in books.with_signature(_owes)}
    amounts = {bill.amount for bills in owed.values() for bill in bills}
    found: defaultdict[Decimal, list[_Bill]] = defaultdict(list)
    for signature, transactions in books.by_signature.items():
        if _owes(signature):
            for transaction in transactions:
                for bill in owed[transaction.number]:
                    found[bill.amount].append(bill)
        elif _spends(signature):
            money = signature.where(lambda role: role.kind in MONEY)
            for transaction in transactions:
                paid = -transaction.total(money)
                if paid in amounts:
                    reference = _reference(transaction, 0)
                    found[paid].append(_Bill(transaction, paid, reference, owed=False))
    return found


def _marked(
    books: Books, register: Register, bills: list[_Bill]
) -> Iterable[dict[_Bill, bool]]:
    """Return the bills of each party with one mark, in order, as `_marks` tells it."""
    groups: defaultdict[tuple[str, str], dict[_Bill, bool]] = defaultdict(dict)
    in_order = sorted(bills, key=lambda one: one.transaction.number)
    marks = {bill: _marks(books, bill) for bill in in_order}
    # Hardly any two bills of one amount share a mark, so parties are seldom needed.
    many = Counter(mark for own in marks.values() for mark in own)
    for bill, own in marks.items():
        shared = {mark: plain for mark, plain in own.items() if many[mark] > 1}
        if not shared:
            continue
        for who in _parties(bill.transaction, register):
            for mark, plain in shared.items():
                groups[who, mark][bill] = plain
    return groups.values()


def _owes(signature: Signature) -> bool:
    return Kind.OPENING not in signature.kinds and any(
        role.kind in OWED and role.credit for role in signature.roles
    )


def _spends(signature: Signature) -> bool:
    """Tell whether something is paid for at once, where nothing is owed before."""
    kinds = signature.kinds
    if Kind.OPENING in kinds or kinds & OWED or not kinds & MONEY:
        return False
    return any(role.kind in CLAIMED and not role.credit for role in signature.roles)


def _owed(transaction: Transaction) -> list[_Bill]:
    """Return what an entry owes, by each reference."""
    owed: defaultdict[str, Decimal] = defaultdict(lambda: ZERO)
    booked = zip(transaction.accounts, transaction.amounts, strict=True)
    for n, (account, amount) in enumerate(booked):
        if account.kind in OWED:
            owed[_reference(transaction, n)] -= amount
    return [
        _Bill(transaction, amount, reference, owed=True)
        for reference, amount in owed.items()
        if amount > 0
    ]


def _reference(transaction: Transaction, position: int) -> str:
    said = transaction.said(REFERENCE, position)
    return "" if said is None else signs(str(said))


def _parties(transaction: Transaction, register: Register) -> Iterator[str]:
    """Yield by what a payee is known: a name, that of the supplier, an IBAN."""
    supplier = supplier_of(transaction.payee, register) if transaction.payee else None
    name = supplier.name if supplier else transaction.payee
    if name:
        yield party(name)
    for n in range(len(transaction.amounts)):
        iban = read_iban(str(transaction.said(COUNTERPARTY, n) or ""))
        if iban:
            yield iban
            return


def _marks(books: Books, bill: _Bill) -> dict[str, bool]:
    """Return by what a bill is told from others; False for what a narration says.

    That is its reference; else a number in the name of its receipt or its narration.
    """
    transaction = bill.transaction
    if bill.reference:
        return {bill.reference: True}
    told = transaction.narration if _DIGIT.search(transaction.narration) else ""
    words = {signs(word): False for word in told.split()}
    stems = {signs(_stem(file)): True for file in _files(books, transaction)}
    return {
        mark: plain
        for mark, plain in (words | stems).items()
        if any(not _YEAR.fullmatch(number) for number in _NUMBER.findall(mark))
    }


def _stem(path: str) -> str:
    """Return the name of a file without its ending; `pathlib` would take far longer."""
    name = path.rpartition(os.sep)[2]
    return name.rpartition(".")[0] or name


def _near(one: _Bill, other: _Bill) -> bool:
    """Tell whether two bills are of different entries within 366 days."""
    first, second = one.transaction, other.transaction
    return first is not second and abs((second.date - first.date).days) <= LEAP


def _one_receipt(books: Books, one: _Bill, other: _Bill) -> bool:
    """Tell whether two bills show one file: a bill in parts, or what EV05 is for."""
    first, second = (_files(books, bill.transaction) for bill in (one, other))
    return bool(first & second)


def _files(books: Books, transaction: Transaction) -> set[str]:
    """Return the files of the receipts of an entry, where they are there."""
    found = (books.shelf.find(one) for one in receipts_of(books, transaction))
    return {path for path in found if path}


class _Settled:
    """What became of bills; worked out when the first two that are alike are found."""

    def __init__(self, books: Books) -> None:
        self._books = books

    @cached_property
    def _bills(self) -> dict[int, Payable]:
        return {
            move.transaction.number: bill
            for bill in payables(self._books).bills
            for move in bill.bills
        }

    def withdrawn(self, *bills: _Bill) -> bool:
        """Tell whether one of two bills was taken back, by a credit note or undone."""
        found = [self._bills.get(bill.transaction.number) for bill in bills]
        return any(
            bill and sum((move.amount for move in bill.credited), ZERO) >= one.amount
            for bill, one in zip(found, bills, strict=True)
        )

    def waits(self, one: _Bill, other: _Bill) -> bool:
        """Tell whether the first is a bill to pay, and the other was paid without."""
        bill = self._bills.get(one.transaction.number)
        return not other.owed and bill is not None and bill.open > 0


FAMILY = Family((IN09,), judge)
