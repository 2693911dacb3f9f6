"""What the books did before with a counterparty: a fact if it was always the same."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.chart import Account, Kind
from paraplu.base.folding import folded
from paraplu.base.kinds import VAT
from paraplu.base.metadata import COUNTERPARTY
from paraplu.bookkeeping.bank_import.private import bare
from paraplu.bookkeeping.bank_import.vat import level_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from paraplu.bookkeeping.bank_import.private import Owners
    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Signature, Transaction

# On these a line is only booked with what it settles, opens or was decided.
_NO_HABIT = frozenset(
    {
        *(Kind.RECEIVABLE, Kind.COOP_RECEIVABLE, Kind.PAYABLE, Kind.COOP_PAYABLE),
        *(Kind.DEPOSIT, Kind.EQUIPMENT, Kind.COOP_EQUIPMENT, Kind.START_CAPITAL),
        *(Kind.OPENING, Kind.UNKNOWN),
    }
)
_LEFT_OUT = frozenset({Kind.BANK, Kind.ROUNDING, Kind.NOTHING})
_BESIDE_VAT = frozenset(Kind) - _LEFT_OUT - VAT
_MOST = 3
_MOST_WAYS = 6
# What VAT was on an entry where it is neither of the rates.
MIXED = "mixed"


class Habit(NamedTuple):
    """An account, the VAT that was on it, and how often it was so."""

    account: Account
    vat: str
    times: int


class Habits:
    """The accounts that the books have for each counterparty, and for each name.

    A statement asks of some of the many that the books have: what was with whom is
    kept, and how it was booked is looked at when somebody asks.
    """

    def __init__(self, books: Books, owners: Owners, unallocated: str) -> None:
        self._accounts = _Booked(lambda number: bare(owners.of(number) or number))
        self._names = _Booked(folded)
        self._sales: defaultdict[str, Counter[tuple[Account, str]]]
        self._sales = defaultdict(Counter)
        self._near: dict[tuple[str, str], list[tuple[Account, int]]] = {}
        for same in books.groups:
            signature = same[0].signature
            if _is_sale(signature):
                self._count_sales(same)
            if Kind.BANK in signature.kinds:
                self._keep(same, unallocated)

    def _count_sales(self, same: list[Transaction]) -> None:
        (sales,) = [one for one in same[0].accounts if one.kind is Kind.SALES]
        for transaction in same:
            # What waits says nothing of its VAT yet.
            if transaction.payee == sales.member and transaction.flag == "*":
                sold = sales, _vat(transaction, frozenset({Kind.SALES}))
                self._sales[folded(transaction.payee)][sold] += 1

    def _keep(self, same: list[Transaction], unallocated: str) -> None:
        if any(one.name == unallocated for one in _others(same[0].accounts)):
            return
        for transaction in same:
            self._accounts.add(_counterparty(transaction), transaction)
            self._names.add(transaction.payee, transaction)

    def only(self, counterparty: str) -> Habit | None:
        """Return the one account that a counterparty was ever booked on, or None."""
        found = self._accounts.of(bare(counterparty)) if counterparty else None
        if not found or len({account for account, _ in found}) != 1:
            return None
        ((account, vat), _), *more = found.most_common()
        if account.kind in _NO_HABIT:
            return None
        return Habit(account, MIXED if more else vat, found.total())

    def sales(self, seller: str) -> Habit | None:
        """Return the one account, and the VAT, of all sales with a member's login."""
        found = self._sales.get(folded(seller))
        if not found or len(found) != 1:
            return None
        ((account, vat), times), *_ = found.most_common()
        return None if vat == MIXED else Habit(account, vat, times)

    def near(self, counterparty: str, payee: str) -> list[tuple[Account, int]]:
        """Return the accounts of a counterparty, else of a name, most used first."""
        key = (bare(counterparty), folded(payee))
        if key not in self._near:
            found: Counter[Account] = Counter()
            for (account, _), times in self._of(*key).items():
                found[account] += times
            self._near[key] = found.most_common(_MOST)
        return self._near[key]

    def ways(self, counterparty: str, payee: str) -> list[Habit]:
        """Return what `near` does, each level of VAT apart; no level where mixed.

        Debts and what was decided are left out, for a habit is no reason there.
        """
        found: Counter[tuple[Account, str]] = Counter()
        for (account, vat), times in self._of(
            bare(counterparty), folded(payee)
        ).items():
            if account.kind not in _NO_HABIT:
                found[account, "" if vat == MIXED else vat] += times
        return [Habit(*way, times) for way, times in found.most_common(_MOST_WAYS)]

    def _of(self, number: str, name: str) -> Counter[tuple[Account, str]]:
        """Return how a counterparty was booked, else how a name was."""
        return self._accounts.of(number) or self._names.of(name)


class _Booked:
    """Entries by what they say of the other side, and how these were booked."""

    def __init__(self, compared: Callable[[str], str]) -> None:
        """Know each by what it says as `compared` writes it."""
        self._compared = compared
        self._entries: defaultdict[str, list[Transaction]] = defaultdict(list)
        self._ways: dict[str, Counter[tuple[Account, str]]] = {}

    def add(self, said: str, transaction: Transaction) -> None:
        """Keep an entry, if it says anything."""
        if said:
            self._entries[said].append(transaction)

    def of(self, name: str) -> Counter[tuple[Account, str]]:
        """Return how often each account was there, with the VAT beside it."""
        if name not in self._ways:
            found: Counter[tuple[Account, str]] = Counter()
            for said in self._spellings.get(name, ()):
                for transaction in self._entries[said]:
                    found.update(_ways(transaction))
            self._ways[name] = found
        return self._ways[name]

    @cached_property
    def _spellings(self) -> dict[str, list[str]]:
        """What was said, by how it is compared."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for said in self._entries:
            found[self._compared(said)].append(said)
        return found


def _ways(transaction: Transaction) -> list[tuple[Account, str]]:
    """Return the accounts that tell what an entry was for, with the VAT beside."""
    others = _others(transaction.accounts)
    vat = _vat(transaction) if len(others) == 1 else MIXED
    return [(one, vat) for one in others]


def _is_sale(signature: Signature) -> bool:
    """Tell whether entries are of a sale that a payment provider took the money of."""
    kinds = [role.kind for role in signature.roles]
    return kinds.count(Kind.SALES) == 1 and Kind.CLEARING in kinds


def _others(accounts: Iterable[Account]) -> list[Account]:
    """Return the accounts that tell what an entry was for, each once."""
    named = [account for account in accounts if account.kind not in _LEFT_OUT]
    plain = [account for account in named if account.kind not in VAT]
    return list(dict.fromkeys(plain or named))


def _vat(transaction: Transaction, beside: frozenset[Kind] = _BESIDE_VAT) -> str:
    """Return the level of VAT beside one other account: empty for none."""
    net = transaction.on(beside)
    vat = transaction.on(VAT)
    if not vat or not net:
        return ""
    return level_in(abs(net), abs(vat), transaction.date) or MIXED


def _counterparty(transaction: Transaction) -> str:
    if number := transaction.meta.get(COUNTERPARTY):
        return str(number)
    for posting in transaction.postings:
        if number := posting.meta.get(COUNTERPARTY):
            return str(number)
    return ""
