"""PD05: an entry in the file of another month, where the register wants files by month.

Whoever closes March looks at the files of March. Only where the register says
`periods: {files: month}`, and only in files that are called after a month, such as
`2025-03-bank.beancount`.
"""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING

from paraplu.base.dates import Month
from paraplu.base.findings import Severity
from paraplu.base.language import say
from paraplu.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.base.findings import Finding
    from paraplu.ledger.books import Books
    from paraplu.register.model import Register

PD05 = Rule(
    "PD05",
    Severity.ERROR,
    say("An entry in the file of another month"),
    reads=("periods",),
)
_OF_MONTH = re.compile(r"(\d{4}-\d\d)(?:[-_. ].*)?", re.ASCII)


def judge_files(books: Books, register: Register) -> Iterator[Finding]:
    """Yield the entries that stand in the file of another month than their own."""
    if not register.periods.files_by_month:
        return
    months: dict[str, Month | None] = {}
    for transaction in books.transactions:
        file = transaction.source.file
        if file not in months:
            months[file] = _month_of(file)
        month = months[file]
        if month is None or Month.of(transaction.date) == month:
            continue
        yield PD05.found(
            say(
                "An entry of {day} is in the file of {month}.",
                day=transaction.date,
                month=month,
            ),
            transaction.source,
            hint=say("Move it to the file of its month, or correct its day."),
            date=transaction.date,
        )


def _month_of(file: str) -> Month | None:
    found = _OF_MONTH.fullmatch(PurePath(file).stem)
    return Month.read(found[1]) if found else None
