"""What is kept of a file of the ledger: values that hold no code, in msgpack."""

from __future__ import annotations

import datetime as dt
import zlib
from decimal import Decimal  # noqa: TC003 - as dates
from itertools import chain
from typing import TYPE_CHECKING, Any, Literal

import msgspec
from msgspec import Struct, msgpack, structs

from paraplu.ledger.as_written import Posting
from paraplu.ledger.kept.values import PLAIN, packed, packed_meta, unpacked
from paraplu.ledger.transactions import SIDES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from beancount.core import data

    from paraplu.base.chart import Account

# A line that changes options: the step of Beancount's builder, the line, what it says.
Step = tuple[Literal["option", "include", "plugin"], int, list[str | None]]

# More lines than a file may have, so that rows are in order by one number.
LINES = 2**32
_QUICK = 1
# What a file says becomes some five times as much, and never as much as this.
_EXPANDS, _LEAST = 100, 1_000_000
_NONE: frozenset[str] = frozenset()


class KeptRow(Struct, array_like=True, gc=False, eq=False):
    """A plain transaction: in one commodity, complete, and it comes to nil.

    It has the fields of Beancount's, which `Transaction.written` is asked for, and
    makes postings of itself. `order` is its day and line; `values` are its metadata
    but for its place, under the `keys` of that number in the file; `used` its accounts
    by number in the file, with their sides; `lines` those of its postings, or the first
    of them where they follow each other; `remarks` the metadata of postings but for
    their places. From `file` on it is not kept.
    """

    order: int
    flag: str
    payee: str | None
    narration: str
    marks: tuple[list[str], list[str]] | None
    keys: int
    values: list[Any]
    used: tuple[int, ...]
    amounts: tuple[Decimal, ...]
    lines: tuple[int, ...] | int
    remarks: dict[int, dict[str, Any]] | None
    file: Any = None
    at: int = 0
    said: dict[str, Any] | None = None

    @property
    def date(self) -> dt.date:
        """The day."""
        return dt.date.fromordinal(self.order // LINES)

    @property
    def meta(self) -> dict[str, Any]:
        """The metadata of the transaction, with its place."""
        if self.said is None:
            file: KeptFile = self.file
            place = (file.name, self.order % LINES)
            self.said = dict(
                zip(file.keys[self.keys], (*place, *self.values), strict=True)
            )
        return self.said

    @property
    def tags(self) -> frozenset[str]:
        """The tags, without the #."""
        return frozenset(self.marks[0]) if self.marks else _NONE

    @property
    def links(self) -> frozenset[str]:
        """The links, without the ^."""
        return frozenset(self.marks[1]) if self.marks else _NONE

    @property
    def canonical(self) -> str:
        """The canonical line."""
        file: KeptFile = self.file
        return file.lines[self.at]

    @property
    def postings(self) -> list[data.Posting]:
        """The postings as Beancount has them, made each time."""
        from beancount.core.amount import Amount
        from beancount.core.data import Posting

        file: KeptFile = self.file
        return [
            Posting(
                file.accounts[number // SIDES],
                Amount(amount, file.commodity),
                None,
                None,
                None,
                self.meta_at(position),
            )
            for position, (number, amount) in enumerate(
                zip(self.used, self.amounts, strict=True)
            )
        ]

    @property
    def known_accounts(self) -> tuple[Account, ...]:
        """The accounts as the chart has them; that of 0.00 is of `Kind.NOTHING`."""
        known = self.file.known
        return tuple([known[number] for number in self.used])

    def account_at(self, position: int) -> Account:
        """Return one of those accounts."""
        account: Account = self.file.known[self.used[position]]
        return account

    def meta_at(self, position: int) -> dict[str, Any]:
        """Return the metadata of a posting, with its place."""
        lines = self.lines
        line = lines + position if isinstance(lines, int) else lines[position]
        meta = {"filename": self.file.name, "lineno": line}
        return meta | (self.remarks or {}).get(position, {})

    def made(self) -> tuple[Posting, ...]:
        """Return the postings as the rules have them."""
        known = self.file.known
        return tuple(
            [
                Posting(known[number], self.amounts[n], self.meta_at(n))
                for n, number in enumerate(self.used)
            ]
        )

    def __iter__(self) -> Iterator[Any]:
        """Yield the fields in Beancount's order."""
        yield from (self.meta, self.date, self.flag, self.payee, self.narration)
        yield from (self.tags, self.links, self.postings)


class DaysOf(Struct, array_like=True, gc=False):
    """What a file books on an account, by the ordinals of days, in order.

    The account is by its number in the file, with `NOTHING` or another side.
    """

    account: int
    days: list[int]
    amounts: list[Decimal]


class KeptFile(Struct, array_like=True):
    """A file of the ledger: what it asks of Beancount, its transactions and the rest.

    `steps` are the calls of Beancount's builder that change its options. The amounts of
    its transactions, the rows, are all in `commodity`, and in whole cents if `cents`.
    Each account has in `first` the order of the row that first uses it. `keys` are what
    metadata of rows is said by; `canonical` the lines of the rows, of which some are
    `odd`: their amounts are not written as seals have them. `known` is there once it
    was joined with others: its accounts as the chart has them, on each side.
    """

    name: str
    steps: list[Step]
    commodity: str
    cents: bool
    accounts: list[str]
    first: list[int]
    sums: list[DaysOf]
    keys: list[tuple[str, ...]]
    others: list[Any]
    rows: list[KeptRow]
    canonical: str
    odd: bool
    known: list[Any] = []
    split: list[str] | None = None

    @property
    def lines(self) -> list[str]:
        """The canonical lines of the rows."""
        if self.split is None:
            self.split = self.canonical.split("\n") if self.rows else []
            # Once is enough in memory; it was kept before.
            self.canonical = ""
        return self.split


_NOT_KEPT = (
    msgspec.MsgspecError,
    zlib.error,
    ValueError,
    TypeError,
    LookupError,
    RecursionError,
    MemoryError,
)
_decoder = msgpack.Decoder(KeptFile, ext_hook=unpacked)


def encoded(file: KeptFile) -> bytes:
    """Return a file as it is kept; Uncertain where a value is of an unknown kind."""
    plain = structs.replace(
        file, others=packed(file.others), rows=[_packed(row) for row in file.rows]
    )
    return zlib.compress(msgpack.encode(plain), _QUICK)


def _packed(row: KeptRow) -> KeptRow:
    """Return a row with its metadata packed; nearly always that is so already."""
    values = chain(row.values, *map(dict.values, (row.remarks or {}).values()))
    if PLAIN.issuperset(map(type, values)):
        return row
    remarks = {at: packed_meta(said) for at, said in (row.remarks or {}).items()}
    return structs.replace(row, values=packed(row.values), remarks=remarks or None)


def decoded(data: bytes) -> KeptFile | None:
    """Return what was kept; None where it is not that, or far more than was read."""
    opening = zlib.decompressobj()
    try:
        held = opening.decompress(data, _EXPANDS * len(data) + _LEAST)
        return _decoder.decode(held) if opening.eof else None
    except _NOT_KEPT:
        return None
