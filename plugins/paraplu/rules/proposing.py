"""Judges an entry before it is written, by the rules that look at an entry itself.

A command that writes what the check then calls an error leaves a person with something
that cannot be undone, such as an invoice with a number. What depends on the state of
the books, as whether there is enough money, is left to the check: an invoice or a
credit note may have to be made all the same.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from paraplu.base.findings import Finding, Severity
from paraplu.ledger.reader import PROPOSED, with_written
from paraplu.rules import (
    accounts,
    flow,
    freezing,
    internal,
    leaving,
    permission,
    rounding,
    small_business,
    vat_codes,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from paraplu.ledger.books import Books
    from paraplu.register.model import Register

_FAMILIES = (
    accounts.FAMILY,
    flow.FAMILY,
    freezing.FAMILY,
    internal.FAMILY,
    leaving.FAMILY,
    permission.FAMILY,
    rounding.FAMILY,
    small_business.FAMILY,
    vat_codes.FAMILY,
)


def faults_of(
    books: Books, register: Register, entries: Sequence[str], today: dt.date
) -> list[tuple[int, Finding]]:
    """Return the errors that the check would find in entries, each with its place.

    `entries` are texts as the ledger would have them; places count from 0.
    """
    every = _findings_of(books, register, entries, today)
    return [one for one in every if one[1].severity is Severity.ERROR]


def remarks_of(
    books: Books, register: Register, entries: Sequence[str], today: dt.date
) -> list[tuple[int, Finding]]:
    """Return what the check would find in entries that is no error, as `faults_of`."""
    every = _findings_of(books, register, entries, today)
    return [one for one in every if one[1].severity is not Severity.ERROR]


def _findings_of(
    books: Books, register: Register, entries: Sequence[str], today: dt.date
) -> list[tuple[int, Finding]]:
    after = replace(with_written(books, entries), today=today)
    return [
        (finding.source.line - 1, finding)
        for family in _FAMILIES
        for finding in family.judge(after, register)
        if finding.source.file == PROPOSED
    ]
