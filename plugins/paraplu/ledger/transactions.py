"""Transactions as the rules see them, and what those that are alike have in common.

Transactions whose postings are of the same kinds, on the same sides, and of one member
or of several in the same way, have one `Signature`, whoever it is that buys or sells.
What depends on that alone is worked out once, however many members there are.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct
from msgspec.structs import force_setattr

from paraplu.base.chart import Kind
from paraplu.base.findings import Source
from paraplu.base.kinds import RESULT
from paraplu.base.money import ZERO

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from decimal import Decimal

    from paraplu.base.chart import Account, Root
    from paraplu.ledger.as_written import AsWritten, Posting, Unmade

# Some of the postings of a transaction, by their numbers in it.
Positions = tuple[int, ...]

NO_RING = 0

# The sides of an account: each has a number of its own in what transactions look like.
DEBIT, CREDIT, NOTHING = range(3)
SIDES = 3


class Role(NamedTuple):
    """What a signature knows of a posting.

    `ring` numbers the members of a transaction from 1. `counts` tells that the
    thermometer of the member is computed from it.
    """

    kind: Kind
    root: Root | None
    ring: int
    charge: str
    counts: bool
    credit: bool


class Signature(Struct, frozen=True, eq=False, dict=True):
    """What transactions that are alike have in common: the roles of their postings.

    `foreign` are the postings in another commodity than the operating currency, and
    `unweighed` those that do not say what they come to in it. A posting of 0.00 is of
    `Kind.NOTHING`, so that it can't make a transaction look like something that it
    isn't.
    """

    roles: tuple[Role, ...]
    foreign: Positions = ()
    unweighed: Positions = ()

    @cached_property
    def kinds(self) -> frozenset[Kind]:
        """What the transactions move."""
        return frozenset(role.kind for role in self.roles) - {Kind.NOTHING}

    @cached_property
    def only_results(self) -> bool:
        """Whether they only move results, and thermometers."""
        return self.kinds <= RESULT

    @cached_property
    def rings(self) -> range:
        """The numbers of the members whose ring the transactions touch."""
        return range(1, max((role.ring for role in self.roles), default=NO_RING) + 1)

    @cached_property
    def credit(self) -> tuple[bool, ...]:
        """Which postings are credits."""
        return tuple(role.credit for role in self.roles)

    @cached_property
    def first(self) -> Mapping[int, int]:
        """The first posting of each ring."""
        of_ring = {role.ring: n for n, role in reversed([*enumerate(self.roles)])}
        return {ring: of_ring[ring] for ring in self.rings}

    def where(self, wanted: Callable[[Role], bool]) -> Positions:
        """Return the postings that are wanted."""
        return tuple(n for n, role in enumerate(self.roles) if wanted(role))


class Transaction(Struct, frozen=True, eq=False, gc=False):
    """One transaction, with its number in the order of the ledger.

    Its words stay where Beancount put them, `written`: most are never asked for. The
    `given` are its postings, or what they are made of when they are asked for. The
    `balance` is what all postings come to: zero, or what Beancount lets pass (PF01).
    """

    number: int
    date: dt.date
    signature: Signature
    given: tuple[Posting, ...] | Unmade
    written: AsWritten
    balance: Decimal = ZERO

    @property
    def postings(self) -> tuple[Posting, ...]:
        """The postings, in the order in which they are written."""
        given = self.given
        if not isinstance(given, tuple):
            given = given.made()
            # What it says stays the same.
            force_setattr(self, "given", given)
        return given

    @property
    def amounts(self) -> tuple[Decimal, ...]:
        """What the postings come to; it is quicker than to ask each of them."""
        given = self.given
        if isinstance(given, tuple):
            return tuple([posting.amount for posting in given])
        return given.amounts

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
        """The metadata of the transaction, with `filename` and `lineno`."""
        return self.written.meta

    @property
    def accounts(self) -> tuple[Account, ...]:
        """The accounts of the postings; that of 0.00 is of `Kind.NOTHING`."""
        given = self.given
        if isinstance(given, tuple):
            return tuple([posting.account for posting in given])
        return given.known_accounts

    def account_at(self, position: int) -> Account:
        """Return the account of one posting."""
        given = self.given
        if isinstance(given, tuple):
            return given[position].account
        return given.account_at(position)

    @property
    def remarks(self) -> list[Mapping[str, Any]]:
        """The metadata of postings, if any of them has some of its own."""
        given = self.given
        if isinstance(given, tuple) or given.remarks:
            return [posting.meta for posting in self.postings]
        return []

    @property
    def members(self) -> frozenset[str]:
        """The codes of those whose ring it touches."""
        return frozenset(map(self.member, self.signature.rings))

    def member(self, ring: int) -> str:
        """Return whose a ring is."""
        return self.account_at(self.signature.first[ring]).member

    def total(self, positions: Iterable[int]) -> Decimal:
        """Return what some postings come to; nil where there are none."""
        total, amounts = ZERO, self.amounts
        for position in positions:
            total += amounts[position]
        return total

    def on(self, kinds: Iterable[Kind]) -> Decimal:
        """Return what it comes to on accounts of these kinds."""
        booked = zip(self.accounts, self.amounts, strict=True)
        return sum((amount for one, amount in booked if one.kind in kinds), ZERO)

    def said(self, key: str, position: int) -> object:
        """Return what metadata says of a posting: its own, or else of all of them."""
        given = self.given
        if not (isinstance(given, tuple) or given.remarks):
            return self.meta.get(key)
        return self.postings[position].meta.get(key, self.meta.get(key))

    @property
    def source(self) -> Source:
        """Where the transaction begins."""
        return source_of(self.meta)

    def source_at(self, position: int) -> Source:
        """Return where a posting stands; the transaction where it has no place."""
        given = self.given
        if isinstance(given, tuple):
            return source_of(given[position].meta, self.meta)
        return source_of(given.meta_at(position))


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


def in_order(transactions: Iterable[Transaction]) -> list[Transaction]:
    """Return transactions in the order of the ledger, each of them once."""
    numbered = {transaction.number: transaction for transaction in transactions}
    return [numbered[number] for number in sorted(numbered)]


def alike(transactions: Iterable[Transaction]) -> Iterator[list[Transaction]]:
    """Yield together the transactions with the same accounts on the same sides."""
    found: defaultdict[object, list[Transaction]] = defaultdict(list)
    for transaction in transactions:
        found[transaction.signature, transaction.accounts].append(transaction)
    yield from found.values()
