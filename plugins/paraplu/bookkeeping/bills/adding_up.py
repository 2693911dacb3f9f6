"""Whether the amounts of a bill are each the sum of the others, as EN 16931 asks.

A bill whose parts do not come to its total was made wrongly, or changed on the way:
what of it is owed cannot be told. In cents, the rules BR-CO-10 to BR-CO-17 of the norm.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from paraplu.base.language import Message, say
from paraplu.base.money import ROUNDING, ZERO, in_cents
from paraplu.bookkeeping.bills.model import UnreadableBill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.bookkeeping.bills.model import Bill, Line

# A line is rounded by itself; Peppol allows as much (PEPPOL-EN16931-R120).
_LINE = Decimal("0.02")
# VAT may be rounded line by line: a cent for each twenty lines, and no less than this.
_BY_LINE = Decimal("0.005")


def must_add_up(bill: Bill) -> None:
    """Raise UnreadableBill where an amount is not what the others come to."""
    amounts = [bill.totals.payable, *(a for g in bill.groups for a in (g.net, g.tax))]
    for amount in amounts:
        if amount != in_cents(amount):
            raise UnreadableBill(
                say("{amount} is not in whole cents.", amount=str(amount))
            )
    for what, said, found in _sums(bill):
        if said != found:
            raise UnreadableBill(
                say(
                    "Its amounts do not add up: {what} is {said}, and should be "
                    "{found}. Do not pay it; ask the supplier for a correct one.",
                    what=what,
                    said=said,
                    found=found,
                )
            )


def _sums(bill: Bill) -> Iterator[tuple[Message, Decimal, Decimal]]:
    """Yield what an amount is called, what the bill says, and what it has to be."""
    totals = bill.totals
    for line in bill.lines:
        yield say("line “{line}”", line=line.what), line.net, _net_of(line)
    if bill.lines and totals.lines is not None:
        lines = sum((line.net for line in bill.lines), ZERO)
        yield say("the sum of the lines"), totals.lines, lines
    if totals.lines is not None:
        net = totals.lines - totals.allowances + totals.charges
        yield say("the total without VAT"), totals.net, net
    slack = max(ROUNDING, _BY_LINE * len(bill.lines))
    for group in bill.groups:
        tax = group.net * group.rate
        near = abs(group.tax - tax) <= slack
        yield say("the VAT"), group.tax, group.tax if near else round(tax, 2)
    net = sum((group.net for group in bill.groups), ZERO)
    yield say("the total without VAT"), totals.net, net
    tax = sum((group.tax for group in bill.groups), ZERO)
    yield say("the VAT"), totals.tax, tax
    yield say("the total with VAT"), totals.gross, totals.net + totals.tax
    payable = totals.gross - totals.prepaid + totals.rounding
    yield say("the amount to pay"), totals.payable, payable


def _net_of(line: Line) -> Decimal:
    """Return what a line comes to; what it says, where that is near enough."""
    if line.quantity is None or line.price is None:
        return line.net
    found = line.quantity * line.price / (line.per or 1) + line.change
    return line.net if abs(found - line.net) <= _LINE else round(found, 2)
