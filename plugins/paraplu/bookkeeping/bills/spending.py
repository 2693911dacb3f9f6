"""On which accounts a bill can go, and on which those of its supplier went before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.chart import Kind
from paraplu.base.folding import party
from paraplu.base.language import Listing, say
from paraplu.bookkeeping.bills.model import UnreadableBill
from paraplu.journal.opening import opens_by_itself

if TYPE_CHECKING:
    from paraplu.base.chart import Account
    from paraplu.ledger.books import Books

SPENDING = frozenset(
    {
        Kind.COSTS,
        Kind.GROWTH,
        Kind.TRAINING,
        Kind.EQUIPMENT,
        Kind.STOCK,
        Kind.PREPAID,
        Kind.COOP_EXPENSES,
        Kind.COOP_EQUIPMENT,
    }
)


def spending_accounts(books: Books) -> list[str]:
    """Return the open accounts that a bill can go on, by name."""
    chart = books.chart
    names = {*books.opened, *(account.name for account in books.accounts)}
    return sorted(name for name in names if chart.account(name).kind in SPENDING)


def account_named(text: str, books: Books) -> Account:
    """Return the account that somebody means: its name, or how that ends.

    UnreadableBill where there is none, or more than one, or no bill can go on it.
    """
    known, wanted = spending_accounts(books), text.strip()
    chart = books.chart
    if wanted in known or (
        chart.account(wanted).kind in SPENDING and opens_by_itself(books)
    ):
        return chart.account(wanted)
    ending = f":{wanted}".casefold()
    found = [name for name in known if wanted and name.casefold().endswith(ending)]
    if len(found) == 1:
        return chart.account(found[0])
    if found:
        raise UnreadableBill(
            say(
                "“{text}” is the end of several accounts: {found}.",
                text=text,
                found=Listing(tuple(found)),
            )
        )
    if wanted in books.opened:
        raise UnreadableBill(
            say("A bill cannot go on {account}: it is not a cost.", account=wanted)
        )
    raise UnreadableBill(
        say(
            "The books have no account “{text}”. These can have bills: {known}.",
            text=text,
            known=Listing(tuple(known)),
        )
    )


def usual_account(payee: str, books: Books) -> str:
    """Return the one account that all bills of a payee went on; else nothing."""
    wanted, found = party(payee), set()
    for transaction in books.with_signature(lambda one: one.kinds & SPENDING):
        if party(transaction.payee) == wanted:
            found |= {
                account.name
                for account in transaction.accounts
                if account.kind in SPENDING
            }
    return found.pop() if len(found) == 1 else ""
