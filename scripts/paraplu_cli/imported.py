"""What an import did, in whatever format it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from paraplu.base.findings import Severity

if TYPE_CHECKING:
    from pathlib import Path

    from paraplu.bookkeeping.bank_import import ImportPlan, OpenedLedger
    from paraplu.check import Report


@dataclass(frozen=True)
class Imported:
    """The plan, the books before it, the files written, and the check after it.

    Without a report nothing was written, or there are no books to check.
    """

    plan: ImportPlan
    ledger: OpenedLedger
    written: tuple[Path, ...]
    report: Report | None = None

    @property
    def errors(self) -> int:
        """How many errors the check finds in the books as they are now."""
        findings = self.report.verdict.findings if self.report else ()
        return sum(finding.severity is Severity.ERROR for finding in findings)

    @property
    def status(self) -> int:
        """The exit status: 1 where the books break a rule or differ from the bank."""
        agree = all(result.agrees for result in self.plan.results)
        has_books = self.ledger.books.text is not None
        return int(bool(self.errors) or (has_books and not agree))
