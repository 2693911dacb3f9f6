"""Which entries wait: those on the clearing account, and what an import doubted."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from paraplu.base.kinds import MONEY
from paraplu.base.metadata import ALLOCATED, BANK_REF
from paraplu.base.money import ZERO
from paraplu.bookkeeping.bank_import.booked_line import booked_line
from paraplu.bookkeeping.bank_import.recognising import DOUBTS
from paraplu.bookkeeping.waiting.model import WaitingLine
from paraplu.ledger.transactions import in_order

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from paraplu.journal.revision import Revision
    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Transaction

_DIGITS = 12


def waiting_lines(
    books: Books, unallocated: str, revision: Revision
) -> list[WaitingLine]:
    """Return what waits, the oldest first.

    That is each line of a statement with a posting on the account `unallocated`, and
    each that an import booked with `!` for somebody to look at. What an entry without
    money took off that account later waits no more.
    """
    answered = _answered(books, unallocated)
    found: list[WaitingLine] = []
    seen: Counter[str] = Counter()
    for transaction in in_order(books.with_signature(lambda one: one.kinds & MONEY)):
        for one in _of(transaction, unallocated, books.currency):
            left = -sum((transaction.postings[n].amount for n in one.positions), ZERO)
            if not one.doubtful and answered[left]:
                answered[left] -= 1
                continue
            said = _digest(transaction, books.root, revision)
            seen[said] += 1
            ordinal = f"-{seen[said]}" if seen[said] > 1 else ""
            found.append(
                WaitingLine(
                    f"{said}{ordinal}",
                    one.line,
                    transaction,
                    one.positions,
                    doubtful=one.doubtful,
                    doubled=one.why.startswith(DOUBTS),
                    why=one.why,
                )
            )
    return found


def _of(
    transaction: Transaction, unallocated: str, currency: str
) -> Iterator[WaitingLine]:
    """Yield the line of a statement that a transaction waits with, without its key."""
    postings = transaction.postings
    waits = [n for n, one in enumerate(postings) if one.account.name == unallocated]
    money = [
        n
        for n, one in enumerate(postings)
        if one.account.kind in MONEY and n not in waits
    ]
    if len(money) != 1 or any(one.meta.get("lineno") is None for one in postings):
        return
    said = str(transaction.meta.get(ALLOCATED) or "")
    (own,) = money
    if waits:
        fee = sum(
            (-postings[n].amount for n in waits if ALLOCATED in postings[n].meta), ZERO
        )
        line = booked_line(transaction, own, fee, currency)
        yield WaitingLine("", line, transaction, tuple(waits), why=said)
    elif transaction.flag == "!" and said and transaction.said(BANK_REF, own):
        others = tuple(n for n in range(len(postings)) if n != own)
        line = booked_line(transaction, own, ZERO, currency)
        yield WaitingLine("", line, transaction, others, doubtful=True, why=said)


def _answered(books: Books, unallocated: str) -> Counter[Decimal]:
    """Return what entries without money took off the account, by amount.

    The amount has the sign of the line that it answers.
    """
    found: Counter[Decimal] = Counter()
    account = books.chart.account(unallocated)
    for transaction in books.moving(frozenset({account.kind})):
        others = [one for one in transaction.postings if one.account is not account]
        if not any(one.account.kind in MONEY for one in others):
            for posting in transaction.postings:
                if posting.account is account:
                    found[posting.amount] += 1
    return found


def entry_lines(transaction: Transaction, revision: Revision) -> tuple[int, int]:
    """Return where an entry begins and ends in its file, the first line being 0."""
    file, line = transaction.source
    lines = revision.lines(Path(file))
    begin = end = line - 1
    last = max(int(one.meta["lineno"]) for one in transaction.postings)
    while end < len(lines) and (end < last or _is_inner(lines[end])):
        end += 1
    return begin, end


def _is_inner(line: str) -> bool:
    return line[:1] in {" ", "\t"} and bool(line.strip())


def _digest(transaction: Transaction, root: Path, revision: Revision) -> str:
    """Return a digest of where an entry is and what it says."""
    file = Path(transaction.source.file)
    begin, end = entry_lines(transaction, revision)
    place = file.relative_to(root) if file.is_relative_to(root) else file
    said = place.as_posix() + "\0" + "".join(revision.lines(file)[begin:end])
    return sha256(said.encode()).hexdigest()[:_DIGITS]
