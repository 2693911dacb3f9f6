"""What PF01 says: which money went where, and what most likely happened."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.chart import COOP_GROUPS, MEMBER_CLASSES, Kind
from paraplu.base.kinds import GOODS, MONEY, RESULT, USE, VAT
from paraplu.base.language import Message, say
from paraplu.rules.flows.standing import HELD, SETTLED
from paraplu.rules.flows.table import PAYING, STARTERS, TABLE, Bound

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from paraplu.base.chart import Account, Chart
    from paraplu.rules.flows.judging import UnroutedFlow

_LINKED = frozenset({Bound.LINK_CREDIT, Bound.LINK_DEBIT})
_TOO_MUCH_VAT = say(
    "Check the rate, and book what is not VAT where it belongs. If this corrects the "
    "VAT of an earlier sale or purchase, give it the same ^link."
)
_OPENING = say("Opening balances are booked on the first day of the ledger only.")


def words(
    stray: UnroutedFlow, amount: Decimal, sources: list[Account], targets: list[Account]
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
    credited = {account.kind for account in sources}
    debited = {account.kind for account in targets}
    if credited == {Kind.CASH}:
        return say(
            "{amount} of {member}'s cash goes to {target}. What a member earns may "
            "only be used for the business, for its growth, or for training.",
            amount=amount,
            member=sources[0].member,
            target=target,
        )
    if debited <= MONEY and credited <= USE | GOODS:
        return say(
            "{amount} comes back from {source} to {target}, but no purchase shows that "
            "so much can come back.",
            amount=amount,
            source=source,
            target=target,
        )
    if debited == {Kind.SALES} and credited <= MONEY | {Kind.DEPOSIT, Kind.PAYABLE}:
        return say(
            "{amount} of {target} is paid back from {source}, but no sale shows that "
            "so much can go back.",
            amount=amount,
            source=source,
            target=target,
        )
    if credited == debited <= HELD | SETTLED:
        return say(
            "{amount} goes from {source} to {target}. There was not that much, so this "
            "makes a debt or a claim of nothing.",
            amount=amount,
            source=source,
            target=target,
        )
    return _not_that_way(
        amount, source, target, taxed=credited <= VAT or debited <= VAT
    )


def _not_that_way(amount: Decimal, source: str, target: str, *, taxed: bool) -> Message:
    if taxed:
        return say(
            "{amount} goes from {source} to {target}. That is more VAT than there can "
            "be on the amounts beside it.",
            amount=amount,
            source=source,
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
    """What most likely happened where these are credited and these debited.

    `linked` tells whether the transaction has a link, None where that makes no
    difference.
    """

    credited: frozenset[Kind] | None
    debited: frozenset[Kind] | None
    hint: Message
    linked: bool | None = None


_CASES = (
    _Case(
        frozenset({Kind.CASH}),
        frozenset({Kind.CASH}),
        say(
            "Put the money of one cash box into the bank. What another box needs comes "
            "from the bank."
        ),
    ),
    _Case(
        frozenset({Kind.THERMOMETER}),
        RESULT,
        say(
            "A closing moves what each member earned and used into that member's own "
            "thermometer. Correct the amounts."
        ),
    ),
    _Case(
        USE | {Kind.COOP_EXPENSES},
        frozenset({Kind.INTERNAL_SALES}),
        say(
            "If a service is taken back, give this entry the same ^link as the "
            "service. No more can be taken back than it came to."
        ),
    ),
    _Case(
        USE | GOODS,
        MONEY | {Kind.PAYABLE},
        say(
            "If this is a purchase, turn the signs round: what money goes to has no "
            "minus. If the supplier paid it back, give this entry the same ^link as "
            "the purchase."
        ),
        linked=False,
    ),
    _Case(
        USE | GOODS,
        MONEY | {Kind.PAYABLE},
        say(
            "No more can come back than the linked purchase came to, less what came "
            "back of it before. Correct the amount, or the link."
        ),
        linked=True,
    ),
    _Case(
        MONEY | {Kind.DEPOSIT},
        frozenset({Kind.SALES}),
        say(
            "If this is a sale, turn the signs round: what money comes from has a "
            "minus. If a customer got it back, give this entry the same ^link as the "
            "sale."
        ),
        linked=False,
    ),
    _Case(
        MONEY | {Kind.DEPOSIT},
        frozenset({Kind.SALES}),
        say(
            "No more can go back than the linked sale came to, less what went back of "
            "it before. Correct the amount, or the link."
        ),
        linked=True,
    ),
    _Case(
        frozenset({Kind.COSTS}),
        frozenset({Kind.COOP_INCOME}),
        say(
            "If a charge is given back, give this entry the same ^link as the charge. "
            "No more can go back than was charged."
        ),
    ),
    _Case(
        frozenset({Kind.SALES, Kind.RECEIVABLE, Kind.DEPOSIT}),
        frozenset({Kind.COOP_EXPENSES}),
        say(
            "If a payment provider kept it as its fee, book it on the member's own "
            "costs. If not, it is the cooperative's cost: book it in an entry of its "
            "own, paid from the cooperative's own money."
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
        PAYING | STARTERS | {Kind.RECEIVABLE, Kind.DEPOSIT},
        SETTLED,
        say(
            "No more than what stood there can be settled or given back. Book the "
            "bill, the down payment or the means first, or correct the amount."
        ),
    ),
    _Case(
        HELD,
        HELD,
        say(
            "No more can be moved than what was there. Book first how it came, or "
            "correct the amount."
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
    """Return what to do first where a transaction has an account outside the chart."""
    for account in accounts:
        if account.kind is Kind.UNKNOWN:
            return say(
                "Correct {account} first (MB07): nobody can tell what it holds, so "
                "this may be all there is to it.",
                account=account.name,
            )
    return None


def hint(
    stray: UnroutedFlow, sources: list[Account], targets: list[Account], chart: Chart
) -> Message:
    """Return what to do, by what most likely happened."""
    if stray.padded:
        return say("Remove the pad and book what really happened.")
    credited = {account.kind for account in sources}
    debited = {account.kind for account in targets}
    for case in _CASES:
        if (
            (case.credited is None or credited & case.credited)
            and (case.debited is None or debited & case.debited)
            and case.linked in (None, bool(stray.transaction.links))
        ):
            return case.hint
    return _ways_from(sources[0], chart)


def _ways_from(source: Account, chart: Chart) -> Message:
    """Return where money may go to that comes from an account, by the table."""
    kinds = {
        kind
        for row in TABLE
        if source.kind in row.credits and not _LINKED.intersection(row.bounds)
        for kind in row.debits - {source.kind}
    }
    classes = (*MEMBER_CLASSES.items(), *COOP_GROUPS.items())
    words = [chart.word(word) for (_, word), kind in classes if kind in kinds]
    if not words:
        return say(
            "There is no way from {source}. Check the account, and whose it is.",
            source=source.name,
        )
    return say(
        "From {source} it may go to {places}. Correct the account, or book each part "
        "in an entry of its own.",
        source=source.name,
        places=", ".join(dict.fromkeys(words)),
    )
