"""What there is to do, worked out once for each load and period, for all pages.

Beancount validates after its plugins have run, so the verdict cannot have what it and
Fava find; here it is among the findings.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from paraplu.base.file_names import INVOICES, REQUESTS
from paraplu.bookkeeping.payments.sent import mark_of_sent
from paraplu.ledger.books import LedgerError
from paraplu.ledger.transactions import source_of
from paraplu.plugin import ParapluError
from paraplu.reports.tasks.chores import chores_in
from paraplu.reports.tasks.making import tasks_of
from paraplu.reports.todo import todo_in
from paraplu.rules.beancount import judge as judge_beancount

if TYPE_CHECKING:
    from pathlib import Path

    from fava.core import FavaLedger

    from paraplu.base.findings import Finding
    from paraplu.fava.load import Load
    from paraplu.reports.span import Span
    from paraplu.reports.tasks.chores import Chore
    from paraplu.reports.tasks.model import JobTask
    from paraplu.reports.todo import ToDo
    from paraplu.rules.verdict import Judgement


@dataclass(frozen=True)
class Work:
    """What there is to do over a period: all of it, and by what somebody does."""

    view: ToDo
    tasks: tuple[JobTask, ...]

    @property
    def count(self) -> int:
        """How many cases somebody has to do something about."""
        return sum(one.count for one in self.tasks if one.presses)


def work_of(ledger: FavaLedger, load: Load, span: Span) -> Work:
    """Return what there is to do over a period."""
    books = load.judgement.books
    mark = (_mark(books.main.parent), mark_of_sent(books.root))

    def made(judgement: Judgement) -> tuple[ToDo, tuple[Chore, ...]]:
        todo = todo_in(judgement, of_beancount(ledger, load))
        return todo, chores_in(judgement, todo)

    todo, chores = load.once(("todo", mark), made)

    def within(_judgement: Judgement) -> Work:
        view = todo.within(span)
        return Work(view, tasks_of(view, chores))

    return load.once(("work", mark, span), within)


def of_beancount(ledger: FavaLedger, load: Load) -> tuple[Finding, ...]:
    """Return what Beancount and Fava themselves find wrong, a line once."""

    def found(judgement: Judgement) -> tuple[Finding, ...]:
        # Fava's types leave out that Beancount takes any shape for an error.
        every: list[Any] = list(ledger.errors)
        errors = tuple(
            LedgerError(error.message, source_of(error.source or {}))
            for error in every
            if not isinstance(error, ParapluError)
        )
        books = replace(judgement.books, errors=errors)
        return tuple(judge_beancount(books, judgement.register))

    return load.once(("beancount",), found)


def _mark(folder: Path) -> tuple[float, ...]:
    """Return what changes where a request or an invoice came to lie beside the books.

    They are files of their own, for which Fava does not load the books again.
    """
    return tuple(
        entry.stat().st_mtime
        for name in (INVOICES, REQUESTS)
        for top in (folder / name,)
        if top.is_dir()
        for entry in sorted(os.scandir(top), key=lambda one: one.name)
        if entry.is_dir()
    )
