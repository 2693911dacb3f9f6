"""The entries that close a year, one for each member, each fund and the cooperative.

Each brings the accounts of income and costs of one of them to nil on the last day, and
what they come to into one account of equity: the member's thermometer, what is left of
the fund, the reserve of the cooperative. No money moves and no figure changes; where
all is nil there is no entry, so a year that is closed is closed once.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.chart import Kind, Root
from paraplu.base.language import Language, say
from paraplu.base.money import ZERO
from paraplu.journal import CannotBook, DirectiveText
from paraplu.journal.ledger_text import aligned, quoted

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

    from paraplu.base.chart import Account
    from paraplu.base.periods import Period
    from paraplu.journal import PendingEntries
    from paraplu.ledger.books import Books
    from paraplu.register.model import Register

_RESULTS = (Root.INCOME, Root.EXPENSES)
_RESERVE = "reserve"


class Owner(NamedTuple):
    """Whose result it is: a member's by code, a fund's by name, else all others'."""

    member: str = ""
    fund: str = ""


class YearClosing(NamedTuple):
    """An entry that closes: whose, what stood on each account, and where it goes.

    Amounts are in EUR with Beancount's sign, as they stood; the entry takes them off.
    """

    owner: Owner
    day: dt.date
    stood: Mapping[str, Decimal]
    into: str

    @property
    def result(self) -> Decimal:
        """What was earned less what was spent, in EUR; below zero for a loss."""
        return -sum(self.stood.values(), ZERO)


def closings_of(books: Books, year: Period, reserve: str | None) -> list[YearClosing]:
    """Return the entries that a year still needs, members first.

    `reserve` is the account that the result of the cooperative goes to; without it that
    is the one that the books have.

    Raises:
        CannotBook: there are several such accounts, or one with a result was closed.
    """
    stood = _stood(books, year.last)
    found = []
    for owner in sorted(stood, key=lambda one: (not one.member, not one.fund, one)):
        accounts = stood[owner]
        for name in accounts:
            _must_be_open(books, name, year.last)
        into = _into(books, owner, reserve)
        found.append(YearClosing(owner, year.last, accounts, into))
    return found


def _stood(books: Books, last: dt.date) -> dict[Owner, dict[str, Decimal]]:
    """Return what is on accounts of income and costs at the end of a day, if any."""
    stood: defaultdict[Owner, dict[str, Decimal]] = defaultdict(dict)
    for account in sorted(books.days, key=lambda one: one.name):
        own = books.chart.account(account.name)
        if own.root not in _RESULTS or own.kind is Kind.UNKNOWN:
            continue
        amount = sum((n for day, n in books.days[account].items() if day <= last), ZERO)
        if amount:
            accounts = stood[_owner(own)]
            accounts[own.name] = accounts.get(own.name, ZERO) + amount
    return stood


def _owner(account: Account) -> Owner:
    return Owner(account.member, account.fund)


def _must_be_open(books: Books, name: str, last: dt.date) -> None:
    opened = books.opened.get(name)
    if opened and opened.closed and opened.closed < last:
        raise CannotBook(
            say(
                "{account} was closed on {day} and has an amount on it, so nothing can "
                "be booked there on {last}. Take the close line away first.",
                account=name,
                day=opened.closed,
                last=last,
            )
        )


def _into(books: Books, owner: Owner, reserve: str | None) -> str:
    chart = books.chart
    if owner.member:
        return chart.member_account(Root.EQUITY, owner.member, "Thermometer")
    if owner.fund:
        return chart.coop_account(Root.EQUITY, "Funds", owner.fund)
    return reserve or _reserve(books)


def _reserve(books: Books) -> str:
    """Return the account of the reserve: the one that is called so, or the only one."""
    own = [
        name
        for name in sorted({*books.opened, *(one.name for one in books.accounts)})
        if books.chart.account(name).kind is Kind.COOP_EQUITY
    ]
    called = [name for name in own if _RESERVE in name.casefold()]
    wanted = called or own
    if not wanted:
        return books.chart.coop_account(Root.EQUITY, "Coop", _RESERVE.capitalize())
    if len(wanted) > 1:
        raise CannotBook(
            say(
                "The result of the cooperative can go to {first} or to {second}. Say "
                "which: --reserve ACCOUNT.",
                first=wanted[0],
                second=wanted[1],
            )
        )
    return wanted[0]


def must_be_equity(books: Books, account: str) -> None:
    """Refuse an account that no reserve of the cooperative can be; CannotBook."""
    if books.chart.account(account).kind is not Kind.COOP_EQUITY:
        raise CannotBook(
            say(
                "{account} does not hold the cooperative's own means, as {example} "
                "does.",
                account=account,
                example=books.chart.coop_account(Root.EQUITY, "Coop", "Reserve"),
            )
        )


def put_into(
    pending: PendingEntries,
    closings: Iterable[YearClosing],
    books: Books,
    register: Register,
) -> None:
    """Put the entries where they go, and open the accounts that they need."""
    language = Language(register.language)
    for one in closings:
        pending.open([one.into], next(iter(one.stood)))
        pending.add_quiet(written(one, books.currency, language))


def written(closing: YearClosing, currency: str, language: Language) -> DirectiveText:
    """Return the entry as the ledger has it."""
    who = closing.owner.member or closing.owner.fund or say("cooperative")
    words = say("Closing of {year}, {who}", year=str(closing.day.year), who=who)
    lines = [f"{closing.day} * {quoted(language.render(words))}\n"]
    lines += (
        aligned(f"  {name}", -amount, currency)
        for name, amount in closing.stood.items()
    )
    if closing.result:
        lines.append(aligned(f"  {closing.into}", -closing.result, currency))
    return DirectiveText(closing.day, "".join(lines))
