"""What PF01 says: which money went where, and what most likely happened."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paraplu.accounts import Kind
from paraplu.flows.table import MONEY, USE, VAT
from paraplu.language import Message, say

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from paraplu.accounts import Account
    from paraplu.flows.judging import Stray

_TOO_MUCH_VAT = say(
    "This is more VAT than there can be on the amount beside it. Check the rate, and "
    "book what is not VAT where it belongs."
)
_OPENING = say("Opening balances are booked on the first day of the ledger only.")


def words(
    stray: Stray, amount: Decimal, sources: list[Account], targets: list[Account]
) -> Message:
    """Return which amount goes from which accounts to which."""
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
        frozenset({Kind.COOP_EXPENSES, Kind.EXTRA, Kind.FUND_EXPENSES}),
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


def outside(accounts: Iterable[Account]) -> Message | None:
    """Return what to do first where an entry has an account outside the chart."""
    for account in accounts:
        if account.kind is Kind.UNKNOWN:
            return say(
                "Correct {account} first (MB07): nobody can tell what it holds, so "
                "this may be all there is to it.",
                account=account.name,
            )
    return None


def hint(stray: Stray, sources: list[Account], targets: list[Account]) -> Message:
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
