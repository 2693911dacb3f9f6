"""Files that come from banks too, and are not read: what they are, and what is.

Somebody who has one of these clicked the wrong thing, and is told what to click.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from nl_banks.refusal import Refused
from nl_banks.table import plain

if TYPE_CHECKING:
    from nl_banks.source import StatementFile

_BALANCES = Refused(
    "This is a list of balances without transactions. Download the transactions."
)
# By what they begin with.
_BEGINNINGS = {
    "%PDF": Refused(
        "This is a PDF: something to look at, not a file that lines can be read from. "
        "Download CAMT.053, MT940 or CSV."
    ),
    "OFXHEADER": Refused(
        "This is OFX, which leaves out part of what the bank knows. Download CAMT.053, "
        "MT940 or CSV."
    ),
    "!Type:": Refused(
        "This is QIF, which leaves out part of what the bank knows. Download CAMT.053, "
        "MT940 or CSV."
    ),
}
# By columns of their header.
_HEADERS = {
    # ING, in Dutch and English.
    frozenset({"datum", "boeksaldo"}): _BALANCES,
    frozenset({"date", "book balance"}): _BALANCES,
    frozenset({"transaction started (utc)", "expense id"}): Refused(
        "This is Revolut's expense report, not a statement. Download the statement of "
        "the account."
    ),
}


def stranger(source: StatementFile) -> Refused | None:
    """Return why a file is not read, if it is one that is known; else None."""
    first = next(iter(source.start_lines), "").lstrip("\ufeff")
    for begin, known in _BEGINNINGS.items():
        if first.startswith(begin):
            return Refused(known.template)
    for delimiter in ",;\t":
        header = frozenset(plain(next(csv.reader([first], delimiter=delimiter), [])))
        for columns, known in _HEADERS.items():
            if columns <= header:
                return Refused(known.template)
    return None
