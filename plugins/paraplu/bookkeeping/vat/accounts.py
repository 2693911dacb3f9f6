"""On which account VAT stands: one for all that is booked, by whichever command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.vocabulary import DUTCH_DETAILS

if TYPE_CHECKING:
    from collections.abc import Container

    from paraplu.base.chart import Chart, Root


def vat_account(chart: Chart, root: Root, detail: str, opened: Container[str]) -> str:
    """Return the account of a detail of VAT: High, Low, Input or Return.

    In the language of the books, unless they have opened the one in the other language
    alone.
    """
    words = (chart.detail("VAT", detail), detail, DUTCH_DETAILS[detail])
    names = [chart.coop_account(root, "VAT", word) for word in words]
    return next((name for name in names if name in opened), names[0])
