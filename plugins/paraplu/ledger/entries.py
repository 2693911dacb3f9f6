"""Entries: one transaction as the rules see it, and the accounts it has.

Amounts are weights in the operating currency, with Beancount's sign: a debit is
positive, a credit negative.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from paraplu.base.findings import Source

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal

    from paraplu.base.chart import Account, Kind
    from paraplu.ledger.patterns import Pattern


@dataclass(frozen=True, eq=False, slots=True)
class Shape:
    """The accounts of an entry in their order, and the pattern they make.

    `members` are the codes of those whose ring the entry touches. A posting of 0.00
    has an account of `Kind.NOTHING`.
    """

    accounts: tuple[Account, ...]
    pattern: Pattern
    members: frozenset[str]

    @property
    def credit(self) -> tuple[bool, ...]:
        """Which of the accounts are credited."""
        return self.pattern.credit

    @property
    def kinds(self) -> frozenset[Kind]:
        """What the entry moves."""
        return self.pattern.kinds


class Posted(Protocol):
    """What is kept of a posting as the loader gave it."""

    @property
    def meta(self) -> Mapping[str, Any] | None:
        """Its metadata, with `filename` and `lineno`."""


class Written(Protocol):
    """What is kept of a transaction as the loader gave it: its day and its words."""

    @property
    def date(self) -> dt.date:
        """Its day."""

    @property
    def flag(self) -> str | None:
        """Its flag."""

    @property
    def payee(self) -> str | None:
        """Its payee."""

    @property
    def narration(self) -> str | None:
        """Its narration."""

    @property
    def links(self) -> frozenset[str]:
        """Its links, without the ^."""

    @property
    def meta(self) -> Mapping[str, Any]:
        """Its metadata, with `filename` and `lineno`."""

    @property
    def postings(self) -> Sequence[Posted]:
        """Its postings, in the order of the legs."""


class Entry(NamedTuple):
    """One transaction; its legs are its postings, in the order of the ledger.

    Its words stay where the loader put them, `written`: most are never asked for.
    """

    number: int
    date: dt.date
    shape: Shape
    amounts: tuple[Decimal, ...]
    written: Written

    @property
    def flag(self) -> str:
        """The flag: `*`, `!`, or `P` for what a pad made."""
        return self.written.flag or ""

    @property
    def payee(self) -> str:
        """The payee, empty where there is none."""
        return self.written.payee or ""

    @property
    def narration(self) -> str:
        """The narration, empty where there is none."""
        return self.written.narration or ""

    @property
    def links(self) -> frozenset[str]:
        """The links, without the ^."""
        return self.written.links

    @property
    def meta(self) -> Mapping[str, Any]:
        """The metadata of the transaction."""
        return self.written.meta

    @property
    def leg_meta(self) -> list[Mapping[str, Any]]:
        """The metadata of each posting."""
        return [posting.meta or {} for posting in self.written.postings]

    @property
    def source(self) -> Source:
        """Where the entry begins."""
        return source_of(self.meta)

    def leg_source(self, leg: int) -> Source:
        """Where a posting stands; the entry's place where it has none of its own."""
        return source_of(self.written.postings[leg].meta or {}, self.meta)

    def legs(self) -> Iterator[tuple[Account, Decimal]]:
        """Yield account and amount of each posting."""
        return zip(self.shape.accounts, self.amounts, strict=True)


def source_of(*metas: Mapping[str, Any]) -> Source:
    """Return the place that the first of these metadata names, or no place.

    A line that is no whole number was not put there by Beancount, but by whoever wrote
    the books (CK07): it names no line.
    """
    for meta in metas:
        if meta and "lineno" in meta:
            line = meta["lineno"]
            line = line if isinstance(line, int) else 0
            return Source(str(meta.get("filename", "")), line)
    return Source("", 0)
