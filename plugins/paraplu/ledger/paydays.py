"""Pay days: when the first money left for what a transaction buys.

What is bought on account is paid when its bill is, or a part of it. A payment and a
bill go together by link, else by payee, and the first bill is paid first. A payment
that goes with no bill may have paid any that stood there by then; one that came before
its bill has paid it already. What was prepaid was paid on that day, and what goes over
a clearing account on the day that it left the bank.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from paraplu.base.chart import Kind
from paraplu.base.folding import folded
from paraplu.base.kinds import MONEY, USE, VAT
from paraplu.base.money import ZERO
from paraplu.ledger.lots import Lots
from paraplu.ledger.settlement import OLDEST, Matcher, moved, movements

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from decimal import Decimal

    from paraplu.base.chart import Account
    from paraplu.ledger.books import Books
    from paraplu.ledger.settlement import Movement
    from paraplu.ledger.transactions import Transaction

    # What a transaction moves on a payable: a bill, or below zero what pays it.
    _Move = Movement[Transaction]

# What is credited without a payment: a discount, goods that go back, VAT, cents.
_UNPAID = USE | VAT | {Kind.EQUIPMENT, Kind.STOCK, Kind.ROUNDING, Kind.NOTHING}
_THROUGH = frozenset({Kind.PREPAID, Kind.CLEARING})
_BILLS = frozenset({Kind.PAYABLE})
# Money that goes through more hands than this is taken to have left with the last.
_MOST_HANDS = 20


class PayDays:
    """The pay days of one set of books; works out nothing before it is asked for."""

    def __init__(self, books: Books) -> None:
        self._books = books
        self._days: dict[Account, Mapping[int, dt.date]] = {}
        self._known: dict[tuple[int, str], dt.date | None] = {}
        self._lots = {kind: Lots(books, kind) for kind in _THROUGH}

    def first(self, transaction: Transaction, member: str) -> dt.date | None:
        """Return the day on which a member's purchase began to be paid.

        It is None for what is bought on account, of which the bill is not paid yet.
        """
        return self._first(transaction, member, _MOST_HANDS)

    def _first(
        self, transaction: Transaction, member: str, hands: int
    ) -> dt.date | None:
        key = (transaction.number, member)
        if key not in self._known:
            if not hands:
                return transaction.date
            # What would lead back to itself was paid by this transaction.
            self._known[key] = transaction.date
            days = self._all(transaction, member, hands - 1)
            self._known[key] = min((day for day in days if day), default=None)
        return self._known[key]

    def _all(
        self, transaction: Transaction, member: str, hands: int
    ) -> Iterator[dt.date | None]:
        """Yield the day of each thing that a transaction pays with."""
        owing = {
            account
            for account, amount in moved(transaction, _BILLS).items()
            if amount < 0 and account.member == member
        }
        others = _paying(transaction, member) - {Kind.PAYABLE}
        for account in owing:
            yield self._paid(account).get(transaction.number)
        if others - _THROUGH or not (owing or others):
            yield transaction.date
        for account in _through(transaction, member) if others & _THROUGH else ():
            for lot in self._lots[account.kind].taken(transaction, account):
                yield self._left(lot, account, transaction, hands)

    def _left(
        self,
        lot: Transaction | None,
        account: Account,
        transaction: Transaction,
        hands: int,
    ) -> dt.date | None:
        """Return when money left that a transaction takes from an account.

        What was earned, or brought in as an opening balance, leaves with that
        transaction.
        """
        if lot is None:
            return transaction.date
        paying = _paying(lot, account.member)
        if account.kind is Kind.CLEARING and not paying & MONEY:
            return transaction.date
        if not paying & (MONEY | {Kind.PAYABLE, Kind.PREPAID}):
            return transaction.date
        return self._first(lot, account.member, hands)

    def _settled(self, move: _Move) -> dt.date:
        """Return the day of a payment on a bill."""
        kinds = _paying(move.what, move.member)
        if not kinds & _THROUGH or Kind.PAYABLE in kinds:
            return move.date
        return self.first(move.what, move.member) or move.date

    def _paid(self, account: Account) -> Mapping[int, dt.date]:
        """Return the first pay day of each bill on a payable, by its transaction."""
        if account not in self._days:
            # While it is worked out, for bills that are paid with one another.
            self._days[account] = {}
            self._days[account] = _paid(self._moves[account], self._settled)
        return self._days[account]

    @cached_property
    def _moves(self) -> Mapping[Account, list[_Move]]:
        return movements(self._books, _BILLS, owed=-1)


def _paying(transaction: Transaction, member: str) -> set[Kind]:
    """Return what pays: of the member, the cooperative, or a service."""
    credited = [one.account for one in transaction.postings if one.amount < 0]
    return {
        account.kind
        for account in credited
        if account.member in ("", member) or account.kind is Kind.INTERNAL_SALES
    } - _UNPAID


def _through(transaction: Transaction, member: str) -> list[Account]:
    """Return the prepayments and clearing accounts that a transaction pays from."""
    return [
        account
        for account, amount in moved(transaction, _THROUGH).items()
        if amount < 0 and account.member in ("", member)
    ]


def _pays(move: _Move) -> bool:
    """Tell whether what settles is a payment, rather than a credit note."""
    return bool(_paying(move.what, move.member))


def _paid(every: list[_Move], day: Callable[[_Move], dt.date]) -> dict[int, dt.date]:
    """Return the first pay day of each bill among the moves on one payable."""
    days: dict[int, dt.date] = {}
    stray: set[int] = set()
    linked: set[int] = set()
    beyond = _beyond(every)
    for by_link, group in _groups(every):
        for bill, payment in _payments(group, {} if by_link else beyond):
            paid = day(payment)
            days[bill] = min(paid, days.get(bill, paid))
        if by_link:
            linked.update(move.what.number for move in group)
        if not any(move.amount > 0 for move in group):
            stray.update(move.what.number for move in group if _pays(move))
    _with_strays(every, stray, linked, days)
    return days


def _beyond(every: list[_Move]) -> dict[int, Decimal]:
    """Return by transaction how much more than owed was paid on a payable after it."""
    found: dict[int, Decimal] = {}
    balance = ZERO
    for move in every:
        balance -= move.amount
        found[move.what.number] = max(balance, ZERO)
    return found


def _with_strays(
    every: list[_Move], stray: set[int], linked: set[int], days: dict[int, dt.date]
) -> None:
    """Add the days of bills that a payment paid which goes with no bill."""
    balance = ZERO
    since: dt.date | None = None
    for move in every:
        number = move.what.number
        if since and balance > 0 and move.amount > 0 and number not in linked:
            days[number] = min(since, days.get(number, since))
        balance -= move.amount
        if balance <= 0:
            since = None
        elif number in stray and since is None:
            since = move.date
    coming: dt.date | None = None
    for move in reversed(every):
        if move.what.number in stray:
            coming = move.date
        elif coming and move.amount > 0:
            days.setdefault(move.what.number, coming)


def _payments(
    group: Iterable[_Move], beyond: Mapping[int, Decimal]
) -> Iterator[tuple[int, _Move]]:
    """Yield the number of a bill with each payment of it.

    A credit note takes its part of what is owed, and pays nothing. What comes before
    the bill goes with the next; by payee no more than what the account was beyond zero.
    """
    owed: Matcher[Transaction] = Matcher(OLDEST)
    ahead: Matcher[Transaction] = Matcher(OLDEST)
    for move in group:
        number, left = move.what.number, abs(move.amount)
        bills, others = (owed, ahead) if move.amount > 0 else (ahead, owed)
        for match in others.settle(move):
            left -= match.amount
            bill, payment = match.item, move
            if move.amount > 0:
                bill, payment = payment, bill
            if _pays(payment):
                yield bill.what.number, payment
        if move.amount < 0:
            left = min(left, beyond.get(number, left))
        if left:
            bills.add(move, left)


def _groups(every: Iterable[_Move]) -> Iterator[tuple[bool, list[_Move]]]:
    """Yield what goes together: by a link of a bill and a payment, or else by payee."""
    owing: set[str] = set()
    settling: set[str] = set()
    for move in every:
        (owing if move.amount > 0 else settling).update(move.links)
    groups: defaultdict[tuple[str, str], list[_Move]] = defaultdict(list)
    for move in every:
        links = move.links & owing & settling
        keys = [("link", link) for link in links]
        for key in keys or [("payee", folded(move.party))]:
            groups[key].append(move)
    for (sort, _name), group in groups.items():
        yield sort == "link", group
