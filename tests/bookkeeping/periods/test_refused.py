"""Nothing is written into a closed period, and whoever tries is told the same."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from tests.bookkeeping.periods.small import FILES, LEDGER, close
from tests.support import MEMBERS, write_books

from paraplu.base.language import Language
from paraplu.check import check
from paraplu.journal import CannotBook, DirectiveText, PendingEntries
from paraplu.ledger.seals import SealKind

BANK = '2025-03-09 * "Market"\n  Assets:Bank  1.00 EUR\n  Equity:Coop\n'
TAXED = BANK.replace("Equity:Coop", "Liabilities:VAT")
SAID = BANK.replace('"Market"', '"Market"\n  vat: "zero"')
FUND = BANK.replace("Equity:Coop", "Income:Funds:Cordaid2025")


def refusal(main: Path, entry: str) -> str:
    """Return why an entry cannot be added; empty where it can."""
    report = check(main)
    drafted = PendingEntries(report.books, report.register)
    day = dt.date.fromisoformat(entry[:10])
    try:
        drafted.add_quiet(DirectiveText(day, entry))
    except CannotBook as fault:
        return Language("en").render(fault.message)
    return ""


@pytest.mark.parametrize(
    ("scope", "entry", "refused"),
    [
        ("all", BANK, True),
        ("all", BANK.replace("03-09", "04-01"), False),
        ("vat", BANK, False),
        ("vat", TAXED, True),
        ("vat", SAID, True),
        ("fund:Cordaid2025", FUND, True),
        ("fund:Cordaid2025", TAXED, False),
    ],
)
def test_what_is_refused(
    scope: str, entry: str, *, refused: bool, tmp_path: Path
) -> None:
    main = write_books(tmp_path, LEDGER, files=FILES)
    close(main, scope=scope)
    assert refusal(main, entry).startswith("2025-Q1 was closed on") is refused


def test_what_was_filed_is_said_apart(tmp_path: Path) -> None:
    main = write_books(tmp_path, LEDGER, files=FILES)
    close(main, kind=SealKind.FILED)
    assert refusal(main, BANK) == (
        "2025-Q1 was closed on 2025-06-01, so nothing of 2025-03-09 can be added "
        "(PD03). It was filed: use a later day, and say what the entry corrects."
    )


LATE = "periods: {close_within: 20}\n"


@pytest.mark.parametrize(
    ("closed", "today", "found"),
    [
        ((), "2025-02-20", []),
        ((), "2025-02-21", ["2025-01-31"]),
        (("2025-01",), "2025-04-20", []),
        (("2025-01",), "2025-04-21", ["2025-03-31"]),
        # February had nothing, and is no month that waits.
        (("2025-01", "2025-02", "2025-03"), "2025-05-20", []),
    ],
)
def test_a_month_that_waits_too_long(
    closed: tuple[str, ...], today: str, found: list[str], tmp_path: Path
) -> None:
    main = write_books(tmp_path, LEDGER, members=LATE + MEMBERS, files=FILES)
    for one in closed:
        close(main, one)
    findings = check(main, today=dt.date.fromisoformat(today)).verdict.findings
    late = [str(one.date) for one in findings if one.code == "PD04"]
    assert late == found


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("2025-03-bank.beancount", 1),
        ("2025-03.beancount", 1),
        ("2025/2025-03-bank.beancount", 1),
        ("2025-04-bank.beancount", 0),
        ("bank.beancount", 0),
        ("2025-13-bank.beancount", 0),
    ],
)
@pytest.mark.parametrize("asked", ["month", "any"])
def test_an_entry_in_the_file_of_another_month(
    name: str, found: int, asked: str, tmp_path: Path
) -> None:
    april = LEDGER[LEDGER.index("2025-04-02") :]
    main = write_books(
        tmp_path,
        f'include "{name}"\n',
        members=f"periods: {{files: {asked}}}\n{MEMBERS}",
        files={name: april},
    )
    findings = check(main).verdict.findings
    wanted = found if asked == "month" else 0
    assert [one.code for one in findings if one.code == "PD05"] == ["PD05"] * wanted


def test_a_fund_that_there_is_not_is_not_sealed(tmp_path: Path) -> None:
    """One that is spelled wrong would be sealed with nothing in it."""
    main = write_books(tmp_path, LEDGER, files=FILES)
    with pytest.raises(CannotBook) as fault:
        close(main, scope="fund:Cordaid", kind=SealKind.FILED)
    assert Language("en").render(fault.value.message) == (
        "There is no fund “Cordaid” in the register. Give one of: Cordaid2025."
    )
    # That of the register has no entries yet, and may be sealed.
    assert close(main, scope="fund:Cordaid2025", kind=SealKind.FILED).is_file()
