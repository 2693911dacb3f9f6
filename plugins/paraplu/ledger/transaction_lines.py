"""Canonical lines of transactions, of which checksums and seals are made."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from paraplu.ledger.canonical_words import ADDED, PLACES, plain
from paraplu.ledger.canonical_words import remarks as told
from paraplu.ledger.kept.form import KeptRow

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator
    from decimal import Decimal

# What a line may have where an amount in it is not written to the cent.
ODD = re.compile(
    r"\t-?\d+(?:\.\d|\.\d{3,})?(?=\t|$)|\t@ |\t\{|= -?\d|\dE[+-]?\d+(?=\t|$)"
)


def transaction_lines(
    transactions: Iterable[Any],
    currency: str,
    number: Callable[[Decimal], str] = str,
) -> Iterator[str]:
    """Yield each transaction of Beancount's in a line, no two in the same.

    Its fields stand apart by tabs, which no field has. What is left out says something
    too: an amount without a commodity is in the operating currency. As every posting
    passes here, the loop looks at each field once, as Beancount has it. `number` writes
    an amount: as it stands in the ledger, if not given.
    """
    own = len(PLACES)
    days = _Days()
    for one in transactions:
        if type(one) is KeptRow:
            yield one.canonical
            continue
        meta, date, flag, payee, narration, tags, links, postings = one
        words = [days[date], flag or "", plain(payee or ""), plain(narration or "")]
        if tags:
            words += [f"#{tag}" for tag in sorted(tags)]
        if links:
            words += [f"^{link}" for link in sorted(links)]
        if len(meta) > own:
            words += told(meta, number)
        for account, (amount, commodity), cost, price, mark, remarks in postings:
            words += (account, number(amount))
            if commodity != currency:
                words.append(commodity)
            if cost is not None or price is not None or mark is not None:
                words += _terms(cost, price, mark, number)
            if remarks and len(remarks) > own and not remarks.keys() <= ADDED:
                words += told(remarks, number)
        yield "\t".join(words)


def is_odd(written: object, line: str) -> bool:
    """Tell whether a transaction may have another line where amounts are by value.

    Of files that are kept it is known of all their lines at once.
    """
    if type(written) is KeptRow and not written.file.odd:
        return False
    return ODD.search(line) is not None


class _Days(dict[Any, str]):
    """Days as they are written; there are far fewer of them than transactions."""

    def __missing__(self, day: dt.date) -> str:
        self[day] = day.isoformat()
        return self[day]


def _terms(
    cost: Any,  # noqa: ANN401 - as Beancount has them
    price: Any,  # noqa: ANN401
    mark: str | None,
    number: Callable[[Decimal], str],
) -> Iterator[str]:
    """Yield what a posting says besides its amount."""
    if cost is not None:
        day = cost.date.isoformat() if cost.date else ""
        label = plain(cost.label or "")
        yield f"{{{number(cost.number)} {cost.currency} {day} {label}}}"
    if price is not None:
        yield f"@ {number(price.number)} {price.currency}"
    if mark is not None:
        yield f"flag {mark}"
