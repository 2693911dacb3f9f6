"""PF10: what was set off is paid to the municipality, or goes back to the member.

It was profit that the municipality takes into account, and never the cooperative's
(contract, section 4).

    2025-03-01 * "Market" "Two tables"
      Assets:Bank                 100.00 EUR
      Income:Members:L01:Sales   -100.00 EUR

    2025-03-31 * "Set-off"
      Expenses:Members:L01:SetOff  40.00 EUR
      Liabilities:Municipality    -40.00 EUR

    2025-04-02 * "Kept"
      Liabilities:Municipality     40.00 EUR  ; PF10 40.00
      Income:Coop:Other           -40.00 EUR
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.chart import Kind
from paraplu.base.findings import Finding, Severity
from paraplu.base.language import say
from paraplu.base.money import in_cents
from paraplu.rules.rule import Family, Rule
from paraplu.rules.set_offs.direct import released
from paraplu.rules.set_offs.held import Kept, kept

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.ledger.books import Books
    from paraplu.register.model import Register

PF10 = Rule("PF10", Severity.ERROR, say("Money set off for the municipality is kept"))


def judge(books: Books, _register: Register) -> Iterator[Finding]:
    """Yield what was set off and went to something else, at once or over an account.

    A transaction that touches a ring is judged by the table of flows: PF01.
    """
    for signature, transactions in books.by_signature.items():
        owed = signature.where(
            lambda role: role.kind is Kind.MUNICIPALITY and not role.credit
        )
        if not owed or signature.rings:
            continue
        for transaction in transactions:
            opening = transaction.date == books.first_day
            amount = released(transaction, opening=opening)
            if in_cents(amount):
                postings = transaction.postings
                position = max(owed, key=lambda n: postings[n].amount)
                yield _kept(books, Kept(transaction, position, amount))
    for one in kept(books):
        if in_cents(one.amount):
            yield _kept(books, one)


def _kept(books: Books, one: Kept) -> Finding:
    amount = in_cents(one.amount)
    return PF10.found(
        say(
            "{amount} that was set off for the municipality went to something else. "
            "It has to be paid to the municipality.",
            amount=amount,
        ),
        one.transaction.source_at(one.position),
        hint=say(
            "Pay it to the municipality. If too much was set off, give it back to the "
            "member: credit the member's {account}, with the link of the set-off.",
            account=books.chart.word("SetOff"),
        ),
        amount=amount,
        currency=books.currency,
        date=one.transaction.date,
    )


FAMILY = Family((PF10,), judge)
"""Set-offs: what is owed to the municipality, until it is paid."""
