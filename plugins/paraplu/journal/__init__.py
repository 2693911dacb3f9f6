"""Entries into the files of a ledger: in which file, on which day, and in order.

`PendingEntries` says what each file becomes, `alone` keeps others out while that is so,
and `write` writes it. Whatever adds to the books does it by these: statements, returns,
contributions.
"""

from paraplu.journal.block import DirectiveText
from paraplu.journal.committing import (
    alone,
    is_written,
    write,
    write_at_once,
    write_together,
)
from paraplu.journal.draft import Change, PendingEntries
from paraplu.journal.unbooked import CannotBook

__all__ = [
    "CannotBook",
    "Change",
    "DirectiveText",
    "PendingEntries",
    "alone",
    "is_written",
    "write",
    "write_at_once",
    "write_together",
]
