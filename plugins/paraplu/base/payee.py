"""Names of payees, as people write them: now with a capital, then with a blank more."""

from __future__ import annotations


def plain(payee: str) -> str:
    """Return a payee's name without what tells no two apart: capitals and blanks."""
    return " ".join(payee.split()).casefold()


def same(one: str, other: str) -> bool:
    """Tell whether two names are of the same payee."""
    return plain(one) == plain(other)
