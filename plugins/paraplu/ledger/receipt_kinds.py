"""Which files somebody can look at who does not know where they come from.

A receipt may come from anybody. What a computer would run, or a browser with what
stands in it, is neither opened from a paper nor sent along with one; what is no picture
or plain text may be either.
"""

from __future__ import annotations

import os

# What shows itself and does nothing.
_SHOWN = frozenset(
    {".pdf", ".jpg", ".jpeg", ".png", ".webp", ".gif", ".tif", ".tiff", ".heic", ".txt"}
)
# What can be sent as well: a program that reads it does so without running it.
_SENT = _SHOWN | {".eml", ".xml"}


def kind_of(name: str) -> str:
    """Return the kind of a file by its ending, with its dot; empty without one."""
    # Of thousands of receipts: pathlib would take most of the time.
    return os.path.splitext(name)[1].lower()  # noqa: PTH122


def can_open(name: str) -> bool:
    """Tell whether a page may open a file with this name by a click."""
    return kind_of(name) in _SHOWN


def can_send(name: str) -> bool:
    """Tell whether a file with this name may go along to somebody outside."""
    return kind_of(name) in _SENT
