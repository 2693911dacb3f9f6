"""What is closed stays closed, and periods are closed in time.

Seals are made by `paraplu period close`; what they are is in `paraplu.ledger.seals`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.rules.periods.changed import PD01, PD03, judge_entries
from paraplu.rules.periods.documents import PD02, judge_documents
from paraplu.rules.periods.late import PD04, judge_late
from paraplu.rules.periods.own_files import PD05, judge_files
from paraplu.rules.rule import Family

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.base.findings import Finding
    from paraplu.ledger.books import Books
    from paraplu.register.model import Register

RULES = (PD01, PD02, PD03, PD04, PD05)


def judge(books: Books, register: Register) -> Iterator[Finding]:
    """Yield what changed in closed periods, and what is not closed in time."""
    yield from judge_files(books, register)
    seals = books.seals
    yield from judge_late(books, register, seals)
    if seals.seals or seals.unreadable:
        yield from judge_entries(books, register, seals)
        yield from judge_documents(books, seals)


FAMILY = Family(RULES, judge)
