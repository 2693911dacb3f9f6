"""Which files of months are a bank's, and in which is what moves no money."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from tests.support import report_on

from paraplu.journal.placement import Placement

ING, RABO, SUMUP = "Assets:Bank:Ing", "Assets:Bank:Rabo", "Assets:Clearing:SumUp"
HEAD = """\
option "operating_currency" "EUR"
plugin "paraplu" "../members.yaml"
include "20*/*.beancount"
"""
OPEN = "".join(
    f"2025-01-01 open {name} EUR\n"
    for name in (
        *(ING, RABO, SUMUP, "Assets:Clearing:Unallocated", "Expenses:Coop:Rent"),
        *("Equity:Opening-Balances", "Assets:Members:L01:Stock"),
        *("Expenses:Members:L01:Costs", "Expenses:Members:L01:Contribution"),
        "Income:Coop:Contribution",
    )
)
BEGIN = f"""\
2025-01-01 * "Begin"
  {ING}  100.00 EUR
  {RABO}  50.00 EUR
  Equity:Opening-Balances
"""
JUNE = dt.date(2025, 6, 30)


def entry(day: str, one: str, other: str) -> str:
    return f'2025-{day} * "x"\n  {one}  -1.00 EUR\n  {other}  1.00 EUR\n'


def rent(day: str, bank: str) -> str:
    return entry(day, bank, "Expenses:Coop:Rent")


def used(day: str) -> str:
    return entry(day, "Assets:Members:L01:Stock", "Expenses:Members:L01:Costs")


def contributed(day: str) -> str:
    one, other = "Income:Coop:Contribution", "Expenses:Members:L01:Contribution"
    return entry(day, one, other)


def placed(folder: Path, **files: str) -> Placement:
    """Return where things go in books with these files, by their makes in a month."""
    texts = {
        f"2025/2025-{make[-2:]}-{make[:-3]}.beancount": text
        for make, text in files.items()
    }
    books = report_on(folder, OPEN, head=HEAD, files=texts).books
    return Placement(books)


@pytest.mark.parametrize(
    ("account", "files", "name"),
    [
        (ING, {"memoriaal_01": BEGIN + used("01-05")}, "ing"),
        (RABO, {"memoriaal_01": BEGIN + used("01-05")}, "rabo"),
        (ING, {"memoriaal_01": BEGIN, "bank_02": rent("02-01", ING)}, "bank"),
        (RABO, {"memoriaal_01": BEGIN, "bank_02": rent("02-01", ING)}, "rabo"),
        (ING, {"bank_01": f"{BEGIN}2025-01-02 balance {ING}  100 EUR\n"}, "bank"),
        (
            ING,
            {"memoriaal_02": rent("02-01", ING) + 3 * used("02-03")},
            "ing",
        ),
        (
            RABO,
            {"bank_02": rent("02-01", ING) * 2 + entry("02-02", ING, RABO)},
            "rabo",
        ),
        (
            RABO,
            {"bank_02": 3 * rent("02-01", ING), "spaar_02": rent("02-02", RABO)},
            "spaar",
        ),
        (SUMUP, {"bank_02": rent("02-01", ING) + entry("02-02", SUMUP, ING)}, "sumup"),
        (SUMUP, {"pin_02": 2 * entry("02-02", SUMUP, "Expenses:Coop:Rent")}, "pin"),
        (ING, {"bank_02": rent("02-01", ING) + 2 * used("02-02")}, "bank"),
    ],
    ids=[
        "an opening",
        "an opening of two",
        "a file of its own",
        "a file of another",
        "a balance",
        "an odd entry",
        "a transfer",
        "two banks",
        "a payout",
        "a provider",
        "bills among payments",
    ],
)
def test_which_file_is_a_banks(
    tmp_path: Path, account: str, files: dict[str, str], name: str
) -> None:
    found = placed(tmp_path, **files).file(account, JUNE)
    assert found == tmp_path / "ledger" / "2025" / f"2025-06-{name}.beancount"


@pytest.mark.parametrize(
    ("files", "name"),
    [
        ({"bank_04": 2 * rent("04-01", ING)}, "bank"),
        (
            {"bank_04": 2 * rent("04-01", ING), "memoriaal_03": used("03-01")},
            "memoriaal",
        ),
        (
            {"bank_06": 3 * rent("06-01", ING), "afdracht_06": contributed("06-30")},
            "bank",
        ),
        (
            {
                "afdracht_06": 3 * contributed("06-30"),
                "memoriaal_06": used("06-01") + contributed("06-01"),
                "bank_06": rent("06-01", ING),
            },
            "memoriaal",
        ),
    ],
    ids=["a bank", "a journal", "contributions", "more contributions"],
)
def test_what_moves_no_money_is_in_the_month_it_is_of(
    tmp_path: Path, files: dict[str, str], name: str
) -> None:
    found = placed(tmp_path, **files).quiet(JUNE)
    assert found == tmp_path / "ledger" / "2025" / f"2025-06-{name}.beancount"
