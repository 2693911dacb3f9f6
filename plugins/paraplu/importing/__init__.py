"""Statements of banks and payment providers into the books, and on whose account.

`read_files` reads the statements, `open_ledger` the books, and `Importing` plans what
is new and where it goes. `paraplu import` and Fava's import page are made of these.
"""

from paraplu.importing.ledger import (
    Ledger,
    Unread,
    is_open,
    no_ledger,
    open_ledger,
)
from paraplu.importing.plan import Importing, Plan, Result
from paraplu.importing.rule_faults import rule_faults
from paraplu.importing.statements import File, Unreadable, read_files

__all__ = [
    "File",
    "Importing",
    "Ledger",
    "Plan",
    "Result",
    "Unread",
    "Unreadable",
    "is_open",
    "no_ledger",
    "open_ledger",
    "read_files",
    "rule_faults",
]
