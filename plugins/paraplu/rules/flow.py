"""PF01 and PF03: money of a ring that goes where the table does not allow.

The table is section 4 of the contract: a member's money is for the member's own
business, and never for the cooperative, another member, or the member in person. On
that condition the municipality lets the benefit go on.

    2025-03-01 * "Market" "Chairs sold"
      Assets:Members:L01:Cash    200.00 EUR
      Income:Members:L01:Sales  -200.00 EUR

    2025-03-01 * "Market" "Cakes sold"
      Assets:Bank                 40.00 EUR
      Income:Members:L02:Sales   -40.00 EUR

    2025-03-04 * "Wholesaler" "Flour for L02, and change"
      receipt: "documents/flour.pdf"
      Expenses:Members:L02:Costs  40.00 EUR  ; PF03 L01 40.00
      Assets:Members:L02:Cash     50.00 EUR  ; PF01 L01 50.00
      Assets:Members:L01:Cash    -90.00 EUR
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from paraplu.base.chart import Account, Kind
from paraplu.base.findings import Finding, Severity
from paraplu.base.kinds import MONEY, VAT
from paraplu.base.language import Message, say
from paraplu.base.money import HALF_A_CENT, in_cents
from paraplu.rules.flow_sums import PF01, foreign, uneven, unweighed
from paraplu.rules.flow_words import hint, outside, words
from paraplu.rules.flows.judging import UnroutedFlow, strays
from paraplu.rules.flows.routing import Edge, Routed, route
from paraplu.rules.flows.table import COST
from paraplu.rules.rule import Family, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Transaction
    from paraplu.register.model import Register

PF03 = Rule(
    "PF03",
    Severity.ERROR,
    say("One member's money pays another member's cost"),
    reads=("policies.charges",),
)


def judge(books: Books, register: Register) -> Iterator[Finding]:
    """Yield the findings of the flow rule, each with the amount that has no way."""
    for stray in strays(books, register):
        crossing = _crossing(stray)
        crossed = Decimal(0)
        for payer, amount in crossing.through.items():
            if amount >= HALF_A_CENT:
                crossed += amount
                yield _other_member(books, stray.transaction, payer, in_cents(amount))
        rest = UnroutedFlow(
            stray.transaction,
            dict(crossing.credits),
            dict(crossing.debits),
            stray.padded,
        )
        if crossing.amount >= HALF_A_CENT:
            yield _not_allowed(books, rest, in_cents(crossing.amount))
    yield from foreign(books)
    yield from uneven(books)
    yield from unweighed(books)


def _crossing(stray: UnroutedFlow) -> Routed[str]:
    """Route what strays from each member's money to other members' costs."""
    accounts = stray.transaction.accounts
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
            if accounts[n].member not in ("", payer) and accounts[n].kind in COST
        )
        channels.append(Edge(payer, credits, debits))
    if stray.padded:
        channels = []
    return route(stray.credits, stray.debits, channels)


def _other_member(
    books: Books, transaction: Transaction, payer: str, amount: Decimal
) -> Finding:
    position = next(
        n
        for n, account in enumerate(transaction.accounts)
        if account.member not in ("", payer)
        and account.kind in COST
        and not transaction.signature.credit[n]
    )
    account = transaction.accounts[position]
    return PF03.found(
        say(
            "{amount} of {payer}'s money pays for {member}: it goes to {account}. "
            "What a member earns is for that member's own business only.",
            amount=amount,
            payer=payer,
            member=account.member,
            account=account.name,
        ),
        transaction.source_at(position),
        hint=_mending(account.member)
        if transaction.signature.only_results
        else say(
            "Pay it from {member}'s own money. If {payer} did work for {member}, book "
            "it as an internal service.",
            member=account.member,
            payer=payer,
        ),
        member=payer,
        amount=amount,
        currency=books.currency,
        date=transaction.date,
    )


def _mending(member: str) -> Message:
    """Return how a cost that was booked with the wrong member is put right."""
    return say(
        "If this corrects an earlier entry, book the opposite of that entry, with the "
        "same ^link, and then the entry again for {member}.",
        member=member,
    )


def _not_allowed(books: Books, stray: UnroutedFlow, amount: Decimal) -> Finding:
    transaction = stray.transaction
    accounts = transaction.accounts
    position = _offending(stray)
    sources = [accounts[n] for n in stray.credits]
    targets = [accounts[n] for n in stray.debits]
    return PF01.found(
        words(stray, amount, sources, targets),
        transaction.source if stray.padded else transaction.source_at(position),
        hint=outside(accounts) or hint(stray, sources, targets, books.chart),
        member=_member(transaction, sources, targets),
        amount=amount,
        currency=books.currency,
        date=transaction.date,
    )


def _offending(stray: UnroutedFlow) -> int:
    """Return what to point at: where it goes, or, if that is money, comes from."""
    accounts = stray.transaction.accounts
    debit = max(stray.debits, key=lambda n: (not _plain(accounts[n]), stray.debits[n]))
    credit = max(
        stray.credits, key=lambda n: (not _plain(accounts[n]), stray.credits[n])
    )
    if _plain(accounts[debit]) and not _plain(accounts[credit]):
        return credit
    return debit


def _plain(account: Account) -> bool:
    return account.kind in MONEY or account.kind in VAT


def _member(
    transaction: Transaction, sources: list[Account], targets: list[Account]
) -> str | None:
    """Return whose money it was.

    Between results of members it is the one whose thermometer falls by it. A service
    is told to the one who booked it as earned, as IS01 does.
    """
    results = all(
        account.counts and account.kind is not Kind.INTERNAL_SALES
        for account in sources
    ) and all(account.counts for account in targets)
    sides = (*targets, *sources) if results else (*sources, *targets)
    codes = [account.member for account in sides if account.member]
    return codes[0] if codes else min(transaction.members, default=None)


FAMILY = Family((PF01, PF03), judge)
