"""Budgets of funds in the register: lines, changes, who else pays, reports."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from tests.register.conftest import told

from paraplu.base.findings import Source
from paraplu.register.grants import (
    BudgetChange,
    BudgetLine,
    Contributor,
    Fund,
    OwnContribution,
    ReportMoment,
)
from paraplu.register.membership import DayRange
from paraplu.register.unknown import Unknown

if TYPE_CHECKING:
    from tests.register.conftest import Read

HEAD = "members: {}\nfunds:\n  City2025: {}\n  Sun2025:\n"
WHOLE = f"""{HEAD}\
    funder: Sun Foundation
    from: 2025-01-01
    until: 2025-12-31
    amount: 4000.00
    purposes: [Training, Coop]
    budget:
      Courses:
        granted: 1500.00
        purposes: [Training]
        spent_before: 200.00
        change: {{amount: 1800, date: 2025-05-01, reference: letter of 1 May}}
        explanation: a second group
      Workshop of the members:
        {{granted: 2500.00, purposes: ["Coop:Workshop"],
         accounts: ["Expenses:Coop:Workshop", "Expenses:Funds:City2025:Coop"]}}
      Unforeseen: {{granted: 100.00}}
    advance: 3000.00
    received_before: 1000.00
    own: {{money: 250.00, hours: 40, rate: 15.00, worked: 37.5}}
    coverage:
      City2025: {{amount: 500.00}}
      Open day: {{amount: 300.00, accounts: ["Income:Coop:OpenDay"]}}
    reports:
      Half a year: {{due: 2025-07-31, sent: 2025-07-30}}
      Final report: {{due: 2026-03-31}}
    copies_above: 100.00
    explain_above: 5%
