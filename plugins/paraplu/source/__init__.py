"""What a ledger asks of Beancount, read before Beancount reads it.

A ledger is code: a plugin line runs a Python module. So its plugins, options and
includes are read from the text alone, judged (CK01, CK03, CK04), and only then is
Beancount let near it.
"""

from paraplu.source.directives import Keyword, Line
from paraplu.source.files import LedgerUnreadable
from paraplu.source.judge import judge_source, unscanned
from paraplu.source.left_out import left_out
from paraplu.source.scan import LedgerText, scan_ledger

__all__ = [
    "Keyword",
    "LedgerText",
    "LedgerUnreadable",
    "Line",
    "judge_source",
    "left_out",
    "scan_ledger",
    "unscanned",
]
