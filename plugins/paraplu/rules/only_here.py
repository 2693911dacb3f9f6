"""What the check looked at and git does not keep: no other machine has it.

Who checks before a commit has all files on the disk, also those that were never added
to git, or were taken out of it, or that it ignores. Where the commit arrives they are
missing. So there they count as missing before it as well (`paraplu check --tracked`).
What stays on one machine by design is left alone: private registers and customers.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from paraplu.base.file_names import HOURS
from paraplu.base.findings import Cause, Severity, Source
from paraplu.base.language import say
from paraplu.bookkeeping.hours.shelf import sheets
from paraplu.bookkeeping.invoices.sealing import SEAL
from paraplu.bookkeeping.invoices.shelf import read_invoices
from paraplu.ledger.evidence import receipts_in
from paraplu.rules.checks import CK01, CK05
from paraplu.rules.hours.sheets import HR00
from paraplu.rules.invoices.contents import IN04, IN08
from paraplu.rules.invoices.entries import IN05
from paraplu.rules.receipt_files import EV02

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.base.findings import Finding
    from paraplu.base.language import Message
    from paraplu.bookkeeping.invoices.shelf import Issued
    from paraplu.ledger.books import Books
    from paraplu.ledger.receipt_files import Receipt
    from paraplu.ledger.source.tracked import Tracked
    from paraplu.register.model import Register

_ADD = say(
    "Add it with git add. If a line in .gitignore keeps git from it, move it to a "
    "folder that git keeps, or give it another name."
)


def only_here(books: Books, register: Register, tracked: Tracked) -> Iterator[Finding]:
    """Yield what does not go with the next commit, though the books need it.

    Those are the register (CK01), the files of the ledger (CK05), receipts (EV02),
    issued invoices with their PDF (IN05, IN04), XML and seal (IN08), and hours (HR00).
    """
    if register.file and not tracked.has(register.file):
        yield CK01.found(
            say(
                "git does not keep the register {file}, so no other computer checks "
                "the books by it.",
                file=Path(register.file).name,
            ),
            Source(register.file, 0),
            hint=_ADD,
        )
    for file in books.text.files if books.text else ():
        if not tracked.has(file):
            yield CK05.found(
                say(
                    "git does not keep {file}, so on every other computer it is "
                    "missing from the books.",
                    file=file.name,
                ),
                Source(str(file), 1),
                hint=_ADD,
                severity=Severity.ERROR,
            )
    yield from _receipts(books, tracked)
    for file in sheets(books.main.parent / HOURS):
        if not tracked.has(file):
            yield HR00.found(
                say(
                    "git does not keep the hours of {file}, so no other computer has "
                    "them.",
                    file=file.stem,
                ),
                Source(str(file), 0),
                hint=_ADD,
            )
    if books.size:
        yield from _invoices(books, register, tracked)


def _receipts(books: Books, tracked: Tracked) -> Iterator[Finding]:
    """Yield the receipts that are here alone, at each place that names one.

    Those that are nowhere are found without this, and so are those that show nothing.
    """
    shelf = books.shelf
    told = set()
    for transaction, receipt in receipts_in(books):
        if shelf.find(receipt) and not _goes_along(books, receipt, tracked):
            told.add(receipt.path)
            yield EV02.found(
                _here_alone(books, receipt),
                receipt.source,
                hint=_ADD,
                member=min(transaction.members, default=None),
                date=transaction.date,
                cause=Cause.HERE_ALONE,
            )
    for paper in books.papers:
        # Without a line it is one that Beancount found by itself: nothing names it.
        if not paper.source.line or paper.path in told or not shelf.lying(paper):
            continue
        if not _goes_along(books, paper, tracked):
            yield EV02.found(_here_alone(books, paper), paper.source, hint=_ADD)


def _here_alone(books: Books, receipt: Receipt) -> Message:
    return say(
        "git does not keep the receipt {path}, so no other computer has it.",
        path=books.shelf.shown(receipt.path),
    )


def _goes_along(books: Books, receipt: Receipt, tracked: Tracked) -> bool:
    """Tell whether any of the files goes along that a path may lead to."""
    folders = (books.main.parent, Path(receipt.file).parent)
    return any(
        tracked.has(os.path.normpath(folder / receipt.path)) for folder in folders
    )


def _invoices(books: Books, register: Register, tracked: Tracked) -> Iterator[Finding]:
    invoices = read_invoices(books.main.parent, register)
    for number, file in invoices.numbers:
        if not tracked.has(file):
            yield IN05.found(
                say(
                    "git does not keep invoice {number}, so no other computer has it.",
                    number=str(number),
                ),
                Source(str(file), 1),
                hint=_ADD,
            )
    for issued in invoices.issued:
        seal = issued.file.with_suffix(SEAL)
        if seal.exists() and not tracked.has(seal):
            yield _paper(issued, seal)
        customer = invoices.customers.get(issued.invoice.customer)
        if customer is None or customer.private:
            continue
        xml = issued.document(".xml", private=False)
        if xml.exists() and not tracked.has(xml):
            yield _paper(issued, xml)
        pdf = issued.document(".pdf", private=False)
        if pdf.exists() and not tracked.has(pdf):
            yield IN04.found(
                say(
                    "git does not keep the PDF of invoice {number}, so no other "
                    "computer has it.",
                    number=str(issued.number),
                ),
                Source(str(issued.file), 1),
                hint=_ADD,
                member=issued.invoice.member,
                date=issued.day,
            )


def _paper(issued: Issued, file: Path) -> Finding:
    """Return that a file by which a change of an invoice is found is here alone."""
    return IN08.found(
        say(
            "git does not keep {file} of invoice {number}, so no other computer has "
            "it.",
            file=file.name,
            number=str(issued.number),
        ),
        Source(str(issued.file), 1),
        hint=_ADD,
        member=issued.invoice.member,
        date=issued.day,
    )
