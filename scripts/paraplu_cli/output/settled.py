"""What settled an invoice or a bill, and why it counts for that one: `--explain`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paraplu.base.language import printable, say
from paraplu.bookkeeping.payments.payables import Payable
from paraplu.ledger.settlement import Match, Reason
from paraplu.ledger.transactions import Transaction
from paraplu_cli.output import data
from paraplu_cli.places import shown, written

if TYPE_CHECKING:
    from collections.abc import Iterable

    from paraplu_cli.screen import Screen

_WORDS = {
    Reason.LINK: say("it has the same ^link"),
    Reason.LINK_AND_PARTY: say("it has the same ^link and payee"),
    Reason.PARTY_AND_AMOUNT: say("it has the same payee and amount"),
    Reason.PARTY: say("it has the same payee, and this was the oldest open bill"),
    Reason.OPENING: say("this bill is from before the books began"),
    Reason.OLDEST: say("this was the oldest open item"),
    Reason.CREDIT: say("it is a credit note for this invoice"),
    Reason.NET: say("the same payee owed this amount"),
}


def lines(matches: Iterable[Match[Any, Any]], screen: Screen) -> list[str]:
    """Return a line for each: the day, how much, by what, and why it counts here."""
    told = [
        say(
            "{day}: {amount} by {place}: {why}.",
            day=match.by.date,
            amount=match.amount,
            place=_place(match),
            why=_WORDS[match.reason],
        )
        for match in matches
    ]
    return [
        line
        for message in told
        for line in screen.wrapped(screen.language.render(message), "  ", "    ")
    ]


def as_data(matches: Iterable[Match[Any, Any]]) -> list[dict[str, str]]:
    """Return the same for programs."""
    return [
        {
            "date": str(match.by.date),
            "amount": data.money(match.amount),
            "by": _place(match),
            "reason": match.reason.value,
        }
        for match in matches
    ]


def _place(match: Match[Any, Any]) -> str:
    """Return the number of what is an invoice, and else where the entry is."""
    what = match.by.what
    transaction = what.first.transaction if isinstance(what, Payable) else what
    if not isinstance(transaction, Transaction):
        return printable(match.by.number)
    return printable(
        written(transaction.source._replace(file=shown(transaction.source.file)))
    )
