"""Small books with a closed period, and what the check says once they were changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from tests.support import MEMBERS, write_books

from paraplu.base.periods import Period
from paraplu.bookkeeping.periods.sealing import (
    SealedWith,
    SealOrder,
    changes_of,
    sealed,
)
from paraplu.check import check
from paraplu.journal import write_together
from paraplu.ledger.seals import Scope, SealKind, seals_of

LEDGER = """\
2025-01-15 * "Means of the cooperative"
  Assets:Bank                     500.00 EUR
  Equity:Coop                    -500.00 EUR

2025-03-04 * "Market" "Chairs"
  Assets:Bank                     121.00 EUR
  Income:Members:L01:Sales       -100.00 EUR
  Liabilities:VAT                 -21.00 EUR

2025-03-05 * "Woodshop" "Oak"
  receipt: "oak.pdf"
  Expenses:Members:L01:Costs       40.00 EUR
  Assets:Bank                     -40.00 EUR

2025-03-05 * "Market" "Cakes"
  Assets:Bank                      54.50 EUR
  Income:Members:L02:Sales        -50.00 EUR
  Liabilities:VAT                  -4.50 EUR

2025-04-02 * "Market" "Chairs"
  Assets:Bank                     121.00 EUR
  Income:Members:L01:Sales       -100.00 EUR
  Liabilities:VAT                 -21.00 EUR
"""
FILES = {"oak.pdf": "a bill for oak"}
DAY = dt.date(2025, 6, 1)


def close(
    main: Path,
    period: str = "2025-Q1",
    *,
    scope: str = "all",
    kind: SealKind = SealKind.CLOSED,
    by: str = "L01",
    day: dt.date = DAY,
) -> Path:
    """Close a period of some books, and return the file of its seal."""
    report = check(main, today=day)
    order = SealOrder(_period(period), _scope(scope), kind, by, day)
    seals = seals_of(main.parent)
    judged = SealedWith("0", report.rules_checksum, report.register_checksum)
    seal = sealed(
        order,
        report.books,
        report.register,
        seals,
        report.verdict.findings,
        judged=judged,
    )
    assert seal
    return write_together(changes_of([seal], seals))[0]


def closed_books(
    folder: Path,
    ledger: str = LEDGER,
    *,
    scope: str = "all",
    members: str = MEMBERS,
    files: Mapping[str, str] | None = None,
) -> Path:
    """Write books of which the first quarter is closed; return the main file."""
    main = write_books(folder, ledger, members=members, files=files or FILES)
    close(main, scope=scope)
    return main


def said(main: Path, *codes: str) -> list[str]:
    """Return what the check finds under these codes: code, amount, file and line."""
    findings = check(main, today=DAY).verdict.findings
    return [
        " ".join(
            str(part)
            for part in (one.code, one.amount, Path(one.source.file).name)
            if part is not None
        )
        for one in findings
        if one.code in (codes or ("PD01", "PD02"))
    ]


def _period(text: str) -> Period:
    found = Period.read(text)
    assert found
    return found


def _scope(text: str) -> Scope:
    found = Scope.read(text)
    assert found
    return found
