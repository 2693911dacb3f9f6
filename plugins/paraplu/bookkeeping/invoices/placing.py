"""Puts issued invoices on the disk: file, documents and entry, all of it or nothing.

Why a note makes it one step is told in `paraplu.journal.atomic_step`.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from paraplu.base.file_names import PRIVATE_INVOICES
from paraplu.base.language import Language
from paraplu.base.sums import sums_of
from paraplu.bookkeeping.invoices.sealing import SEAL
from paraplu.bookkeeping.invoices.texts import issued_text
from paraplu.journal.atomic_step import Together

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from paraplu.bookkeeping.invoices.issuing import IssuePlan

# How the ledger's file of invoices is called: 2026/2026-03-invoices.beancount.
_BOOK = {"en": "invoices", "nl": "facturen"}


@dataclass(frozen=True)
class Placing:
    """Where the ledger of an invoice is, and in which language its files speak."""

    ledger: Path
    language: str

    def book(self, plan: IssuePlan) -> Path:
        """Return the ledger's file that the entry of an invoice goes into."""
        name = f"{plan.day:%Y-%m}-{_BOOK[self.language]}.beancount"
        return self.ledger / f"{plan.day:%Y}" / name

    def place(
        self,
        plans: Iterable[IssuePlan],
        documents: Callable[[IssuePlan], Mapping[str, bytes]],
    ) -> None:
        """Write all that these invoices become, as one step, under a lock.

        `documents` makes the contents of an invoice's documents by the end of their
        names, such as `.pdf`. OSError where the disk does not want it: then nothing of
        it counts.
        """
        entries: defaultdict[Path, list[str]] = defaultdict(list)
        gone = []
        with Together(self.ledger) as step:
            for plan in plans:
                text = issued_text(plan.invoice, Language(self.language))
                files = {plan.file: text.encode()}
                for suffix, data in documents(plan).items():
                    files[document_path(plan, suffix)] = data
                for path, data in files.items():
                    step.new(path, data)
                folder = plan.file.parent
                named = {
                    path.relative_to(folder).as_posix(): data
                    for path, data in files.items()
                }
                step.new(plan.file.with_suffix(SEAL), sums_of(named))
                entries[self.book(plan)].append(plan.entry)
                if plan.draft:
                    gone.append(plan.draft)
            for path, texts in entries.items():
                step.below(path, "\n".join(texts))
            step.commit(gone)


def document_path(plan: IssuePlan, suffix: str) -> Path:
    """Return where a document of an invoice lies."""
    folder = plan.file.parent / PRIVATE_INVOICES if plan.private else plan.file.parent
    return folder / f"{plan.file.stem}{suffix}"
