"""Files that come from banks too, and are not read: what they are, and what is.

Somebody who has one of these clicked the wrong thing, and is told what to click.
"""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

from nl_banks.refusal import Refused
from nl_banks.table import plain

if TYPE_CHECKING:
    from nl_banks.source import StatementFile

# A header has three columns or more, and no amounts, days or accounts in it.
_FEWEST = 3
_FIGURE = re.compile(r"\d{3}|\d[.,]\d", re.ASCII)

_BALANCES = Refused(
    "This is a list of balances without transactions. Download the transactions."
)
_PAGE = Refused(
    "This is a web page, and not a statement. Log in to the bank again, and download "
    "CAMT.053, MT940 or CSV."
)
_JSON = Refused(
    "This is JSON, which is for programs. Download CAMT.053, MT940 or CSV instead."
)
# By what they begin with, in lower case.
_BEGINNINGS = {
    "<html": _PAGE,
    "<!doctype html": _PAGE,
    **dict.fromkeys(('{"', "{\n", "{\r\n", "[{", "[\n", "[\r\n"), _JSON),
    "<?xml": Refused(
        "This is XML, but not a statement (CAMT.053). A batch of payments, an invoice "
        "or an audit file is something else. Download CAMT.053."
    ),
    "%pdf": Refused(
        "This is a PDF: something to look at, not a file that lines can be read from. "
        "Download CAMT.053, MT940 or CSV. Credit cards of ICS have PDF only: type "
        "those lines over."
    ),
    "ofxheader": Refused(
        "This is OFX, which leaves out part of what the bank knows. Download CAMT.053, "
        "MT940 or CSV."
    ),
    "!type:": Refused(
        "This is QIF, which leaves out part of what the bank knows. Download CAMT.053, "
        "MT940 or CSV."
    ),
}
# By columns of their header.
_HEADERS = {
    # ING, in Dutch and English.
    frozenset({"datum", "boeksaldo"}): _BALANCES,
    frozenset({"date", "book balance"}): _BALANCES,
    frozenset({"id", "status", "direction", "created on", "source name"}): Refused(
        "This is Wise's list of transfers, which has no balance. Download the "
        "statement of the currency instead."
    ),
    frozenset({"id", "seller_message", "amount_refunded", "created"}): Refused(
        "This is Stripe's list of payments, which has no payouts. Download under "
        "Balance, Payouts instead."
    ),
    frozenset({"payout date", "charges", "refunds", "reserved funds"}): Refused(
        "This is Shopify's list of payouts. Download the transactions of the payouts "
        "instead."
    ),
    frozenset({"transaction started (utc)", "expense id"}): Refused(
        "This is Revolut's expense report, not a statement. Download the statement of "
        "the account."
    ),
}


def stranger(source: StatementFile) -> Refused | None:
    """Return why a file is not read, if it is one that is known; else None."""
    first = next(iter(source.start_lines), "").lstrip("\ufeff")
    for begin, known in _BEGINNINGS.items():
        if first.casefold().startswith(begin):
            return Refused(known.template)
    for delimiter in ",;\t":
        header = frozenset(plain(next(csv.reader([first], delimiter=delimiter), [])))
        for columns, known in _HEADERS.items():
            if columns <= header:
                return Refused(known.template)
    return None


def columns_of(source: StatementFile) -> list[str]:
    """Return the columns of a header; none where the first line is not a header."""
    first = next(iter(source.start_lines), "").lstrip("\ufeff")
    rows = (next(csv.reader([first], delimiter=sign), []) for sign in ",;\t|")
    columns = [cell.strip() for cell in max(rows, key=len)]
    is_header = len(columns) >= _FEWEST and not _FIGURE.search(" ".join(columns))
    return columns if is_header else []


# What is no text, by its first bytes; a workbook and a ZIP are looked into before.
_KINDS = (
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"PK\x03\x04", "ZIP/XLSX"),
    (b"PK\x05\x06", "ZIP/XLSX"),
    (b"\xd0\xcf\x11\xe0", "XLS/DOC"),
    (b"\x1f\x8b", "GZIP"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7-ZIP"),
    (b"SQLite format 3", "SQLite"),
)
_UNPRINTED = 0.1


def kind_of_file(start: bytes) -> str:
    """Return what a file is that holds no text; empty for text."""
    for begin, kind in _KINDS:
        if start.startswith(begin):
            return kind
    first = start[:1024]
    if first.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ""
    odd = sum(byte < 9 or 13 < byte < 32 or byte == 127 for byte in first)  # noqa: PLR2004 - signs of ASCII that are not printed
    return "BINARY" if odd > _UNPRINTED * len(first) else ""