"""


def at(line: int) -> Source:
    return Source("members.yaml", line)


def test_all_that_was_agreed(read: Read) -> None:
    reading = read(WHOLE)
    assert told(reading.faults) == []
    assert reading.register.funds["Sun2025"] == Fund(
        name="Sun2025",
        funder="Sun Foundation",
        period=DayRange(dt.date(2025, 1, 1), dt.date(2025, 12, 31)),
        amount=Decimal(4000),
        purposes=("Training", "Coop"),
        budget=(
            BudgetLine(
                "Courses",
                Decimal(1500),
                ("Training",),
                spent_before=Decimal(200),
                change=BudgetChange(
                    Decimal(1800), dt.date(2025, 5, 1), "letter of 1 May"
                ),
                explanation="a second group",
                source=at(11),
            ),
            BudgetLine(
                "Workshop of the members",
                Decimal(2500),
                ("Coop:Workshop",),
                ("Expenses:Coop:Workshop", "Expenses:Funds:City2025:Coop"),
                source=at(17),
            ),
            BudgetLine("Unforeseen", Decimal(100), source=at(20)),
        ),
        advance=Decimal(3000),
        received_before=Decimal(1000),
        own=OwnContribution(
            Decimal(250), Decimal(40), Decimal(15), worked=Decimal("37.5")
        ),
        coverage=(
            Contributor("City2025", Decimal(500), source=at(25)),
            Contributor("Open day", Decimal(300), ("Income:Coop:OpenDay",), at(26)),
        ),
        reports=(
            ReportMoment(
                "Half a year", dt.date(2025, 7, 31), dt.date(2025, 7, 30), at(28)
            ),
            ReportMoment("Final report", dt.date(2026, 3, 31), source=at(29)),
        ),
        copies_above=Decimal(100),
        explain_above=Decimal("0.05"),
        source=at(4),
    )
    assert [line.amount for line in reading.register.funds["Sun2025"].budget] == [
        1800, 2500, 100
    ]  # fmt: skip


def test_a_fund_of_an_older_register(read: Read) -> None:
    reading = read(HEAD + "    amount: 10.00\n")
    fund = reading.register.funds["Sun2025"]
    assert reading.faults == ()
    assert (fund.budget, fund.reports, fund.coverage, fund.advance) == (
        (),
        (),
        (),
        None,
    )
    assert (fund.copies_above, fund.explain_above) == (Decimal(250), Decimal("0.10"))


BUDGET = "    purposes: [Training, Coop]\n    budget:\n"
FAULTS = {
    "a line without an amount": (
        f"{BUDGET}      Courses: {{purposes: [Training]}}\n",
        7,
        ("budget › Courses: granted is missing. → Add it, as in `granted: 1500.00`."),
    ),
    "a line that is an amount": (
        f"{BUDGET}      Courses: 1500.00\n",
        7,
        (
            "budget › Courses: must be keys with values, but is a single "
            "value. → Write it like `Courses: {granted: 1500.00}`."
        ),
    ),
    "a budget that is a list": (
        "    budget: [Courses]\n",
        5,
        (
            "budget: must be keys with values, but is a list. → Write it "
            "like `budget: {Courses: {granted: 1500.00, purposes: [Training]}}`."
        ),
    ),
    "a Dutch key": (
        f"{BUDGET}      Courses: {{granted: 1.00, toelichting: meer}}\n",
        7,
        (
            "budget › Courses: the key toelichting is not known here. → "
            "Did you mean explanation?"
        ),
    ),
    "a purpose that was not granted": (
        f"{BUDGET}      Saws: {{granted: 1.00, purposes: [Growth]}}\n",
        7,
        (
            "budget › Saws: Growth is not under `purposes:` of the fund. "
            "→ Add it there, or correct it here."
        ),
    ),
    "a purpose in two lines": (
        (
            f"{BUDGET}      A: {{granted: 1.00, purposes: [Training]}}\n"
            "      B: {granted: 1.00, purposes: [Training]}\n"
        ),
        8,
        (
            "budget › B: Training counts to A already. → Keep it in one of "
            "the two lines."
        ),
    ),
    "an account of a member": (
        (
            f"{BUDGET}      A: {{granted: 1.00, "
            'accounts: ["Expenses:Members:L01:Costs"]}\n'
        ),
        7,
        (
            "budget › A: Expenses:Members:L01:Costs is not an account of "
            "the cooperative. → What a member earns or spends is in no report to a "
            "funder."
        ),
    ),
    "an account of the fund itself": (
        f"{BUDGET}      A: {{granted: 1.00, accounts: [Expenses:Funds:Sun2025]}}\n",
        7,
        (
            "budget › A: Expenses:Funds:Sun2025 is an account of the "
            "fund itself. → Write what is below it under `purposes:`."
        ),
    ),
    "a change that nobody can look up": (
        f"{BUDGET}      A: {{granted: 1, change: {{amount: 2, date: 2025-01-01}}}}\n",
        7,
        (
            "budget › A › change: reference is missing. → Add it, as in "
            "`reference: letter of 1 January`."
        ),
    ),
    "an explanation that says who": (
        f"{BUDGET}      A: {{granted: 1.00, explanation: ask j@example.com}}\n",
        7,
        (
            "budget › A › explanation: holds an e-mail address. → "
            "Personal data go in members.private.yaml next to it, which git does not "
            "keep."
        ),
    ),
    "hours without a rate": (
        "    own: {hours: 40}\n",
        5,
        (
            "own: has hours, but does not say what an hour counts for. → "
            "Add it, as in `rate: 15.00`."
        ),
    ),
    "somebody who pays from nowhere": (
        "    coverage: {Sales: {amount: 10.00}}\n",
        5,
        (
            "coverage › Sales: is not a fund under `funds:`, and has no accounts. → "
            "Write the name of a fund, or under `accounts:` the income that sales are "
            "on."
        ),
    ),
    "the fund itself": (
        "    coverage: {Sun2025: {amount: 10.00}}\n",
        5,
        (
            "coverage › Sun2025: is the fund itself. → Write only what "
            "else pays; the fund's own part is its `amount:`."
        ),
    ),
    "a fund with sales": (
        '    coverage: {City2025: {amount: 1.00, accounts: ["Income:Coop:Day"]}}\n',
        5,
        (
            "coverage › City2025: is a fund, and has accounts of sales "
            "too. → Leave `accounts:` out, or give the sales a name of their own."
        ),
    ),
    "sales of a member": (
        "    coverage: {Sales: {amount: 1, accounts: [Income:Members:L01:Sales]}}\n",
        5,
        (
            "coverage › Sales: Income:Members:L01:Sales is not an account "
            "of the cooperative. → What a member earns or spends is in no report to a "
            "funder."
        ),
    ),
    "a report without a day": (
        "    reports:\n      Final report: {sent: 2025-01-01}\n",
        6,
        ("reports › Final report: due is missing. → Add it, as in `due: 2025-12-31`."),
    ),
    "a threshold without its sign": (
        "    explain_above: 10\n",
        5,
        ("explain_above: 10 is not a percentage. → Write it with the sign: 30%."),
    ),
    "a report that is there twice": (
        "    reports:\n      A: {due: 2025-01-01}\n      A: {due: 2025-02-01}\n",
        7,
        ("reports: A is there twice, the first time on line 6. → Keep one of the two."),
    ),
}


@pytest.mark.parametrize(("text", "line", "message"), FAULTS.values(), ids=FAULTS)
def test_faults(read: Read, text: str, line: int, message: str) -> None:
    reading = read(HEAD + text)
    assert told(reading.faults) == [(line, f"funds › Sun2025 › {message}")]
    assert reading.register.unknown == (Unknown("funds"),)


def test_purposes_are_the_same_in_english_and_in_the_words_of_the_books(
    read: Read,
) -> None:
    lines = "      A: {granted: 1.00, purposes: [Scholing, StartCapital]}\n"
    agreed = "    purposes: [Training, Startkapitaal]\n    budget:\n"
    assert read(f"chart: nl\n{HEAD}{agreed}{lines}").faults == ()
    again = "      B: {granted: 1.00, purposes: [Training]}\n"
    reading = read(f"chart: nl\n{HEAD}{agreed}{lines}{again}")
    assert [fault.source.line for fault in reading.faults] == [9]


def test_part_of_a_purpose_may_have_a_line_of_its_own(read: Read) -> None:
    lines = (
        "      A: {granted: 1.00, purposes: [Coop]}\n"
        '      B: {granted: 1.00, purposes: ["Coop:Workshop"]}\n'
    )
    assert read(HEAD + BUDGET + lines).faults == ()
