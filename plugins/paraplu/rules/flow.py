"""PF01 and PF03: money of a ring that goes where the table does not allow."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from paraplu.accounts import Account, Kind
from paraplu.episodes import HALF_A_CENT
from paraplu.findings import Finding, Severity, in_cents
from paraplu.flows.judging import Stray, strays
from paraplu.flows.routing import Channel, Routed, route
from paraplu.flows.table import GOODS, MONEY, USE, VAT
from paraplu.flows.ways import ROUNDING
from paraplu.language import Message, say
from paraplu.rules.rule import Family, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.books import Books
    from paraplu.entries import Entry
    from paraplu.register.model import Register

PF01 = Rule("PF01", Severity.ERROR, say("Money of a member goes where it may not go"))
PF03 = Rule(
    "PF03", Severity.ERROR, say("One member's money pays another member's cost")
)

# What is another member's cost: everything that money may be spent on or owed for.
_COST = USE | GOODS | {Kind.PAYABLE, Kind.CONTRIBUTION, Kind.SET_OFF}

_TOO_MUCH_VAT = say(
    "This is more VAT than there can be on the amount beside it. Check the rate, and "
    "book what is not VAT where it belongs."
)
_OPENING = say("Opening balances are booked on the first day of the ledger only.")


def judge(books: Books, register: Register) -> Iterator[Finding]:
    """Yield the findings of the flow rule, each with the amount that has no way."""
    for stray in strays(books, register):
        crossing = _crossing(stray)
        crossed = Decimal(0)
        for payer, amount in crossing.through.items():
            if amount >= HALF_A_CENT:
                crossed += amount
                yield _other_member(books, stray.entry, payer, in_cents(amount))
        rest = Stray(
            stray.entry, dict(crossing.credits), dict(crossing.debits), stray.padded
        )
        if crossing.amount >= HALF_A_CENT:
            yield _not_allowed(books, rest, in_cents(crossing.amount))
    yield from _foreign(books)
    yield from _uneven(books)


def _crossing(stray: Stray) -> Routed[str]:
    """Route what strays from each member's money to other members' costs."""
    accounts = stray.entry.shape.accounts
    channels = []
    for payer in sorted({accounts[n].member for n in stray.credits} - {""}):
        credits = tuple(
            n
            for n in stray.credits
            if accounts[n].member == payer
            and accounts[n].kind is not Kind.INTERNAL_SALES
        )
        debits = tuple(
            n
            for n in stray.debits
            if accounts[n].member not in ("", payer) and accounts[n].kind in _COST
        )
        channels.append(Channel(payer, credits, debits))
    if stray.padded:
        channels = []
    return route(stray.credits, stray.debits, channels)


def _other_member(books: Books, entry: Entry, payer: str, amount: Decimal) -> Finding:
    leg = next(
        n
        for n, account in enumerate(entry.shape.accounts)
        if account.member not in ("", payer)
        and account.kind in _COST
        and not entry.shape.credit[n]
    )
    account = entry.shape.accounts[leg]
    return Finding(
        "PF03",
        Severity.ERROR,
        say(
            "{amount} of {payer}'s money pays for {member}: it goes to {account}. "
            "What a member earns is for that member's own business only.",
            amount=amount,
            payer=payer,
            member=account.member,
            account=account.name,
        ),
        entry.leg_source(leg),
        hint=say(
            "Pay it from {member}'s own money. If {payer} did work for {member}, book "
            "it as an internal service.",
            member=account.member,
            payer=payer,
        ),
        member=payer,
        amount=amount,
        currency=books.currency,
        date=entry.date,
    )


def _not_allowed(books: Books, stray: Stray, amount: Decimal) -> Finding:
    entry = stray.entry
    accounts = entry.shape.accounts
    leg = _offending(stray)
    sources = [accounts[n] for n in stray.credits]
    targets = [accounts[n] for n in stray.debits]
    return Finding(
        "PF01",
        Severity.ERROR,
        _words(stray, amount, sources, targets),
        entry.source if stray.padded else entry.leg_source(leg),
        hint=_hint(stray, sources, targets),
        member=_member(entry, sources, targets),
        amount=amount,
        currency=books.currency,
        date=entry.date,
    )


def _offending(stray: Stray) -> int:
    """Return the leg to point at: where it goes, or, if that is money, comes from."""
    accounts = stray.entry.shape.accounts
    debit = max(stray.debits, key=lambda n: (not _plain(accounts[n]), stray.debits[n]))
    credit = max(
        stray.credits, key=lambda n: (not _plain(accounts[n]), stray.credits[n])
    )
    if _plain(accounts[debit]) and not _plain(accounts[credit]):
        return credit
    return debit


def _plain(account: Account) -> bool:
    return account.kind in MONEY or account.kind in VAT


def _member(entry: Entry, sources: list[Account], targets: list[Account]) -> str | None:
    codes = [account.member for account in (*sources, *targets) if account.member]
    return codes[0] if codes else min(entry.shape.members, default=None)


def _words(
    stray: Stray, amount: Decimal, sources: list[Account], targets: list[Account]
) -> Message:
    source, target = _names(sources), _names(targets)
    if stray.padded:
        return say(
            "A pad moves {amount} from {source} to {target}. What happens in a "
            "member's ring must be booked as it happened, never filled up.",
            amount=amount,
            source=source,
            target=target,
        )
    if all(account.kind is Kind.CASH for account in sources):
        return say(
            "{amount} of {member}'s cash goes to {target}. What a member earns may "
            "only be used for the business, for its growth, or for training.",
            amount=amount,
            member=sources[0].member,
            target=target,
        )
    return say(
        "{amount} goes from {source} to {target}. Money of a member may not go that "
        "way: only to costs of the business, its growth, training, the contribution or "
        "a set-off.",
        amount=amount,
        source=source,
        target=target,
    )


def _names(accounts: list[Account]) -> str:
    return " + ".join(dict.fromkeys(account.name for account in accounts))


class _Case(NamedTuple):
    """What most likely happened where these are credited and these debited."""

    credited: frozenset[Kind] | None
    debited: frozenset[Kind] | None
    hint: Message


_CASES = (
    _Case(
        USE | {Kind.STOCK, Kind.PREPAID},
        MONEY | {Kind.PAYABLE},
        say(
            "If the supplier paid it back, give this entry the same ^link as the "
            "purchase. No more can come back than was paid and not refunded yet."
        ),
    ),
    _Case(
        MONEY,
        frozenset({Kind.SALES}),
        say(
            "If a customer got it back, give this entry the same ^link as the sale. "
            "No more can go back than was sold and not refunded yet."
        ),
    ),
    _Case(
        None,
        frozenset({Kind.SET_OFF}),
        say(
            "A set-off is booked against the debt to the municipality. Paying that "
            "debt is an entry of its own."
        ),
    ),
    _Case(
        None,
        frozenset({Kind.PAYABLE, Kind.DEPOSIT, Kind.START_CAPITAL}),
        say(
            "No more than what stood there can be settled or given back. Book the "
            "bill, the down payment or the means first, or correct the amount."
        ),
    ),
    _Case(
        frozenset({Kind.COOP_INCOME}),
        None,
        say(
            "The cooperative may charge a member only what the policy names under "
            "`charges:` in the register."
        ),
    ),
    _Case(
        None,
        frozenset({Kind.COOP_EXPENSES, Kind.UNKNOWN, Kind.EXTRA, Kind.FUND_EXPENSES}),
        say(
            "If it was growth or training, book it there. If not, it is the "
            "cooperative's cost: book it in an entry of its own, paid from the "
            "cooperative's own money."
        ),
    ),
    _Case(None, VAT, _TOO_MUCH_VAT),
    _Case(VAT, None, _TOO_MUCH_VAT),
    _Case(frozenset({Kind.OPENING}), None, _OPENING),
    _Case(None, frozenset({Kind.OPENING}), _OPENING),
)


def _hint(stray: Stray, sources: list[Account], targets: list[Account]) -> Message:
    """Return what to do, by what most likely happened."""
    if stray.padded:
        return say("Remove the pad and book what really happened.")
    credited = {account.kind for account in sources}
    debited = {account.kind for account in targets}
    for case in _CASES:
        if (case.credited is None or credited & case.credited) and (
            case.debited is None or debited & case.debited
        ):
            return case.hint
    return say("Book each part where it belongs, in an entry of its own.")


def _uneven(books: Books) -> Iterator[Finding]:
    """Yield the entries of a ring that Beancount takes for balanced, and that are not.

    One amount with a single decimal makes it let five cents pass. What is more than
    that, it reports itself.
    """
    for entry, total in _unbalanced(books):
        amount = abs(total)
        if HALF_A_CENT <= amount <= ROUNDING:
            yield Finding(
                "PF01",
                Severity.ERROR,
                say(
                    "The amounts of this entry differ by {amount}. Beancount lets that "
                    "pass, but every cent of a member must go somewhere.",
                    amount=amount,
                ),
                entry.source,
                hint=say(
                    "Correct the amounts, or book the cents on the cooperative's "
                    "account for rounding, five at most."
                ),
                member=min(entry.shape.members),
                amount=in_cents(amount),
                currency=books.currency,
                date=entry.date,
            )


def _unbalanced(books: Books) -> Iterator[tuple[Entry, Decimal]]:
    """Yield the entries of a ring that do not come to nil, with what they come to."""
    for batch in books.batches:
        if batch.pattern.rings:
            for row, total in batch.uneven.items():
                yield batch.entry(row), total


def _foreign(books: Books) -> Iterator[Finding]:
    for batch in books.batches:
        for leg in batch.pattern.foreign:
            if batch.pattern.legs[leg].ring:
                for entry in batch.entries:
                    yield _in_other_commodity(books, entry, leg)


def _in_other_commodity(books: Books, entry: Entry, leg: int) -> Finding:
    account = entry.shape.accounts[leg]
    return Finding(
        "PF01",
        Severity.ERROR,
        say(
            "{account} is booked in another commodity than {currency}. A member's ring "
            "is kept in {currency} alone, so that it can be added up.",
            account=account.name,
            currency=books.currency,
        ),
        entry.leg_source(leg),
        hint=say(
            "Book the amount in {currency} at the rate of the day.",
            currency=books.currency,
        ),
        member=account.member,
        amount=in_cents(abs(entry.amounts[leg])) or None,
        currency=books.currency,
        date=entry.date,
    )


FAMILY = Family((PF01, PF03), judge)
