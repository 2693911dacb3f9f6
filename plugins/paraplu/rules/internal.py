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
from paraplu.ledger.transaction_types import Legs, closes, opens
from paraplu.rules.rule import Family, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from paraplu.ledger.batches import Batch
    from paraplu.ledger.books import Books
    from paraplu.ledger.entries import Entry
    from paraplu.register.model import Register

IS01 = Rule(
    "IS01",
    Severity.ERROR,
    say("An internal service with different amounts, or with VAT"),
)


def judge(books: Books, _register: Register) -> Iterator[Finding]:
    """Yield the internal services that do not come to nil inside the cooperative."""
    for batch in books.batches:
        if Kind.INTERNAL_SALES in batch.pattern.kinds and not closes(batch.pattern):
            served = _served(batch)
            for row, sides in enumerate(_sides(batch)):
                if sides.agree or opens(books, batch, row, served):
                    continue
                if not only_closes(books, batch, row):
                    yield from _judged(books, batch.entry(row), sides)


class _Sides(NamedTuple):
    """What an entry serves and takes, and the VAT it charges and claims on it."""

    served: Decimal
    taken: Decimal
    charged: Decimal
    claimed: Decimal

    @property
    def agree(self) -> bool:
        """Tell whether there is nothing to say about it."""
        return self.served == self.taken and not self.charged and not self.claimed


def _served(batch: Batch) -> Legs:
    return batch.pattern.where(lambda leg: leg.kind is Kind.INTERNAL_SALES)


def _sides(batch: Batch) -> Iterator[_Sides]:
    """Yield the sides of each entry, as positive amounts."""
    pattern = batch.pattern
    served = _served(batch)
    sellers = {pattern.legs[n].ring for n in served}
    taken = pattern.where(
        lambda leg: (
            leg.kind is Kind.COOP_EXPENSES
            or (leg.kind in USE and sellers != {leg.ring})
        )
    )
    charged = pattern.where(lambda leg: leg.kind in VAT and leg.credit)
    claimed = pattern.where(lambda leg: leg.kind in VAT and not leg.credit)
    columns = map(batch.summed, (served, taken, charged, claimed))
    for sold, took, charge, claim in zip(*columns, strict=True):
        yield _Sides(-sold, took, -charge, claim)


def _judged(books: Books, entry: Entry, sides: _Sides) -> Iterator[Finding]:
    served, taken, charged, claimed = sides
    first = next(
        n
        for n, account in enumerate(entry.shape.accounts)
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
        yield _finding(books, entry, first, message, tax)
    if apart >= HALF_A_CENT and apart != abs(charged - claimed):
        message = say(
            "{member} booked an internal service of {served}, but {taken} is booked "
            "for the one who received it.",
            member=entry.shape.accounts[first].member,
            served=served,
            taken=taken,
        )
        yield _finding(books, entry, first, message, apart)


def _finding(
    books: Books, entry: Entry, leg: int, message: Message, amount: Decimal
) -> Finding:
    return IS01.found(
        message,
        entry.leg_source(leg),
        hint=say(
            "Book the same amount on both sides: one member's internal sales, and the "
            "other's costs, growth or training, or the cooperative's expenses."
        ),
        member=entry.shape.accounts[leg].member,
        amount=amount,
        currency=books.currency,
        date=entry.date,
    )


FAMILY = Family((IS01,), judge)
