"""The figures of the page and of the command, to the cent those of Beancount's queries.

The queries add up accounts by their names, and know nothing of paraplu. What a closing
takes to the thermometer is left out of what was earned and used.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from decimal import Decimal

import beanquery
import pytest
from tests.cli.conftest import Run
from tests.cli.conftest import run as run  # noqa: PLC0414 - a fixture
from tests.fava.conftest import EXAMPLE, Site
from tests.fava.test_members import table

MEMBERS = [f"L0{n}" for n in range(1, 9)]
FIRST, LAST = "2000-01-01", "2026-10-31"
# Which accounts of a member a figure adds up, and on which side it is positive.
MOVED = {
    "start capital": ("Equity:.*:StartCapital", -1),
    "turnover": ("Income:", -1),
    "costs": ("Expenses:.*:Costs", 1),
    "contribution": ("Expenses:.*:Contribution", 1),
    "growth": ("(Expenses:.*:Growth|Assets:.*:Equipment)", 1),
    "training": ("Expenses:.*:Training", 1),
    "set-off": ("Expenses:.*:SetOff", 1),
}
LEFT = "(Income:|Expenses:|Equity:|Assets:.*:Equipment)"


@pytest.fixture(scope="module")
def ledger() -> beanquery.Connection:
    return beanquery.connect(f"beancount:{EXAMPLE}")


def queried(
    ledger: beanquery.Connection, accounts: str, begin: str, end: str, where: str = ""
) -> dict[str, Decimal]:
    """Return what was booked on some accounts, by member, both days included."""
    rows = ledger.execute(
        "SELECT account, sum(number) "
        f"WHERE account ~ '^{accounts}' AND account ~ ':Members:' "
        f"AND date >= {begin} AND date <= {end} {where} GROUP BY account"
    ).fetchall()
    sums = dict.fromkeys(MEMBERS, Decimal(0))
    for account, amount in rows:
        sums[account.split(":")[2]] += amount
    return sums


def figures(
    ledger: beanquery.Connection, begin: str, end: str
) -> dict[str, dict[str, Decimal]]:
    """Return every figure that a query can tell, by name and then by member."""
    found = {}
    for name, (accounts, sign) in MOVED.items():
        sums = queried(
            ledger,
            accounts,
            begin,
            end,
            # What the books begin with was before them.
            "AND NOT narration ~ '^(Afsluiting|Beginbalans)'",
        )
        found[name] = {code: sign * amount for code, amount in sums.items()}
    left = queried(ledger, LEFT, FIRST, end)
    found["thermometer"] = {code: -amount for code, amount in left.items()}
    return found


def number(text: str) -> Decimal:
    """Return an amount as the English page writes it."""
    return Decimal(text.replace(",", "").replace("−", "-"))


@pytest.mark.parametrize(
    ("time", "begin", "end"),
    [
        ("", FIRST, LAST),
        ("2025", "2025-01-01", "2025-12-31"),
        ("2026", "2026-01-01", LAST),
        ("2026-q2", "2026-04-01", "2026-06-30"),
        ("2025-12", "2025-12-01", "2025-12-31"),
    ],
)
def test_the_page_of_members(
    example: Site, ledger: beanquery.Connection, time: str, begin: str, end: str
) -> None:
    expected = figures(ledger, begin, end)
    shown = table(example.page("ParapluMembers", time=time))
    assert list(shown) == [*MEMBERS, "total"]
    for code in MEMBERS:
        for name, amount in headed(expected, code).items():
            # A column of nils alone is left out.
            assert amount == number(shown[code].get(name, "0")), (code, name)


def headed(every: Mapping[str, Mapping[str, Decimal]], code: str) -> dict[str, Decimal]:
    """Return the figures of a member under the headings of the page."""
    figures = {name: amounts[code] for name, amounts in every.items()}
    net = figures["turnover"] - figures["costs"]
    return {
        "earned": net - figures["contribution"],
        "turnover": figures["turnover"],
        "costs": figures["costs"],
        "contribution": figures["contribution"],
        "start capital": figures["start capital"],
        "growth": figures["growth"],
        "training": figures["training"],
        "to the municipality": figures["set-off"],
        "left": figures["thermometer"],
    }


@pytest.mark.parametrize("end", [LAST, "2025-12-31", "2026-02-14"])
def test_the_command(ledger: beanquery.Connection, run: Run, end: str) -> None:
    told = run("members", "--format", "csv", "--today", end, str(EXAMPLE))
    rows = {row["member"]: row for row in csv.DictReader(told.out.splitlines())}
    assert list(rows) == MEMBERS
    for name, amounts in figures(ledger, FIRST, end).items():
        column = name.replace(" ", "_").replace("-", "_")
        assert {code: Decimal(rows[code][column]) for code in MEMBERS} == amounts, name
