"""Beangulp importers for the statements of Dutch banks.

They turn a bank's own file into Beancount entries and know nothing of
cooperatives, so that any ledger can use them. They come with paraplu and carry
its version.

`Importer` is for a beangulp script and for Fava's import page. `read` gives the
statements in a file, for programs that make entries of their own.
"""

from nl_banks.importer import Importer
from nl_banks.reading import read
from nl_banks.refusal import Refused
from nl_banks.statement import Balance, LineKind, Original, Statement, StatementLine

__all__ = [
    "Balance",
    "Importer",
    "LineKind",
    "Original",
    "Refused",
    "Statement",
    "StatementLine",
    "read",
]
