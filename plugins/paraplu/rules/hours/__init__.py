"""The rules of hours, over the files that lie beside the ledger, read once for all.

Books without hours are left alone, but for members whose permission has a cap: of them
it is asked that they write their hours down.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.bookkeeping.hours.shelf import read_hours
from paraplu.rules.hours.caps import HR01, HR02, judge_caps
from paraplu.rules.hours.sheets import HR00
from paraplu.rules.hours.silence import HR03, judge_silence
from paraplu.rules.hours.turnover import HR04, judge_turnover
from paraplu.rules.rule import Family

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.base.findings import Finding
    from paraplu.ledger.books import Books
    from paraplu.register.model import Register


def judge(books: Books, register: Register) -> Iterator[Finding]:
    """Yield what is wrong with the hours, and what to look at."""
    hours = read_hours(books.main.parent, books.root, register)
    yield from hours.faults
    for member in register.members.values():
        rows = hours.of(member.code)
        if any(permission.hours for permission in member.permissions):
            yield from judge_caps(member, rows, books.today)
            yield from judge_silence(member, rows, books.today)
        if rows:
            yield from judge_turnover(books, register, member, rows)


FAMILY = Family((HR00, HR01, HR02, HR03, HR04), judge)
