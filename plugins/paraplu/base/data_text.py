"""Text that programs read: JSON, and CSV of which a spreadsheet runs nothing."""

from __future__ import annotations

import csv
import io
import json
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


def json_text(value: object) -> str:
    """Return a value as JSON text, in characters that people can read."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
