"""IS01: a service between members has two equal sides, and no VAT.

The cooperative is the one taxable person, so what members do for each other inside
it is no supply in the sense of the VAT act: it moves a result from one ring to another.

    2025-03-01 * "Market" "Chairs sold"
      Assets:Bank                       100.00 EUR
      Income:Members:L01:Sales         -100.00 EUR

    2025-03-04 * "Website of L01, made by L02"
      Expenses:Members:L01:Costs         45.00 EUR
      Income:Members:L02:InternalSales  -40.00 EUR  ; IS01 L02 5.00
      Assets:Bank                        -5.00 EUR
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.chart import Kind
from paraplu.base.findings import Finding, Severity
from paraplu.base.kinds import USE, VAT
from paraplu.base.language import Message, say
from paraplu.base.money import HALF_A_CENT
from paraplu.ledger.closings import only_closes
from paraplu.ledger.transaction_types import closes, opens
from paraplu.rules.rule import Family, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Positions, Signature, Transaction
    from paraplu.register.model import Register

IS01 = Rule(
    "IS01",
    Severity.ERROR,
    say("An internal service with different amounts, or with VAT"),
)


def judge(books: Books, _register: Register) -> Iterator[Finding]:
    """Yield the internal services that do not come to nil inside the cooperative."""
    for signature, transactions in books.by_signature.items():
        if Kind.INTERNAL_SALES in signature.kinds and not closes(signature):
            served, *others = _sides(signature)
            for transaction in transactions:
                sides = _Sides(*map(transaction.total, (served, *others)))
                if not (
                    sides.agree
                    or opens(books, transaction, served)
                    or only_closes(books, transaction)
                ):
                    yield from _judged(books, transaction, sides)


class _Sides(NamedTuple):
    """What is served and taken, and the VAT charged and claimed on it.

    Amounts have Beancount's sign: what is served and charged is below zero.
    """

    served: Decimal
    taken: Decimal
    charged: Decimal
    claimed: Decimal

    @property
    def agree(self) -> bool:
        """Tell whether there is nothing to say about it."""
        return self.served == -self.taken and not self.charged and not self.claimed


def _sides(signature: Signature) -> tuple[Positions, Positions, Positions, Positions]:
    """Return which postings are served, taken, charged and claimed."""
    served = signature.where(lambda role: role.kind is Kind.INTERNAL_SALES)
    sellers = {signature.roles[n].ring for n in served}
    return (
        served,
        signature.where(
            lambda role: (
                role.kind is Kind.COOP_EXPENSES
                or (role.kind in USE and sellers != {role.ring})
            )
        ),
        signature.where(lambda role: role.kind in VAT and role.credit),
        signature.where(lambda role: role.kind in VAT and not role.credit),
    )


def _judged(books: Books, transaction: Transaction, sides: _Sides) -> Iterator[Finding]:
    served, charged = -sides.served, -sides.charged
    taken, claimed = sides.taken, sides.claimed
    first = next(
        n
        for n, account in enumerate(transaction.accounts)
        if account.kind is Kind.INTERNAL_SALES
    )
    tax = max(charged, claimed)
    apart = abs(served - taken)
    if tax:
        message = say(
            "There is {amount} of VAT on an internal service. There is none inside the "
            "cooperative: to the tax office it is one business.",
            amount=tax,
        )
        yield _finding(books, transaction, first, message, tax)
    if apart >= HALF_A_CENT and apart != abs(charged - claimed):
        message = say(
            "{member} booked an internal service of {served}, but {taken} is booked "
            "for the one who received it.",
            member=transaction.accounts[first].member,
            served=served,
            taken=taken,
        )
        yield _finding(books, transaction, first, message, apart)


def _finding(
    books: Books,
    transaction: Transaction,
    position: int,
    message: Message,
    amount: Decimal,
) -> Finding:
    return IS01.found(
        message,
        transaction.source_at(position),
        hint=say(
            "Book the same amount on both sides: one member's internal sales, and the "
            "other's costs, growth or training, or the cooperative's expenses."
        ),
        member=transaction.accounts[position].member,
        amount=amount,
        currency=books.currency,
        date=transaction.date,
    )


FAMILY = Family((IS01,), judge)
