"""What is kept of a file of the ledger: values that hold no code, in msgpack."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - msgspec asks for the types of fields
import zlib
from decimal import Decimal  # noqa: TC003 - as dates
from itertools import chain
from typing import TYPE_CHECKING, Any, Literal

import msgspec
from msgspec import Struct, msgpack, structs

from paraplu.ledger.kept.values import PLAIN, packed, packed_meta, unpacked
from paraplu.ledger.transactions import SIDES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from beancount.core import data

# A line that changes options: the step of Beancount's builder, the line, what it says.
Step = tuple[Literal["option", "include", "plugin"], int, list[str | None]]

_QUICK = 1
_NONE: frozenset[str] = frozenset()


class KeptRow(Struct, array_like=True, gc=False, eq=False):
    """A plain transaction: in one commodity, complete, and it comes to nil.

    It has the fields of Beancount's, which `Transaction.written` is asked for. `used`
    are its accounts by number in the file, with their sides; `remarks` the metadata of
    postings but for their places. `file` is there once it was joined with others.
    """

    order: int
    date: dt.date
    flag: str
    payee: str | None
    narration: str
    marks: tuple[list[str], list[str]] | None
    meta: dict[str, Any]
    used: tuple[int, ...]
    amounts: tuple[Decimal, ...]
    lines: tuple[int, ...]
    remarks: dict[int, dict[str, Any]] | None
    canonical: str
    file: Any = None

    @property
    def tags(self) -> frozenset[str]:
        """The tags, without the #."""
        return frozenset(self.marks[0]) if self.marks else _NONE

    @property
    def links(self) -> frozenset[str]:
        """The links, without the ^."""
        return frozenset(self.marks[1]) if self.marks else _NONE

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

    def meta_at(self, position: int) -> dict[str, Any]:
        """Return the metadata of a posting, with its place."""
        meta = {"filename": self.file.name, "lineno": self.lines[position]}
        return meta | (self.remarks or {}).get(position, {})

    def __iter__(self) -> Iterator[Any]:
        """Yield the fields in Beancount's order."""
        yield from (self.meta, self.date, self.flag, self.payee, self.narration)
        yield from (self.tags, self.links, self.postings)


class KeptFile(Struct, array_like=True):
    """A file of the ledger: what it asks of Beancount, its transactions and the rest.

    `steps` are the calls of Beancount's builder that change its options. The amounts of
    its transactions, the rows, are all in `commodity`.
    """

    name: str
    steps: list[Step]
    commodity: str
    accounts: list[str]
    others: list[Any]
    rows: list[KeptRow]


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
    values = chain(row.meta.values(), *map(dict.values, (row.remarks or {}).values()))
    if PLAIN.issuperset(map(type, values)):
        return row
    remarks = {at: packed_meta(said) for at, said in (row.remarks or {}).items()}
    return structs.replace(row, meta=packed_meta(row.meta), remarks=remarks or None)


def decoded(data: bytes) -> KeptFile | None:
    """Return what was kept; None where it is not that."""
    try:
        return _decoder.decode(zlib.decompress(data))
    except _NOT_KEPT:
        return None
