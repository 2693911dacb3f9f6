"""MB05: money leaves the ring of a frozen member.

While a question about a member is open, money may come in and none may leave: the board
froze the ring in the register (contract, section 3).

    members:
      L01:
        joined: 2025-01-01
        permission: [{from: 2025-01-01}]
        frozen: [{from: 2025-03-01}]

    2025-02-20 * "Market" "Two tables"
      Assets:Bank                 100.00 EUR
      Income:Members:L01:Sales   -100.00 EUR

    2025-03-07 * "Sawmill" "Wood"
      receipt: "documents/wood.pdf"
      Expenses:Members:L01:Costs   40.00 EUR  ; MB05 L01 40.00
      Assets:Bank                 -40.00 EUR
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.findings import Finding, Severity
from paraplu.base.language import say
from paraplu.ledger.closings import only_closes
from paraplu.ledger.transaction_types import leaves, opens
from paraplu.rules.rule import Family, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Positions, Transaction
    from paraplu.register.membership import Freeze
    from paraplu.register.model import Register

MB05 = Rule(
    "MB05",
    Severity.ERROR,
    say("Money leaves the ring of a frozen member"),
    reads=("members.frozen",),
)


def judge(books: Books, register: Register) -> Iterator[Finding]:
    """Yield every transaction by which money leaves a ring while it is frozen."""
    frozen = {code: m for code, m in register.members.items() if m.frozen}
    for signature, transactions in books.by_signature.items() if frozen else ():
        for ring in signature.rings:
            going = leaves(signature, ring)
            for transaction in transactions if going else ():
                code = transaction.member(ring)
                freeze = code in frozen and frozen[code].frozen_on(transaction.date)
                if freeze and not (
                    opens(books, transaction, going) or only_closes(books, transaction)
                ):
                    yield _leaving(books, code, freeze, transaction, going)


def _leaving(
    books: Books, code: str, freeze: Freeze, transaction: Transaction, going: Positions
) -> Finding:
    amount = transaction.total(going)
    return MB05.found(
        say(
            "{amount} leaves the ring of {member}, which is frozen from {start}"
            "{until}{reason}.",
            amount=amount,
            member=code,
            start=freeze.period.start,
            until=say(" until {end}", end=freeze.period.end)
            if freeze.period.end
            else "",
            reason=say(": {reason}", reason=freeze.reason) if freeze.reason else "",
        ),
        transaction.source_at(going[0]),
        hint=say("Wait until the freeze is over, or have the board end it."),
        member=code,
        amount=amount,
        currency=books.currency,
        date=transaction.date,
    )


FAMILY = Family((MB05,), judge)
