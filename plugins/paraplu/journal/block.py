"""A directive that is to be written."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt


class DirectiveText(NamedTuple):
    """A directive to be written: its day, and its lines, the last one ended."""

    date: dt.date
    text: str
