"""The one entry that a text is, read as the files of these books read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from beancount.core import data
from beancount.parser import parser

if TYPE_CHECKING:
    from paraplu.base.chart import Chart


def one_entry(text: str, chart: Chart) -> data.Transaction | None:
    """Return the transaction that a text is; None where it is anything else.

    Beancount knows the names of the roots only by what a file says of them.
    """
    names = "".join(
        f'option "name_{root.value.lower()}" "{name}"\n'
        for root, name in chart.roots.items()
    )
    parsed: Any = parser.parse_string(names + text)
    entries, errors, _ = parsed
    if errors or len(entries) != 1 or not isinstance(entries[0], data.Transaction):
        return None
    return entries[0]
