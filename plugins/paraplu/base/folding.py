"""Texts as they are compared, where people write one thing in several ways.

`nl_banks` has a comparison of its own, since it knows nothing of this package.
"""

from __future__ import annotations


def folded(text: str) -> str:
    """Return a text without what tells no two apart: capitals and further blanks."""
    return " ".join(text.split()).casefold()


def same(one: str, other: str) -> bool:
    """Tell whether two texts, such as names of a payee, say the same."""
    return folded(one) == folded(other)


def signs(text: str) -> str:
    """Return a number as it is compared: its letters and digits, without capitals."""
    return "".join(filter(str.isalnum, text)).casefold()


def capitals(text: str) -> str:
    """Return a code as it is written: its letters and digits alone, in capitals."""
    return "".join(filter(str.isalnum, text)).upper()
