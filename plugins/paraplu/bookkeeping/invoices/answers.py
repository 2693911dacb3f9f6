"""One value of an invoice, judged as the reader of its file will judge it.

So that somebody who answers questions hears at once what is wrong with an answer, and
not when all of them are given.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from paraplu.bookkeeping.invoices.line_reading import LINE, code_of_vat
from paraplu.bookkeeping.invoices.reading import INVOICE
from paraplu.register.faults import Faults, Place
from paraplu.register.yaml_lines import Word

if TYPE_CHECKING:
    from paraplu.base.findings import Finding
    from paraplu.register.converter import Convert


def faults_in(convert: Convert[Any], answer: str) -> list[Finding]:
    """Return what a converter finds wrong with an answer; it stands in no file."""
    return _judged(convert, answer)[1]


def faults_of(key: str, answer: str) -> list[Finding]:
    """Return what is wrong with an answer for a key of an invoice or of its lines."""
    return faults_in(LINE.get(key) or INVOICE[key], answer)


def faults_of_vat(answer: str, delivered: str) -> list[Finding]:
    """Return what is wrong with an answer for VAT, on the day of a delivery."""
    text, found = _judged(LINE["vat"], answer)
    if text is not None:
        faults = Faults("")
        code_of_vat(text, Place(faults), dt.date.fromisoformat(delivered))
        found = faults.found
    return found


def _judged(convert: Convert[Any], answer: str) -> tuple[Any, list[Finding]]:
    faults = Faults("")
    return convert(Word(answer, 0, quoted=True), Place(faults)), faults.found
