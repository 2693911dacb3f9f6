"""CAMT.053: the statement in XML that every bank has (ISO 20022), of any version.

Read as banks write it rather than as the schema wants it: they have longer texts, and
leave out what should be there. A file holds any number of statements, and may be a ZIP
with an XML per day. CAMT.052 (in the course of a day) and CAMT.054 (advice of single
entries) are no statements, and are refused.
"""

from __future__ import annotations

import codecs
import re
from itertools import chain, groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from nl_banks.layout import Layout
from nl_banks.refusal import Refused
from nl_banks.standards.archive import documents, first_start, is_archive
from nl_banks.standards.camt053.entry import lines
from nl_banks.standards.camt053.statement import (
    TypedBalance,
    balance,
    closing,
    dated,
    in_currency,
    is_final,
    kept_by,
    opening,
)
from nl_banks.standards.safe_xml import pieces
from nl_banks.standards.series import KeyedLine, NumberedStatement, series

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from nl_banks.source import StatementFile
    from nl_banks.standards.archive import ArchivedDocument
    from nl_banks.standards.safe_xml import Piece
    from nl_banks.statement import Statement

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_KIND = re.compile(r"camt\.(05[234])\.\d{3}\.\d{2}")
# By what it holds, where a program left the namespace out.
_STATEMENT = re.compile(r"<BkToCstmrStmt[\s>]")
_OTHERS = {
    "052": "what was booked in the course of a day",
    "054": "advice of single entries",
}


class Camt053(Layout):
    """A statement in XML, or a ZIP of them."""

    name = "camt053"
    bank = "any bank"
    title = "CAMT.053, in XML or a ZIP with it"

    def likeness(self, source: StatementFile) -> float:
        """Return 1.0 for CAMT.053, and for 052 and 054 to say what these are."""
        if is_archive(source):
            return float(bool(_kind(first_start(source).decode("utf-8", "replace"))))
        return float(bool(_kind(source.start_text)))

    def statements(self, source: StatementFile) -> list[Statement]:
        """Return the statements in the file, or in all files of the ZIP, by day."""
        try:
            return series([part for one in documents(source) for part in _parts(one)])
        except Refused as refusal:
            raise refusal.of(source.path) from None


def _kind(start: str) -> str:
    """Return which message of CAMT a text begins as; empty if it is none."""
    start = start.lstrip("\ufeff\r\n\t ")
    if not start.startswith("<"):
        return ""
    found = _KIND.search(start)
    if found is None:
        return "053" if _STATEMENT.search(start) else ""
    return found[1]


def _parts(document: ArchivedDocument) -> Iterator[NumberedStatement]:
    """Yield the statements in one document."""
    first = next(document.blocks, b"")
    encoding = "utf-16" if first.startswith(_UTF16) else "utf-8"
    kind = _kind(first.decode(encoding, "replace"))
    if not kind:
        raise Refused(
            "“{name}” in this ZIP is not CAMT.053. Take it out.", name=document.name
        )
    if kind in _OTHERS:
        raise Refused(
            "This is CAMT.{kind}: {what}, not a statement. Download CAMT.053.",
            kind=kind,
            what=_OTHERS[kind],
        )
    found = pieces(chain([first], document.blocks), parent="Stmt")
    statements = [_part(group) for _, group in groupby(found, attrgetter("parent"))]
    if not statements:
        raise Refused("There is no statement in this file. Download it again.")
    yield from statements


def _part(group: Iterable[Piece]) -> NumberedStatement:
    """Return one statement; its account comes before its balances and its lines."""
    kept = None
    found: list[KeyedLine] = []
    balances: list[TypedBalance] = []
    for _, line, element in group:
        try:
            if element.tag == "Acct":
                kept = kept_by(element)
            elif element.tag in {"Bal", "Ntry"}:
                kept = in_currency(kept, element)
                if element.tag == "Bal":
                    balances += balance(element, kept)
                else:
                    found += lines(element, line, kept.number, kept.currency)
        except Refused as refusal:
            raise refusal.at(line) from None
    if kept is None:
        raise Refused("The statement does not say which account it is for.").at(line)
    balances = dated(balances, [one.booking.date for one in found])
    return NumberedStatement(
        Camt053.name,
        kept.bank,
        kept.number,
        kept.currency or "EUR",
        found,
        opening(balances),
        closing(balances),
        is_final=is_final(balances),
    )


LAYOUTS = (Camt053(),)
