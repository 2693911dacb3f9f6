"""`paraplu contribution`: writes what is due and not there, and nothing twice."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from tests.cli.conftest import REGISTER, SOUND, Run
from tests.support import write_books

TABLE = """\
Contributions for 2025-02, in EUR

member   taken of        base   rate   carried     due   booked
L01      net turnover   88.00    30%             26.40            new

1 entry written.
  ledger/2025/2025-02-contribution.beancount
  ledger/main.beancount
"""
# The books open their accounts by themselves, so no account has to be opened.
ENTRY = """\
; 30% of 88.00 (net turnover)
2025-02-28 * "Contribution L01 2025-02" ^contribution-2025-02-L01
  contribution: "2025-02"
  Expenses:Members:L01:Contribution                          26.40 EUR
  Income:Coop:Contribution                                  -26.40 EUR
"""
REFUND = """
2025-02-28 * "Contribution of February"
  Expenses:Members:L01:Contribution     26.40 EUR
  Income:Coop:Contribution             -26.40 EUR

2025-03-05 * "Customer" "Sent back" ^back
  Income:Members:L01:Sales              10.00 EUR
  Assets:Bank
"""
RETURNED = """\
; 30% of -10.00 (net turnover)
2025-03-31 * "Contribution L01 2025-03" ^contribution-2025-03-L01
  contribution: "2025-03"
  Expenses:Members:L01:Contribution                          -3.00 EUR
  Income:Coop:Contribution                                    3.00 EUR
"""
OTHER = """
2025-02-28 * "Contribution of February"
  Expenses:Members:L01:Contribution     30.00 EUR
  Income:Coop:Contribution             -30.00 EUR
"""


@pytest.fixture
def sound(books: Path) -> Path:
    return write_books(
        books, SOUND, members=REGISTER, files={"cursus.txt": "course"}
    ).parent


def contributions(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*-contribution.beancount"))


def test_it_writes_what_is_due(sound: Path, run: Run) -> None:
    assert run("contribution", "2025-02") == (0, TABLE, "")
    (file,) = contributions(sound)
    assert ENTRY in file.read_text("utf-8")
    findings = json.loads(run("check", "--format", "json").out)["findings"]
    assert [one["code"] for one in findings if one["code"] == "PF07"] == []


TWO_POLICIES = """\
cooperative: {name: Coöperatie De Proeftuin U.A.}
policies:
  - {from: 2025-01-01, contribution: {base: turnover, rate: 10%}}
  - {from: 2025-02-15, contribution: {base: net_turnover, rate: 30%}}
members:
  L01: {joined: 2025-01-01, permission: [{from: 2025-01-01}]}
"""
HALVES = """\
2025-02-03 * "Before"
  Income:Members:L01:Sales     -200.00 EUR
  Assets:Bank

2025-02-20 * "After"
  Income:Members:L01:Sales     -100.00 EUR
  Assets:Bank

2025-03-20 * "In a month of one policy"
  Income:Members:L01:Sales     -100.00 EUR
  Assets:Bank
