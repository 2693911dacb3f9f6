"""Makes transactions of Beancount's, and groups them by signature.

Every posting of the books passes here, once, in the order of the ledger.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from beancount.core import convert, data
from beancount.core.interpolate import AUTOMATIC_META

from paraplu.base.chart import Account, Kind
from paraplu.base.money import ZERO
from paraplu.ledger.as_written import Posting
from paraplu.ledger.day_sums import Days, DaySums, no_days
from paraplu.ledger.transactions import (
    CREDIT,
    NO_RING,
    NOTHING,
    SIDES,
    Positions,
    Role,
    Signature,
    Transaction,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Hashable, Iterable, Mapping
    from decimal import Decimal

    from paraplu.base.chart import Chart
    from paraplu.ledger.as_written import AsWritten

# By what transactions are alike: the sides of which kinds of accounts, whose rings,
# what is in another commodity, and what does not say what it comes to.
Look = tuple[Positions, Positions, Positions, Positions]

# What Beancount keeps in the metadata of a posting; all else is what people wrote.
_PLACES = {"filename", "lineno"}
ADDED = _PLACES | {AUTOMATIC_META}
_NO_META: Mapping[str, Any] = {}


class Grouped(NamedTuple):
    """The transactions: in order, by what they have in common, and their accounts.

    That is a signature, the keys of their metadata, or a link. `remarked` are those
    whose postings have metadata of their own, and `uneven` those whose postings do not
    come to zero. `sums` is what was booked by day.
    """

    transactions: list[Transaction]
    by_signature: Mapping[Signature, list[Transaction]]
    by_keys: Mapping[tuple[str, ...], list[Transaction]]
    remarked: list[Transaction]
    uneven: list[Transaction]
    links: Mapping[str, list[Transaction]]
    accounts: tuple[Account, ...]
    sums: DaySums


def grouped(written: Iterable[AsWritten], chart: Chart, currency: str) -> Grouped:
    """Return the transactions, numbered in the order of the ledger."""
    known = KnownAccounts(chart)
    days: dict[dt.date, dt.date] = {}
    groups: dict[Look, tuple[Signature, list[Transaction]]] = {}
    by_keys: defaultdict[tuple[str, ...], list[Transaction]] = defaultdict(list)
    links: defaultdict[str, list[Transaction]] = defaultdict(list)
    transactions: list[Transaction] = []
    remarked: list[Transaction] = []
    uneven: list[Transaction] = []
    for one in written:
        # There are few days; one object for each is quicker to look something up by.
        day = days.setdefault(one.date, one.date)
        postings, look, balance, remarks = read_transaction(one, day, known, currency)
        if look not in groups:
            groups[look] = signature_of(postings, look), []
        signature, alike = groups[look]
        number = len(transactions)
        found = Transaction(number, day, signature, tuple(postings), one, balance)
        transactions.append(found)
        alike.append(found)
        by_keys[tuple(one.meta)].append(found)
        if remarks:
            remarked.append(found)
        if balance:
            uneven.append(found)
        for link in one.links:
            links[link].append(found)
    by_signature = dict(by_accounts(groups))
    return Grouped(
        transactions,
        by_signature,
        by_keys,
        remarked,
        uneven,
        links,
        known.accounts,
        known.sums,
    )


def read_transaction(
    written: AsWritten, day: dt.date, known: KnownAccounts, currency: str
) -> tuple[list[Posting], Look, Decimal, bool]:
    """Return postings, what they look like and come to, and if they have remarks.

    The loop runs for every posting of the books, and looks at each field once.
    """
    own_keys = len(_PLACES)
    postings: list[Posting] = []
    sides: list[int] = []
    members: list[str] = []
    foreign: Positions = ()
    unweighed: Positions = ()
    balance = ZERO
    remarks = False
    # A booked posting has units with a number; Beancount's types allow less.
    posting: Any
    for posting in written.postings:
        name, (amount, commodity), cost, price, _flag, meta = posting
        account, nothing, number, moved, named = known[name]
        if commodity != currency or cost is not None or price is not None:
            weight = _weight(posting, currency)
            if commodity != currency:
                foreign = (*foreign, len(postings))
                amount = weight or ZERO
            if weight is None or weight != amount:
                unweighed = (*unweighed, len(postings))
        balance += amount
        if meta and len(meta) > own_keys and not meta.keys() <= ADDED:
            remarks = True
        if account.member:
            members.append(account.member)
        if amount < ZERO:
            number += CREDIT
        elif not amount and len(postings) not in foreign:
            number += NOTHING
            account, moved = nothing, named
        moved[day] += amount
        sides.append(number)
        postings.append(Posting(account, amount, meta or _NO_META))
    several = len(members) > 1 and len(set(members)) > 1
    whose = numbered(members) if several else ()
    look = tuple(sides), whose, foreign, unweighed
    return postings, look, balance, remarks


class KnownAccounts(dict[str, tuple[Account, Account, int, Days, Days]]):
    """Accounts by name: as they are, for 0.00, and a number for what they are.

    The number is the same for accounts of all members; between two is room for sides.
    With each are its sums by day, and apart from them those of 0.00.
    """

    def __init__(self, chart: Chart) -> None:
        super().__init__()
        self._chart = chart
        self._numbers: dict[Hashable, int] = {}

    def __missing__(self, name: str) -> tuple[Account, Account, int, Days, Days]:
        account = self._chart.account(name)
        means = (account.kind, account.root, account.charge, bool(account.member))
        number = self._numbers.setdefault(means, len(self._numbers) * SIDES)
        nothing = Account(name, Kind.NOTHING)
        self[name] = account, nothing, number, no_days(), no_days()
        return self[name]

    @property
    def accounts(self) -> tuple[Account, ...]:
        """All accounts, in the order in which they come."""
        return tuple([account for account, *_ in self.values()])

    @property
    def sums(self) -> DaySums:
        """What was booked on the accounts, in their order."""
        moved = {account: days for account, *_, days, _named in self.values() if days}
        named = {account: days for account, *_, days in self.values() if days}
        return DaySums(moved, named)


def by_accounts(
    groups: Mapping[Look, tuple[Signature, list[Transaction]]],
) -> Iterable[tuple[Signature, list[Transaction]]]:
    """Yield the groups: those of the same accounts after each other, whatever side.

    In this order accounts are told, and written: in the entry of a VAT return.
    """
    found: defaultdict[Positions, list[tuple[Signature, list[Transaction]]]]
    found = defaultdict(list)
    for (sides, *_), group in groups.items():
        found[tuple(number // SIDES for number in sides)].append(group)
    for same in found.values():
        yield from same


def signature_of(postings: Iterable[Posting], look: Look) -> Signature:
    """Return what transactions have in common that look like these postings."""
    accounts = [posting.account for posting in postings]
    rings = numbered([account.member for account in accounts])
    roles = [
        Role(one.kind, one.root, ring, one.charge, one.counts, posting.amount < ZERO)
        for one, ring, posting in zip(accounts, rings, postings, strict=True)
    ]
    _sides, _whose, foreign, unweighed = look
    return Signature(tuple(roles), foreign, unweighed)


def numbered(members: Iterable[str]) -> Positions:
    """Return the numbers of rings, in the order in which they come."""
    rings = {"": NO_RING}
    return tuple([rings.setdefault(member, len(rings)) for member in members])


def _weight(posting: data.Posting, currency: str) -> Decimal | None:
    """Return the weight of a posting with a cost, a price or another commodity.

    None where it has none in the operating currency.
    """
    weight: Any = convert.get_weight(posting)  # type: ignore[no-untyped-call]
    number: Decimal = weight.number
    return number if weight.currency == currency else None
