"""Which entries a receipt is likely of: the amount that it says, and the day."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.folding import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from paraplu.ledger.transactions import Transaction

_AMOUNT = re.compile(r"(?<![\d.,])(\d{1,3}(?:[.,]\d{3})*|\d+)[.,](\d{2})(?![\d.,])")
_ISO = re.compile(r"(?<!\d)(20\d\d)-?(\d\d)-?(\d\d)(?!\d)")
_FAR = 10_000


class BareEntry(NamedTuple):
    """An entry without its receipt, and what it is of in EUR.

    `needed` tells that a rule misses it; else it can have one all the same.
    """

    entry: Transaction
    amount: Decimal
    member: str
    needed: bool = True


class ReceiptHints(NamedTuple):
    """What a receipt says of itself: amounts in EUR, a day, and its words."""

    amounts: frozenset[Decimal]
    day: dt.date | None
    words: str


def hints_of(name: str, text: str, taken: dt.date | None) -> ReceiptHints:
    """Return what a receipt says by its file's name, its text and its photo."""
    amounts = {
        Decimal(f"{re.sub('[.,]', '', whole)}.{cents}")
        for whole, cents in _AMOUNT.findall(f"{name} {text}")
    }
    return ReceiptHints(frozenset(amounts), _day(name) or taken, folded(text))


def _day(name: str) -> dt.date | None:
    for found in _ISO.findall(name):
        try:
            return dt.date(*map(int, found))
        except ValueError:
            continue
    return None


def likely(hints: ReceiptHints, bare: Iterable[BareEntry]) -> Sequence[BareEntry]:
    """Return entries, the likeliest first: its amount, its name, the nearest day.

    Where a receipt says none of them, one that is missed comes before one that is not.
    """

    def rank(one: BareEntry) -> tuple[bool, bool, bool, int]:
        payee = folded(one.entry.payee)
        apart = abs((one.entry.date - hints.day).days) if hints.day else _FAR
        return (
            one.amount not in hints.amounts,
            not payee or payee not in hints.words,
            not one.needed,
            apart,
        )

    return sorted(bare, key=rank)
