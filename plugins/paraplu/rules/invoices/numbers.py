"""IN01 and IN02 in the files: numbers with a gap, out of order, or given twice.

Invoices have one sequence, so that nobody can take one out unseen, and a number means
one of them (art. 35a lid 1 onder b Wet OB). Two people who issue on branches of their
own give a number twice: to two files, or as here in the ledger.

    number: 2025-0002  # IN01
    issued: 2025-03-11
    total: 6.50
    member: L02
    trade_name: Taartenatelier Zoet
    delivered: 2025-03-05
    lines: [{description: Course, quantity: 1, price: 6.50, vat: exempt}]

    2025-03-11 * "Course" ^2025-0002
      Assets:Members:L02:Receivable    6.50 EUR
      Income:Members:L02:Sales        -6.50 EUR

    2025-03-11 * "Course" ^2025-0002  ; IN02 L02 6.50
      Assets:Bank                      6.50 EUR
      Income:Members:L02:Sales        -6.50 EUR

    2025-03-11 * "Means of the cooperative"
      Assets:Bank                    100.00 EUR
      Equity:Coop                   -100.00 EUR
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import TYPE_CHECKING

from paraplu.base.findings import Finding, Severity, Source
from paraplu.base.language import say
from paraplu.bookkeeping.invoices.numbers import Number, first_of
from paraplu.rules.invoices.told import on_file
from paraplu.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from paraplu.bookkeeping.invoices.shelf import Invoices, Issued
    from paraplu.register.model import Register

IN01 = Rule(
    "IN01",
    Severity.ERROR,
    say("Invoice numbers with a gap, or out of order"),
    reads=("invoices.series", "invoices.first"),
)
IN02 = Rule(
    "IN02",
    Severity.ERROR,
    say("An invoice number given twice"),
    reads=("invoices.series",),
)

AGAIN = say(
    "Keep the number on the invoice that the customer got first. If the other one has "
    "a file of its own, `paraplu invoice renumber` gives it the next number. If it has "
    "none, it was booked twice: delete one of the entries."
)


def judge_gaps(invoices: Invoices, register: Register) -> Iterator[Finding]:
    """Yield the numbers that are missing before others (IN01)."""
    files: defaultdict[tuple[str, int], dict[int, Path]] = defaultdict(dict)
    for number, file in invoices.numbers:
        files[number.series].setdefault(number.place, file)
    for series, counts in files.items():
        first = first_of(series, register.invoices)
        if first is None:
            continue
        before = first - 1
        for count in sorted(counts):
            if count > before + 1:
                missing, found = Number(*series, before + 1), Number(*series, count)
                yield _gap(missing, found, counts[count])
            before = max(before, count)


def _gap(missing: Number, found: Number, file: Path) -> Finding:
    last = found._replace(place=found.place - 1)
    return IN01.found(
        say(
            "Invoice {number} is there, but {missing} is not.",
            number=str(found),
            missing=str(missing) if missing == last else f"{missing} … {last}",
        ),
        Source(str(file), 1),
        hint=say(
            "Look for the files in git. If the numbers before this one were given "
            "somewhere else, write that in the register: `invoices: first: "
            "[{number}]`.",
            number=str(found),
        ),
        member=found.member or None,
    )


def judge_order(invoices: Invoices) -> Iterator[Finding]:
    """Yield the invoices of a day before that of an earlier number (IN01)."""
    newest: dict[tuple[str, int], Issued] = {}
    for issued in invoices.issued:
        earlier = newest.get(issued.number.series, issued)
        if earlier.day > issued.day:
            yield on_file(
                IN01,
                issued,
                say(
                    "Invoice {number} is dated {day}, but {earlier} before it is dated "
                    "{was}.",
                    number=str(issued.number),
                    day=issued.day,
                    earlier=str(earlier.number),
                    was=earlier.day,
                ),
                say("Get the file that was changed back from git."),
            )
        else:
            newest[issued.number.series] = issued


def judge_files(invoices: Invoices) -> Iterator[Finding]:
    """Yield the numbers that two files have (IN02)."""
    days = {issued.file: issued.day for issued in invoices.issued}
    first: dict[Number, Path] = {}
    # What was issued last is most likely the one that nobody has seen yet.
    for number, file in sorted(
        invoices.numbers, key=lambda one: (days.get(one[1], dt.date.max), one[1])
    ):
        earlier = first.setdefault(number, file)
        if earlier != file:
            yield IN02.found(
                say(
                    "Number {number} was given twice: to {file} and to {other}.",
                    number=str(number),
                    file=earlier.name,
                    other=file.name,
                ),
                Source(str(file), 1),
                hint=say(
                    "Renumber the one that was not sent or paid yet, such as the last: "
                    "{command}",
                    command=f"paraplu invoice renumber {file.name}",
                ),
                member=number.member or None,
            )
