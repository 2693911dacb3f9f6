"""Canonical lines of transactions, of which checksums and seals are made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paraplu.ledger.canonical_words import ADDED, PLACES, plain
from paraplu.ledger.canonical_words import remarks as told
from paraplu.ledger.kept.form import KeptRow

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator


def transaction_lines(transactions: Iterable[Any], currency: str) -> Iterator[str]:
    """Yield each transaction of Beancount's in a line, no two in the same.

    Its fields stand apart by tabs, which no field has. What is left out says something
    too: an amount without a commodity is in the operating currency. As every posting
    passes here, the loop looks at each field once, as Beancount has it.
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
            words += told(meta)
        for account, (number, commodity), cost, price, mark, remarks in postings:
            words += (account, str(number))
            if commodity != currency:
                words.append(commodity)
            if cost is not None or price is not None or mark is not None:
                words += _terms(cost, price, mark)
            if remarks and len(remarks) > own and not remarks.keys() <= ADDED:
                words += told(remarks)
        yield "\t".join(words)


class _Days(dict[Any, str]):
    """Days as they are written; there are far fewer of them than transactions."""

    def __missing__(self, day: dt.date) -> str:
        self[day] = day.isoformat()
        return self[day]


def _terms(cost: Any, price: Any, mark: str | None) -> Iterator[str]:  # noqa: ANN401 - as Beancount has them
    """Yield what a posting says besides its amount."""
    if cost is not None:
        day = cost.date.isoformat() if cost.date else ""
        yield f"{{{cost.number} {cost.currency} {day} {plain(cost.label or '')}}}"
    if price is not None:
        yield f"@ {price.number} {price.currency}"
    if mark is not None:
        yield f"flag {mark}"
