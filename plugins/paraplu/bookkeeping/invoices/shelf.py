"""All invoices of the books as they lie in `ledger/invoices/`, and the customers.

A file whose name begins with a number of the series was issued; every other is a
draft, and nobody's business until it is issued.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from paraplu.base.file_names import (
    EARLIER_INVOICES,
    INVOICES,
    PRIVATE_INVOICES,
    QUOTES,
    RECURRING,
)
from paraplu.base.findings import Finding, Severity, Source
from paraplu.base.language import say
from paraplu.bookkeeping.invoices.catalogue import (
    NO_PRODUCTS,
    Products,
    read_catalogue,
)
from paraplu.bookkeeping.invoices.customers import books_folder, read_customers
from paraplu.bookkeeping.invoices.fields import LINK
from paraplu.bookkeeping.invoices.numbers import Number, leading
from paraplu.bookkeeping.invoices.reading import RULE, read_invoice
from paraplu.register.faults import Faults

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from paraplu.bookkeeping.invoices.model import Customer, Invoice
    from paraplu.register.model import Register


# Folders beside those of the years.
_NO_YEARS = {EARLIER_INVOICES, QUOTES, RECURRING}


class Issued(Struct, frozen=True):
    """An issued invoice, with the file it is in and the number that names it."""

    number: Number
    day: dt.date
    file: Path
    invoice: Invoice

    def document(self, suffix: str, *, private: bool) -> Path:
        """Return where a document of the invoice lies, such as `.pdf`."""
        folder = self.file.parent / PRIVATE_INVOICES if private else self.file.parent
        return folder / f"{self.file.stem}{suffix}"


@dataclass(frozen=True)
class Invoices:
    """The issued invoices in the order of their numbers, and the faults of files.

    `numbers` are those that files are named by, also where a file cannot be read.
    `before` are invoices that were given before the books, by their numbers, and
    `products` what drafts may sell by code.
    """

    folder: Path
    issued: tuple[Issued, ...] = ()
    drafts: tuple[Path, ...] = ()
    customers: Mapping[str, Customer] = field(default_factory=dict)
    numbers: tuple[tuple[Number, Path], ...] = ()
    faults: tuple[Finding, ...] = ()
    before: Mapping[str, Issued] = field(default_factory=dict)
    products: Products = field(default_factory=lambda: NO_PRODUCTS)

    def find(self, number: str) -> Issued | None:
        """Return the invoice with a number, also one from before the books."""
        return self.by_number.get(number) or self.before.get(number)

    def known(self, number: str) -> Issued:
        """Return the invoice with a number that is known to be there."""
        return self.find(number) or self.before[number]

    def corrections(self, number: str) -> list[Invoice]:
        """Return what takes back the invoice or credit note with a number."""
        return [one.invoice for one in self.corrected.get(number, ())]

    @cached_property
    def by_number(self) -> Mapping[str, Issued]:
        """The invoices by their numbers; of two with one number the first."""
        found: dict[str, Issued] = {}
        for issued in self.issued:
            found.setdefault(str(issued.number), issued)
        return found

    @cached_property
    def credited(self) -> Mapping[str, list[Issued]]:
        """The credit notes by the number of the invoice that they credit."""
        found: defaultdict[str, list[Issued]] = defaultdict(list)
        for issued in self.issued:
            if issued.invoice.credits:
                found[issued.invoice.credits].append(issued)
        return found

    @cached_property
    def corrected(self) -> Mapping[str, list[Issued]]:
        """What takes invoices and credit notes back, by the numbers of those."""
        found: defaultdict[str, list[Issued]] = defaultdict(list)
        for issued in self.issued:
            if issued.invoice.corrects:
                found[issued.invoice.corrects].append(issued)
        return found

    @cached_property
    def finals(self) -> Mapping[str, set[str]]:
        """The numbers that take a down payment off, by the number of that."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for issued in self.issued:
            for line in issued.invoice.lines:
                if line.down_payment:
                    found[line.down_payment].add(str(issued.number))
        return found

    def root(self, invoice: Invoice) -> str:
        """Return the number of the invoice that all corrections are about."""
        seen: set[str] = set()
        while invoice.corrects and invoice.corrects not in seen:
            seen.add(invoice.corrects)
            found = self.find(invoice.corrects)
            if found is None:
                return invoice.corrects
            invoice = found.invoice
        return invoice.number


def read_invoices(ledger: Path, register: Register) -> Invoices:
    """Return all invoices below the folder of a ledger's main file."""
    folder = ledger / INVOICES
    root = books_folder(ledger, register)
    faults = Faults("", code=RULE)
    customers = read_customers(ledger, register, faults)
    products = read_catalogue(ledger, root, faults)
    issued, drafts, numbers = [], [], []
    for file in _files(folder):
        number = leading(file.name, register.invoices)
        if number is None:
            drafts.append(file)
            continue
        numbers.append((number, file))
        invoice, wrong = read_invoice(file, root)
        faults.found += wrong.found
        if invoice is None:
            continue
        if invoice.number != str(number) or invoice.issued is None:
            faults.found.append(_misnamed(file, number, invoice))
            continue
        issued.append(Issued(number, invoice.issued, file, invoice))
    before = _before(folder / EARLIER_INVOICES, root, faults)
    issued.sort(key=lambda one: (one.number, one.file))
    return Invoices(
        folder,
        tuple(issued),
        tuple(drafts),
        customers,
        tuple(numbers),
        tuple(faults.found),
        before,
        products,
    )


def _before(folder: Path, root: Path, faults: Faults) -> dict[str, Issued]:
    """Return the invoices that were given before the books, by their numbers."""
    found: dict[str, Issued] = {}
    for file in sorted(folder.glob("*.yaml")) if folder.is_dir() else ():
        invoice, wrong = read_invoice(file, root)
        faults.found += wrong.found
        if invoice is None:
            continue
        if invoice.issued is None or not LINK.fullmatch(invoice.number):
            what = say("An invoice from before the books needs a number and a day.")
            hint = say("Add `number:`, as its entry is linked, and `issued:`.")
            faults.found.append(
                Finding(RULE, Severity.ERROR, what, Source(str(file), 1), hint=hint)
            )
            continue
        number = Number("", invoice.issued.year, 0)
        found[invoice.number] = Issued(number, invoice.issued, file, invoice)
    return found


def is_issued(file: Path, register: Register) -> bool:
    """Tell whether a file, by its path, is an issued invoice or a document of one."""
    numbered = leading(file.name, register.invoices) is not None
    return numbered and INVOICES in file.parts[:-1]


def _files(folder: Path) -> Iterator[Path]:
    for year in sorted(folder.iterdir()) if folder.is_dir() else ():
        if year.name in _NO_YEARS:
            continue
        if year.is_dir() and not year.is_symlink():
            yield from sorted(
                file for file in year.glob("*.yaml") if not file.name.startswith(".")
            )


def _misnamed(file: Path, number: Number, invoice: Invoice) -> Finding:
    return Finding(
        RULE,
        Severity.ERROR,
        say(
            "The file is named after number {number}, but says `number: {said}` and "
            "`issued: {issued}`.",
            number=str(number),
            said=invoice.number,
            issued=invoice.issued or "",
        ),
        Source(str(file), 1),
        hint=say("Put back what it said when it was issued; git has it."),
    )
