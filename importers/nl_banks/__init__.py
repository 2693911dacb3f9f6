"""Beangulp importers for the statements of Dutch banks.

They turn a bank's own file into Beancount entries and know nothing of
cooperatives, so that any ledger can use them. They come with paraplu, or alone as
the distribution `nl-banks`, and carry one version.

`Importer` is for a beangulp script and for Fava's import page, and `explain` says why
it does not take a file. `read` gives the statements in a file, for programs that make
entries of their own.
"""

from nl_banks.explaining import explain
from nl_banks.importer import Importer
from nl_banks.reading import read
from nl_banks.refusal import Refused
from nl_banks.statement import Balance, LineKind, Original, Statement, StatementLine

__version__ = "0.1.0"
__all__ = [
    "Balance",
    "Importer",
    "LineKind",
    "Original",
    "Refused",
    "Statement",
    "StatementLine",
    "__version__",
    "explain",
    "read",
]
