"""What stands on accounts after a day, and as the books begin."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from paraplu.ledger.openings import brought_in

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from paraplu.base.chart import Account
    from paraplu.reports.papers.material import Material


def standing(material: Material, day: dt.date) -> Mapping[Account, Decimal]:
    """Return what stands on each account after a day, with Beancount's sign."""
    return material.once(
        ("standing", day),
        lambda: {
            account: running.at(day)
            for account, running in material.books.running.items()
        },
    )


def beginning(material: Material, first: dt.date) -> Mapping[Account, Decimal]:
    """Return what stood on each account before a day, with Beancount's sign.

    Where the books begin no earlier, it is what their opening entries bring in.
    """
    return material.once(("beginning", first), lambda: _beginning(material, first))


def _beginning(material: Material, first: dt.date) -> Mapping[Account, Decimal]:
    books = material.books
    begins = books.first_day
    if first == dt.date.min or begins is None:
        return {}
    before = first - dt.timedelta(days=1)
    if begins < first:
        return standing(material, before)
    return brought_in(books)
