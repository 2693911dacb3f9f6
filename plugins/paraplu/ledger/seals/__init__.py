"""Seals: what a closed period was, kept beside the ledger so that a change shows.

A seal is a small text (`text`), read into values (`model`) from a folder that keeps all
of them, opened again or not (`shelf`). Whoever would write into a closed period is
refused by `guard`. How seals are made and held against the books: the package
`paraplu.bookkeeping.periods`.
"""

from paraplu.ledger.seals.model import (
    EntryMark,
    Scope,
    ScopeKind,
    Seal,
    SealKind,
)
from paraplu.ledger.seals.shelf import SealFault, Seals, seals_of

__all__ = [
    "EntryMark",
    "Scope",
    "ScopeKind",
    "Seal",
    "SealFault",
    "SealKind",
    "Seals",
    "seals_of",
]
