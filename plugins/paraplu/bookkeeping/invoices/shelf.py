"""All invoices of the books as they lie in `ledger/invoices/`, and the customers.

A file whose name begins with a number of the series was issued; every other is a
draft, and nobody's business until it is issued.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from paraplu.base.file_names import INVOICES, PRIVATE_INVOICES
from paraplu.base.findings import Finding, Severity, Source
from paraplu.base.language import say
from paraplu.bookkeeping.invoices.customers import books_folder, read_customers
from paraplu.bookkeeping.invoices.numbers import Number, leading
from paraplu.bookkeeping.invoices.reading import RULE, read_invoice
from paraplu.register.faults import Faults

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from paraplu.bookkeeping.invoices.model import Customer, Invoice
    from paraplu.register.model import Register


@dataclass(frozen=True)
class Issued:
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
    """

    folder: Path
    issued: tuple[Issued, ...] = ()
    drafts: tuple[Path, ...] = ()
    customers: Mapping[str, Customer] = field(default_factory=dict)
    numbers: tuple[tuple[Number, Path], ...] = ()
    faults: tuple[Finding, ...] = ()

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


def read_invoices(ledger: Path, register: Register) -> Invoices:
    """Return all invoices below the folder of a ledger's main file."""
    folder = ledger / INVOICES
    root = books_folder(ledger, register)
    faults = Faults("", code=RULE)
    customers = read_customers(ledger, register, faults)
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
    issued.sort(key=lambda one: (one.number, one.file))
    return Invoices(
        folder,
        tuple(issued),
        tuple(drafts),
        customers,
        tuple(numbers),
        tuple(faults.found),
    )


def is_issued(file: Path, register: Register) -> bool:
    """Tell whether a file, by its path, is an issued invoice or a document of one."""
    numbered = leading(file.name, register.invoices) is not None
    return numbered and INVOICES in file.parts[:-1]


def _files(folder: Path) -> Iterator[Path]:
    for year in sorted(folder.iterdir()) if folder.is_dir() else ():
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
