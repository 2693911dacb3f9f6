"""What the books have of a statement already, looked up account by account."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from nl_banks.known import KnownLines, Mark, texts_of
from paraplu.base.chart import Kind
from paraplu.base.metadata import BANK_REF, BANK_REF_ALSO, COUNTERPARTY
from paraplu.bookkeeping.bank_import.line import ImportLine
from paraplu.bookkeeping.bank_import.retold import also_known_as
from paraplu.ledger.day_sums import no_days
from paraplu.ledger.transactions import in_order

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from nl_banks import StatementLine
    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Transaction

# A line that somebody booked by hand may have the day of the bill.
_NEAR = 4
# So often the books are looked through before an index is made of them.
_FEW_LOOKS = 4
_NO_LINE = frozenset({Kind.OPENING})


class LineAnswers(NamedTuple):
    """What is booked of each line of a statement, and what answered for none of them.

    `by_hand` are those without a key of this account; what has one is in `left`.
    """

    of_lines: list[Mark | None]
    left: list[Mark]
    by_hand: list[Mark]


class BookedLines:
    """The lines that are booked on one account; what is imported is added to it."""

    def __init__(self, books: Books | None, account: str) -> None:
        # A statement asks for a few days and keys, where the books may have a hundred
        # thousand lines, and a file a statement for every day: both are looked up.
        self._books = books
        self._account = account
        self._looks = 0
        # The key that a line has, by one that it is about to be known by as well.
        self._also: dict[str, str] = {}
        self._added: list[ImportLine] = []
        self._by_day: defaultdict[dt.date, list[int]] = defaultdict(list)
        self._by_key: defaultdict[str, list[int]] = defaultdict(list)
        self._is_clearing = (
            books is not None and books.chart.account(account).kind is not Kind.BANK
        )

    def answers(
        self, lines: Sequence[ImportLine], originals: Sequence[StatementLine]
    ) -> LineAnswers:
        """Return, for each line, what is booked of it, or None; and what is left.

        `originals` are the lines as the bank wrote them: books from before the private
        register was filled in may have those words.
        """
        marks = self._near(lines)
        if not marks:
            return LineAnswers([None] * len(lines), [], [])
        if self._also:
            # What has another key since this import began is known by that.
            marks = [
                mark._replace(reference=self._also.get(mark.reference, mark.reference))
                for mark in marks
            ]
        known = KnownLines(marks)
        also = self._also | _also_in(marks)
        found = known.answers(
            [
                _mark(line._replace(key=also.get(line.key, line.key)), original)
                for line, original in zip(lines, originals, strict=True)
            ]
        )
        left = known.left if None in found else []
        return LineAnswers(
            found,
            [mark for mark in left if mark.reference],
            [mark for mark in left if not mark.reference and self._is_by_hand(mark)],
        )

    def on(self, day: dt.date) -> list[Mark]:
        """Return what is booked on a day, in the order of the books."""
        booked = self._books.transactions_on(day) if self._books else ()
        added = (self._added[place] for place in self._by_day.get(day, ()))
        return [
            *(mark for one in booked for mark in self._marks(one, set())),
            *(_mark(line, line.booking) for line in added),
        ]

    def add(self, lines: Iterable[ImportLine]) -> None:
        """Take lines as booked from now on."""
        for line in lines:
            self._keep(line)

    @property
    def last(self) -> dt.date:
        """The last day on which something is booked, or is about to be."""
        days = [one.booking.date for one in self._added]
        if self._books:
            account = self._books.chart.account(self._account)
            days += self._books.days.get(account, no_days())
        return max(days, default=dt.date.min)

    def know_as(self, key: str, also: str) -> None:
        """Know the line that is to have a key by another as well."""
        moved = {one: key for one, has in self._also.items() if has == also}
        self._also |= {**moved, also: key}

    def with_key(self, key: str) -> list[Transaction]:
        """Return the entries that stand in a file, and have this key."""
        return [
            one
            for one in in_order(self._booked_with({key}))
            if Path(one.source.file).is_file()
            and any(
                posting.account.name == self._account and one.said(BANK_REF, n) == key
                for n, posting in enumerate(one.postings)
            )
        ]

    def retell(self, part: Mark, line: ImportLine) -> None:
        """Take a line that is about to be booked as another one from now on."""
        for place in self._by_day[part.date]:
            if self._added[place] is part.line:
                self._added[place] = line
                self._by_key[line.key].append(place)
                if line.booking.date != part.date:
                    self._by_day[line.booking.date].append(place)

    def _keep(self, line: ImportLine) -> None:
        place = len(self._added)
        self._by_day[line.booking.date].append(place)
        if line.key:
            self._by_key[line.key].append(place)
        self._added.append(line)

    def _near(self, lines: Sequence[ImportLine]) -> list[Mark]:
        """Return what is booked around the days of some lines, or with their keys."""
        keys = {line.key for line in lines} - {""}
        days = {line.booking.date for line in lines}
        near = [dt.timedelta(n) for n in range(-_NEAR, _NEAR + 1)]
        around = {day + away for day in days for away in near}
        places = {place for day in around for place in self._by_day.get(day, ())}
        places |= {place for key in keys for place in self._by_key.get(key, ())}
        added = (self._added[place] for place in sorted(places))
        booked = self._booked_near(around, keys)
        return [
            *(mark for one in booked for mark in self._marks(one, keys)),
            *(_mark(line, line.booking) for line in added),
        ]

    def _booked_near(self, days: set[dt.date], keys: set[str]) -> list[Transaction]:
        """Return what the books have on some days or with some keys, in order."""
        if self._books is None:
            return []
        found = [one for day in days for one in self._books.transactions_on(day)]
        return in_order([*found, *self._booked_with(keys)])

    def _booked_with(self, keys: Collection[str]) -> list[Transaction]:
        """Return what the books have with some keys, in no order.

        One look through the books is quicker than an index of them; many are not.
        """
        if self._books is None or not keys:
            return []
        self._looks += 1
        if self._looks <= _FEW_LOOKS:
            return self._books.saying_any(BANK_REF, keys)
        return [one for key in keys for one in self._booked_by_key.get(key, ())]

    @cached_property
    def _booked_by_key(self) -> Mapping[str, list[Transaction]]:
        found: defaultdict[str, list[Transaction]] = defaultdict(list)
        for transaction, meta in self._books.remarks(BANK_REF) if self._books else ():
            found[str(meta.get(BANK_REF))].append(transaction)
        return found

    def _marks(self, transaction: Transaction, keys: set[str]) -> Iterator[Mark]:
        """Yield by what each posting on the account is known."""
        for position, posting in enumerate(transaction.postings):
            if posting.account.name == self._account:
                yield _mark_of(transaction, position, keys)

    def _is_by_hand(self, mark: Mark) -> bool:
        """Tell whether somebody may have booked a line of the bank by this.

        What opens the books is none, nor what a bank booked straight on what stands
        with a provider: that is a payout, and its other side is known by that.
        """
        kinds = mark.line.signature.kinds
        return (
            not (kinds & _NO_LINE or (self._is_clearing and Kind.BANK in kinds))
            and mark.line.flag != "P"
        )


def _also_in(marks: Iterable[Mark]) -> dict[str, str]:
    """Return, by each other key that the books say of a line, the key that it has."""
    found: dict[str, str] = {}
    for mark in marks:
        # Of a hundred thousand lines hardly one has them.
        if mark.reference and (also := _said_also(mark.line)):
            found |= dict.fromkeys(also_known_as(also), mark.reference)
    return found


def _said_also(line: ImportLine | Transaction) -> str:
    """Return what an entry says that its line is known by as well, wherever it does."""
    if isinstance(line, ImportLine):
        return ""
    said = str(line.meta.get(BANK_REF_ALSO) or "")
    for posting in line.postings:
        if own := posting.meta.get(BANK_REF_ALSO):
            said = f"{said} {own}"
    return said


def _mark_of(transaction: Transaction, position: int, keys: set[str]) -> Mark:
    """Return by what a posting is known to a statement that has these keys."""
    posting = transaction.postings[position]
    own = posting.meta.get(BANK_REF)
    key = str(own or transaction.meta.get(BANK_REF) or "")
    if not own and key not in keys and _may_be_of_another(transaction, position):
        key = ""
    texts = texts_of(
        transaction.payee,
        transaction.narration,
        str(transaction.meta.get(COUNTERPARTY) or ""),
    )
    return Mark(key, transaction.date, posting.amount, texts, transaction)


def _may_be_of_another(transaction: Transaction, position: int) -> bool:
    """Tell whether a key may be that of another account than this posting's.

    It is the bank's where there is one; with two banks nobody can tell.
    """
    kinds = [role.kind for role in transaction.signature.roles]
    banks = kinds.count(Kind.BANK)
    return banks > 1 if kinds[position] is Kind.BANK else banks > 0


def _mark(line: ImportLine, original: StatementLine) -> Mark:
    texts = texts_of(
        *(original.payee, original.narration, original.counterparty),
        *(line.booking.payee, line.booking.narration, line.booking.counterparty),
    )
    return Mark(line.key, line.booking.date, line.moved, texts, line)
