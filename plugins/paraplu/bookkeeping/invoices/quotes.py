"""Quotes: what was offered, numbered apart, and in no ledger.

A quote is a draft that was sent before anybody agreed. Its file lies in
`invoices/quotes/`, in the folder of its year, under a number that begins with Q. Who
agrees is sent an invoice that is made of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from paraplu.base.file_names import PRIVATE_INVOICES, QUOTES
from paraplu.base.findings import Finding, Severity, Source
from paraplu.base.language import Message, say
from paraplu.bookkeeping.invoices.amounts import totals_of
from paraplu.bookkeeping.invoices.reading import RULE, invoice_of
from paraplu.bookkeeping.invoices.texts import invoice_text
from paraplu.register import fields
from paraplu.register.faults import Faults, Place, TooManyFaults
from paraplu.register.textfile import RegisterUnreadable, read_bytes
from paraplu.register.yaml_lines import node_at, read_tree

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from pathlib import Path

    from paraplu.bookkeeping.invoices.model import Invoice
    from paraplu.bookkeeping.invoices.shelf import Invoices

_NUMBER = re.compile(r"Q([0-9]{4})-([0-9]{4,6})(?![0-9])")
_UNTIL = "valid_until"
USUAL_DAYS = 30


class QuoteState(StrEnum):
    """What became of a quote."""

    OPEN = "open"
    EXPIRED = "expired"
    INVOICED = "invoiced"


STATES: dict[QuoteState, Message] = {
    QuoteState.OPEN: say("open"),
    QuoteState.EXPIRED: say("expired"),
    QuoteState.INVOICED: say("invoiced"),
}


@dataclass(frozen=True)
class Quote:
    """What was offered, in the words of an invoice, and the last day that it holds."""

    invoice: Invoice
    valid_until: dt.date
    file: Path

    @property
    def number(self) -> str:
        """The number of the quote."""
        return self.invoice.number

    def document(self, suffix: str, *, private: bool) -> Path:
        """Return where a document of the quote lies, such as `.pdf`."""
        folder = self.file.parent / PRIVATE_INVOICES if private else self.file.parent
        return folder / f"{self.file.stem}{suffix}"

    def text(self) -> str:
        """Return the file of the quote."""
        head, rest = invoice_text(self.invoice).split("\n", 1)
        return f"{head}\n{_UNTIL}: {self.valid_until}\n{rest}"

    def draft(self) -> Invoice:
        """Return the draft of an invoice for what was offered."""
        return replace(
            self.invoice, number="", issued=None, total=None, quote=self.number
        )


def quotes_in(invoices: Invoices) -> Iterator[tuple[str, Path]]:
    """Yield the numbers of all quotes, with their files."""
    for file in sorted((invoices.folder / QUOTES).glob("*/Q*.yaml")):
        found = _NUMBER.match(file.name)
        if found:
            yield found[0], file


def next_number(invoices: Invoices, year: int) -> str:
    """Return the number of the next quote of a year."""
    given = [_NUMBER.match(number) for number, _ in quotes_in(invoices)]
    places = [int(one[2]) for one in given if one and int(one[1]) == year]
    return f"Q{year}-{max(places, default=0) + 1:04}"


def quote_of(draft: Invoice, number: str, until: dt.date, invoices: Invoices) -> Quote:
    """Return the quote that a completed draft becomes."""
    name = "-".join(filter(None, (number, draft.customer)))
    file = invoices.folder / QUOTES / str(draft.day.year) / f"{name}.yaml"
    whole = replace(draft, number=number, total=totals_of(draft).payable)
    return Quote(whole, until, file)


def read_quote(file: Path, root: Path) -> tuple[Quote | None, list[Finding]]:
    """Return the quote in a file, or what is wrong with it."""
    faults = Faults(str(file), code=RULE)
    quote = None
    try:
        tree = read_tree(read_bytes(file, str(file), root).decode(), faults)
        if tree is not None:
            at = Place(faults, line=tree.line)
            invoice = invoice_of(tree, at, more={_UNTIL: fields.day})
            until = fields.day(node_at(tree, _UNTIL), at.into(_UNTIL, tree.line))
            if invoice and until:
                quote = Quote(invoice, until, file)
    except RegisterUnreadable as error:
        faults.add(0, error.message)
    except TooManyFaults:
        pass
    if quote is None and not faults.found:
        what = say("This is not a quote: paraplu invoice quote makes one.")
        faults.found.append(Finding(RULE, Severity.ERROR, what, Source(str(file), 0)))
    return (None if faults.found else quote), faults.found


def made_of(number: str, invoices: Invoices) -> str:
    """Return the number of the invoice that was made of a quote; none for none.

    A down payment leaves room for the final invoice, and so does what was credited.
    """
    for issued in invoices.issued:
        invoice, made = issued.invoice, str(issued.number)
        whole = not (invoice.credits or invoice.restores or invoice.down_payment)
        if invoice.quote == number and whole and made not in invoices.credited:
            return made
    return ""


def state_of(quote: Quote, invoices: Invoices, day: dt.date) -> QuoteState:
    """Return what became of a quote by a day."""
    if made_of(quote.number, invoices):
        return QuoteState.INVOICED
    return QuoteState.EXPIRED if quote.valid_until < day else QuoteState.OPEN
