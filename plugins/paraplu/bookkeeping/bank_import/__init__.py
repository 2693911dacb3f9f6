"""Statements of banks and payment providers into the books, and on whose account.

`read_files` reads the statements, `open_ledger` the books, and `Importing` plans what
is new and where it goes. `paraplu import` and Fava's import page are made of these.
"""

from paraplu.bookkeeping.bank_import.ledger import (
    OpenedLedger,
    Unread,
    is_open,
    no_ledger,
    open_ledger,
)
from paraplu.bookkeeping.bank_import.plan import Importing, ImportPlan, ImportResult
from paraplu.bookkeeping.bank_import.rule_faults import rule_faults
from paraplu.bookkeeping.bank_import.statements import (
    File,
    UnreadableStatements,
    read_files,
)

__all__ = [
    "File",
    "ImportPlan",
    "ImportResult",
    "Importing",
    "OpenedLedger",
    "Unread",
    "UnreadableStatements",
    "is_open",
    "no_ledger",
    "open_ledger",
    "read_files",
    "rule_faults",
]
