"""The books of an invoice command: locked, whole, and read."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from paraplu.base.language import Language, say
from paraplu.bookkeeping.invoices.shelf import Invoices, read_invoices
from paraplu.journal import CannotBook, alone
from paraplu.journal.atomic_step import CannotFinish
from paraplu.services.invoicing import InvoicingBooks
from paraplu_cli.clock import clock
from paraplu_cli.command import Misuse, Stopped
from paraplu_cli.loading import examine, language_of
from paraplu_cli.options import day_option, main_by
from paraplu_cli.places import shown, written
from paraplu_cli.standing import BROKEN, broken

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from paraplu.base.findings import Finding
    from paraplu.check import Report

LEDGER = main_by("--ledger")
DATE = day_option(
    "--date",
    "day",
    words=say("The date of issue (default: today)."),
)


@dataclass(frozen=True)
class InvoiceDesk:
    """The books, the invoices, and the language to speak."""

    report: Report
    invoices: Invoices
    language: Language

    @property
    def served(self) -> InvoicingBooks:
        """The same, as services take it."""
        report = self.report
        return InvoicingBooks(report.books, report.register, self.invoices)


def read(main: Path, members: Path | None, today: dt.date | None = None) -> InvoiceDesk:
    """Return the books with their invoices; Stopped where they cannot be used."""
    report = examine(main, members, today)
    if not report.loaded or report.register.faults:
        raise Stopped(
            say("The register or the ledger cannot be used; paraplu check says why.")
        )
    invoices = read_invoices(report.books.main.parent, report.register)
    return InvoiceDesk(report, invoices, language_of(report))


def must_be_sound(reading: InvoiceDesk) -> None:
    """Stop before anything is written where Beancount finds an error in the books."""
    if broken(reading.report):
        raise Stopped(BROKEN)


@contextmanager
def writing(main: Path, *, dry_run: bool = False) -> Iterator[None]:
    """Be the only one who writes in the books; finish first what was interrupted.

    Stopped in a dry run where there is something to finish: that would write.
    """
    try:
        with alone(main.absolute().parent, dry_run=dry_run):
            yield
    except (CannotBook, CannotFinish) as fault:
        raise Stopped(fault.message) from fault


def day_of_issue(day: dt.date | None) -> dt.date:
    """Return the day that was asked for, else today; Misuse for one to come.

    Numbers follow the days, so that one invoice of the next century would be the last.
    """
    today = clock()
    if day and day > today:
        raise Misuse(say("{day} is in the future.", day=day))
    return day or today


def complain_of(findings: Iterable[Finding], language: Language) -> None:
    """Tell each finding on standard error, in one line."""
    for finding in findings:
        file, line = finding.source
        words = [language.render(finding.message)]
        if finding.hint:
            words.append(language.render(finding.hint))
        place = written(finding.source._replace(file=shown(file), line=line))
        click.echo(f"{language.value(place)}  {' '.join(words)}", file=sys.stderr)
