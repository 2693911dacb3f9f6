"""CSV that a spreadsheet opens without running what stands in it."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from paraplu.base.language import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

# Spreadsheets take a cell that begins so for a formula.
_FORMULA = ("=", "+", "-", "@")


def text_cell(text: str) -> str:
    """Return what people wrote as a cell that stays text."""
    shown = printable(text)
    return "'" + shown if shown.startswith(_FORMULA) else shown


def csv_text(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> str:
    """Return CSV with a line of column names."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()