"""


def test_a_month_of_two_policies_tells_what_each_of_them_took(
    books: Path, run: Run
) -> None:
    """200.00 of turnover at 10%, and 100.00 of net turnover at 30%: 20.00 + 30.00."""
    folder = write_books(books, HALVES, members=TWO_POLICIES).parent
    row = "L01      turnover / net turnover   300.00   10% / 30%             50.00  "
    assert row in run("contribution", "2025-02").out
    assert (
        "L01      net turnover   100.00    30% " in run("contribution", "2025-03").out
    )
    february, march = (file.read_text("utf-8") for file in contributions(folder))
    assert "; 10% of 200.00 (turnover) + 30% of 100.00 (net turnover)\n" in february
    assert "; 30% of 100.00 (net turnover)\n" in march
    (one,) = json.loads(
        run("contribution", "2025-02", "--dry-run", "--format", "json").out
    )["contributions"]
    assert (one["of"], one["rate"]) == ("turnover / net_turnover", "10% / 30%")


def test_a_second_time_it_writes_nothing(sound: Path, run: Run) -> None:
    run("contribution", "2025-02")
    before = {file: file.read_bytes() for file in sound.rglob("*.*")}
    status, out, err = run("contribution", "2025-02")
    assert (status, err) == (0, "")
    assert out.endswith(
        "booked\n\nEverything is already booked: nothing was written.\n"
    )
    assert {file: file.read_bytes() for file in sound.rglob("*.*")} == before


def test_a_dry_run_writes_nothing(sound: Path, run: Run) -> None:
    status, out, _ = run("contribution", "2025-02", "--dry-run")
    assert status == 0
    assert out.endswith("1 entry would be written.\n")
    assert contributions(sound) == []


def test_what_stands_is_left_alone(books: Path, run: Run) -> None:
    write_books(books, SOUND + OTHER, members=REGISTER, files={"cursus.txt": "course"})
    status, out, _ = run("contribution", "2025-02")
    assert status == 1
    assert "26.40    30.00   differs\n" in out
    assert contributions(books) == []


@pytest.mark.usefixtures("sound")
def test_for_programs(run: Run) -> None:
    found = json.loads(run("contribution", "2025-02", "--format", "json").out)
    assert found["written"] == [
        "ledger/2025/2025-02-contribution.beancount",
        "ledger/main.beancount",
    ]
    assert found["contributions"] == [
        {
            "month": "2025-02",
            "member": "L01",
            "purpose": "",
            "of": "net_turnover",
            "base": "88.00",
            "rate": "30%",
            "exact": "26.40",
            "carried": "0.00",
            "due": "26.40",
            "booked": "",
            "state": "new",
        }
    ]
    rows = csv.DictReader(
        io.StringIO(run("contribution", "2025-02", "--format", "csv").out)
    )
    assert [(row["member"], row["state"]) for row in rows] == [("L01", "booked")]


@pytest.mark.usefixtures("sound")
@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["2025-13"], "“2025-13” is not a month such as 2026-03."),
        (["maart"], "“maart” is not a month such as 2026-03."),
        (
            ["2025-02", "--today", "2025-02-27"],
            "2025-02 ends on 2025-02-28; what is due is known only after that.",
        ),
        (
            ["2023-02"],
            (
                "No contribution was agreed for 2023-02. Write it in the register, "
                "under policies: contribution: {base: net_turnover, rate: 30%}."
            ),
        ),
    ],
)
def test_what_cannot_be(arguments: list[str], why: str, run: Run) -> None:
    status, out, err = run("contribution", *arguments)
    assert (status, out) == (2, "")
    assert err.startswith(f"paraplu: {why}")
    assert len(err.splitlines()) == 1


def test_books_that_do_not_load(books: Path, run: Run) -> None:
    write_books(books, '2025-02-30 * "No day"\n', members=REGISTER)
    status, _, err = run("contribution", "2025-02")
    assert status == 2
    assert "Traceback" not in err


@pytest.mark.parametrize(("deficit", "written"), [("return", 1), ("carry", 0)])
def test_what_is_to_be_given_back(
    deficit: str, written: int, books: Path, run: Run
) -> None:
    register = REGISTER.replace("rate: 30%", f"rate: 30%, deficit: {deficit}")
    sold = SOUND.replace('"Kast"', '"Kast" ^back')
    files = {"cursus.txt": "course"}
    write_books(books, sold + REFUND, members=register, files=files)
    assert run("contribution", "2025-03", "--today", "2025-04-02").status == 0
    texts = [file.read_text("utf-8") for file in contributions(books)]
    assert sum(RETURNED in text for text in texts) == written
    checked = run("check", "--today", "2025-04-02", "--format", "json").out
    codes = {one["code"] for one in json.loads(checked)["findings"]}
    assert not codes & {"PF01", "PF02", "PF07"}
