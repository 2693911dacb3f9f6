"""PF06 as a signal: two sides of one payment that stand on different clearing accounts.

A payout is booked from the report of the provider and from the statement of the bank.
If the one is taken for a transfer and the other for a payout, neither is ever empty;
that they give one reference and one amount shows at once what `clearing_days` would.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.chart import Kind
from paraplu.base.folding import signs
from paraplu.base.metadata import PAYMENT_REF
from paraplu.base.money import HALF_A_CENT, ZERO

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal

    from paraplu.base.chart import Account
    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Transaction
    from paraplu.rules.clearing_lots import Lot

_REFERENCE = re.compile(r"[\w.-]*\d[\w.-]*")
# A shorter number stands in texts by chance.
_SHORTEST = 7
_DIGITS = 5


class Side(NamedTuple):
    """One side of a payment: its posting on a clearing account."""

    account: Account
    transaction: Transaction
    position: int


def unmet(
    books: Books, lots: Mapping[Account, Sequence[Lot]]
) -> Iterator[tuple[Side, Side, str]]:
    """Yield two sides that make up nil and share a reference, the earlier one first.

    What was moved keeps its age, so that of the side that came in the lot may be of an
    earlier entry: it is looked for among all entries of an account that still holds it.
    """
    wanted: defaultdict[Decimal, list[tuple[Side, dict[str, str]]]] = defaultdict(list)
    for account, standing in lots.items():
        for lot in standing:
            found = _references(lot.transaction) if lot.amount < 0 else {}
            if found:
                side = Side(account, lot.transaction, lot.position)
                wanted[-lot.amount].append((side, found))
    if not wanted:
        return
    held = {
        account: sum((lot.amount for lot in standing), ZERO)
        for account, standing in lots.items()
    }
    for transaction in books.moving(frozenset({Kind.CLEARING})):
        for position, posting in enumerate(transaction.postings):
            account, amount = posting.account, posting.amount
            if not HALF_A_CENT <= amount <= held.get(account, ZERO):
                continue
            for one in wanted.get(amount, ()):
                side, said = one
                both = said.keys() & _references(transaction).keys()
                if both and side.account is not account:
                    wanted[amount].remove(one)
                    other = Side(account, transaction, position)
                    earlier, later = sorted(
                        (side, other), key=lambda each: each.transaction.number
                    )
                    yield earlier, later, said[min(both)]
                    break


def _references(transaction: Transaction) -> dict[str, str]:
    """Return what may be a reference in an entry, as it is compared and as written."""
    text = f"{transaction.meta.get(PAYMENT_REF) or ''} {transaction.narration}"
    return {
        bare: word
        for word in _REFERENCE.findall(text)
        if len(bare := signs(word)) >= _SHORTEST
        and sum(map(str.isdigit, bare)) >= _DIGITS
    }
