"""What a ledger asks of Beancount, read before Beancount reads it.

A ledger is code: a plugin line runs a Python module. So its plugins, options and
includes are read from the text alone, judged (CK01, CK03, CK04), and only then is
Beancount let near it.
"""

from paraplu.ledger.source.directives import Keyword, SourceDirective
from paraplu.ledger.source.files import LedgerUnreadable
from paraplu.ledger.source.judge import judge_source, unscanned
from paraplu.ledger.source.left_out import left_out
from paraplu.ledger.source.scan import LedgerText, scan_ledger

__all__ = [
    "Keyword",
    "LedgerText",
    "LedgerUnreadable",
    "SourceDirective",
    "judge_source",
    "left_out",
    "scan_ledger",
    "unscanned",
]
