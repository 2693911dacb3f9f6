"""On which account VAT stands: one for all that is booked, by whichever command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.chart import Root
from paraplu.base.dutch_law import standard_vat
from paraplu.base.vocabulary import DUTCH_DETAILS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Container
    from decimal import Decimal

    from paraplu.base.chart import Chart
    from paraplu.register.model import Register


def vat_account(chart: Chart, root: Root, detail: str, opened: Container[str]) -> str:
    """Return the account of a detail of VAT: High, Low, Input or Return.

    In the language of the books, unless they have opened the one in the other language
    alone.
    """
    words = (chart.detail("VAT", detail), detail, DUTCH_DETAILS[detail])
    names = [chart.coop_account(root, "VAT", word) for word in words]
    return next((name for name in names if name in opened), names[0])


def account_of_rate(
    rate: Decimal,
    day: dt.date,
    chart: Chart,
    register: Register,
    opened: Container[str],
) -> str:
    """Return the account on which VAT stands that is owed at a rate of a day."""
    level = "high" if rate == standard_vat(day) else "low"
    return register.invoices.vat.get(level) or vat_account(
        chart, Root.LIABILITIES, level.capitalize(), opened
    )
