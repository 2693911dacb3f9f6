"""PF07: the contribution is what the policy says, and is booked in time."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from tests.rules.vocabularies import VOCABULARIES, errors, findings_in, of
from tests.support import MEMBERS, hints, report_on, told, words

from paraplu.base.findings import Cause, Severity
from paraplu.base.language import Language

if TYPE_CHECKING:
    from pathlib import Path

SALE = """\
2025-03-10 * "Market"
  Assets:Cash                        121.00 EUR
  Income:Members:L01:Sales          -100.00 EUR
  Liabilities:VAT                    -21.00 EUR

2025-03-12 * "Wood"
  receipt: "1.pdf"
  Expenses:Members:L01:Costs          40.00 EUR
  Assets:Cash                        -40.00 EUR

"""


def booked(amount: str, day: str = "2025-03-31", meta: str = "") -> str:
    return f"""\
{day} * "Contribution of March"
{meta}  Expenses:Members:L01:Contribution   {amount} EUR
  Income:Coop:Contribution

"""


def said(month: str) -> str:
    return f'  contribution: "{month}"\n'


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
@pytest.mark.parametrize(
    ("amount", "found"),
    [
        ("18.00", []),
        # One cent is rounding, two are not.
        ("18.01", []),
        ("17.99", []),
        ("18.02", ["PF07 L01 0.02 12"]),
        ("17.98", ["PF07 L01 0.02 12"]),
        # Over turnover instead of turnover less costs.
        ("30.00", ["PF07 L01 12.00 12"]),
    ],
)
def test_what_is_booked(
    amount: str, found: list[str], vocabulary: str, tmp_path: Path
) -> None:
    findings = findings_in(
        tmp_path, SALE + booked(amount), means="", vocabulary=vocabulary
    )
    assert told(of("PF07", findings)) == found


def test_it_says_what_was_agreed(tmp_path: Path) -> None:
    [finding] = of("PF07", findings_in(tmp_path, SALE + booked("30.00"), means=""))
    assert finding.severity is Severity.ERROR
    assert words(finding) == (
        "30.00 is booked as L01's contribution for 2025-03, but 18.00 was agreed: "
        "12.00 too much."
    )


LEFT = """\
2025-03-31 * "What is left goes to the others"
  Expenses:Members:L01:Costs:NAME     40.00 EUR
  Income:Coop:CommonFund             -40.00 EUR

"""


@pytest.mark.parametrize(
    ("name", "found"),
    [
        # The share of March stays that of its sales.
        ("CommonFund", []),
        # Another charge is a cost, as it was.
        ("Stall", ["PF07 L01 12.00 12"]),
    ],
)
def test_what_goes_to_the_common_fund_is_no_cost_of_a_sale(
    name: str, found: list[str], tmp_path: Path
) -> None:
    ledger = SALE + booked("18.00") + LEFT.replace("NAME", name)
    assert told(of("PF07", findings_in(tmp_path, ledger, means=""))) == found


def test_taken_and_given_back(tmp_path: Path) -> None:
    ledger = SALE + booked("10.00", "2025-03-15") + booked("-10.00")
    [finding] = of("PF07", findings_in(tmp_path, ledger, means=""))
    assert words(finding) == (
        "0.00 is booked as L01's contribution for 2025-03, but 18.00 was agreed: "
        "18.00 too little."
    )


def test_in_two_parts(tmp_path: Path) -> None:
    ledger = SALE + booked("10.00", "2025-03-15") + booked("8.00")
    assert told(of("PF07", findings_in(tmp_path, ledger, means=""))) == []


@pytest.mark.parametrize(
    ("ledger", "found"),
    [
        # Less than is due so far may still be followed by the rest.
        (SALE + booked("18.00", "2025-03-30"), []),
        (SALE + booked("5.00", "2025-03-30"), []),
        (SALE + booked("30.00", "2025-03-30"), ["PF07 L01 12.00 12"]),
        # One cent is rounding, two are not.
        (SALE + booked("18.01", "2025-03-30"), []),
        (SALE + booked("18.02", "2025-03-30"), ["PF07 L01 0.02 12"]),
        # It was due when it was taken: the costs came after it.
        (SALE + booked("30.00", "2025-03-10"), []),
        # The sale came after it, and is there.
        (SALE + booked("18.00", "2025-03-01"), []),
    ],
)
def test_a_month_that_is_not_over(
    ledger: str, found: list[str], tmp_path: Path
) -> None:
    findings = of("PF07", findings_in(tmp_path, ledger, means=""))
    assert told(findings) == found
    # What comes in later may make it right.
    assert errors(findings) == []


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
@pytest.mark.parametrize("month", ["2099-12", "2025-05"])
def test_a_month_that_has_not_come(month: str, vocabulary: str, tmp_path: Path) -> None:
    ledger = SALE + booked("18.00") + booked("9.00", "2025-04-02", said(month))
    findings = findings_in(tmp_path, ledger, means="", vocabulary=vocabulary)
    assert told(of("PF07", findings)) == ["PF07 L01 9.00 17"]
    assert told(errors(findings)) == ["PF07 L01 9.00 17"]


def test_a_month_that_has_not_come_says_so(tmp_path: Path) -> None:
    ledger = SALE + booked("18.00") + booked("9.00", "2025-04-02", said("2099-12"))
    [finding] = of("PF07", findings_in(tmp_path, ledger, means=""))
    assert words(finding) == (
        "9.00 is booked as L01's contribution for 2099-12, a month that is still to "
        "come."
    )


def test_what_is_given_back_of_a_month_that_has_not_come(tmp_path: Path) -> None:
    ledger = SALE + booked("18.00") + booked("-9.00", "2025-04-02", said("2099-12"))
    findings = errors(findings_in(tmp_path, ledger, means=""))
    assert told(findings) == ["PF07 L01 9.00 17"]


def test_it_is_judged_once_the_month_is_over(tmp_path: Path) -> None:
    ledger = SALE + booked("18.00", "2025-02-10", said("2025-03"))
    assert told(of("PF07", findings_in(tmp_path, ledger, means=""))) == []


@pytest.mark.parametrize(
    "day",
    [
        "2024-12-31",  # before L01 joined
        "2025-04-01",  # after L01 left
    ],
)
def test_a_month_in_which_the_member_did_not_take_part(
    day: str, tmp_path: Path
) -> None:
    members = MEMBERS.replace(
        "joined: 2025-01-01\n  L02", "joined: 2025-01-01\n    left: 2025-03-31\n  L02"
    )
    ledger = SALE + booked("18.00") + booked("9.00", "2025-04-30", said(day[:7]))
    findings = of("PF07", findings_in(tmp_path, ledger, means="", members=members))
    assert told(findings) == ["PF07 L01 9.00 17"]


def test_what_is_taken_where_nothing_came_in(tmp_path: Path) -> None:
    ledger = SALE + booked("18.00") + booked("5.00", "2025-04-30")
    assert told(of("PF07", findings_in(tmp_path, ledger, means=""))) == [
        "PF07 L01 5.00 16"
    ]


def test_booked_later_it_says_which_month_it_is_for(tmp_path: Path) -> None:
    later = booked("18.00", "2025-04-30", '  contribution: "2025-03"\n')
    assert told(of("PF07", findings_in(tmp_path, SALE + later, means=""))) == []


@pytest.mark.parametrize(
    "meta",
    ['  contribution: "march"\n', "  contribution: 3\n", '  contribution: "2025-13"\n'],
)
def test_what_names_no_month_counts_for_the_month_of_its_day(
    meta: str, tmp_path: Path
) -> None:
    ledger = SALE + booked("18.00", meta=meta)
    assert told(of("PF07", findings_in(tmp_path, ledger, means=""))) == []
    late = SALE + booked("18.00", "2025-04-30", meta)
    [finding] = of("PF07", findings_in(tmp_path, late, means=""))
    assert told([finding]) == ["PF07 L01 18.00 13"]
    assert finding.hint
    assert "is not a month" in Language("en").render(finding.hint)


def test_a_day_says_its_month(tmp_path: Path) -> None:
    ledger = SALE + booked("18.00", "2025-04-30", "  contribution: 2025-03-31\n")
    assert told(of("PF07", findings_in(tmp_path, ledger, means=""))) == []


@pytest.mark.parametrize(
    ("february", "found"), [("6.00", []), ("7.50", ["PF07 L01 1.50 18"])]
)
def test_several_months_in_one_entry(
    february: str, found: list[str], tmp_path: Path
) -> None:
    ledger = f"""\
{SALE}2025-02-10 * "Market"
  Assets:Cash                         20.00 EUR
  Income:Members:L01:Sales           -20.00 EUR

2025-04-30 * "Contribution of February and March"
  contribution: "2025-03"
  Expenses:Members:L01:Contribution  {february} EUR
    contribution: "2025-02"
  Expenses:Members:L01:Contribution   18.00 EUR
  Income:Coop:Contribution
"""
    findings = of("PF07", findings_in(tmp_path, ledger, means=""))
    assert [line.rpartition(" ")[0] for line in told(findings)] == [
        line.rpartition(" ")[0] for line in found
    ]


@pytest.mark.parametrize(
    ("today", "found"),
    [
        (dt.date(2025, 5, 15), []),  # 45 days
        (dt.date(2025, 5, 16), ["PF07 L01 18.00"]),
    ],
)
def test_not_booked(today: dt.date, found: list[str], tmp_path: Path) -> None:
    report = report_on(tmp_path, SALE, today=today)
    late = of("PF07", report.verdict.findings)
    assert [entry.rpartition(" ")[0] for entry in told(late)] == found
    assert errors(late) == []
    for finding in late:
        assert words(finding) == (
            "L01's contribution for 2025-03, 18.00, is not booked, and the month "
            "ended 46 days ago."
        )


@pytest.mark.parametrize(
    ("turnover", "found"),
    [
        # 30% of it: one cent is rounding, two are not.
        ("0.04", []),
        ("0.06", ["L01's contribution for 2025-03, 0.02, is not booked"]),
    ],
)
def test_a_few_cents_not_booked(
    turnover: str, found: list[str], tmp_path: Path
) -> None:
    sale = SALE.partition("\n\n")[0].replace("100.00", turnover)
    sale = sale.replace("121.00", turnover).replace("  Liabilities:VAT  ", "  ;")
    report = report_on(tmp_path, sale + "\n", today=dt.date(2025, 5, 16))
    late = of("PF07", report.verdict.findings)
    assert [words(finding).rpartition(", and")[0] for finding in late] == found
    assert all(finding.cause is Cause.NOT_BOOKED for finding in late)


def test_what_was_agreed_within_the_month_only(tmp_path: Path) -> None:
    """Neither its first day nor its last knows of a share, and it was agreed."""
    members = MEMBERS.replace(
        "    contribution: {base: net_turnover, rate: 30%}\n",
        "  - from: 2025-03-05\n"
        "    contribution: {base: net_turnover, rate: 30%}\n"
        "  - from: 2025-03-25\n",
    )
    assert members != MEMBERS
    findings = findings_in(tmp_path, SALE + booked("18.00"), means="", members=members)
    assert told(of("PF07", findings)) == []


def test_what_is_taken_too_early_says_how_much(tmp_path: Path) -> None:
    ledger = SALE + booked("30.00", "2025-03-30")
    [finding] = of("PF07", findings_in(tmp_path, ledger, means=""))
    assert words(finding) == (
        "30.00 is booked as L01's contribution for 2025-03, which is not over yet, but "
        "18.00 is due so far: 12.00 too much."
    )
    assert 'write contribution: "2025-02" on the entry.' in hints(finding)


def test_a_pot_of_its_own(tmp_path: Path) -> None:
    members = MEMBERS.replace(
        "{base: net_turnover, rate: 30%}",
        "[{base: net_turnover, rate: 25%}, "
        "{base: turnover, rate: 5%, purpose: TrainingPot}]",
    )
    pot = """\
2025-03-31 * "Training pot"
  Expenses:Members:L01:Contribution:TrainingPot    5.00 EUR
  Income:Coop:Contribution:TrainingPot            -5.00 EUR
"""
    report = report_on(tmp_path, SALE + booked("15.00") + pot, members=members)
    assert told(of("PF07", report.verdict.findings)) == []
    report = report_on(tmp_path, SALE + booked("20.00"), members=members)
    assert told(of("PF07", report.verdict.findings)) == ["PF07 L01 5.00 16"]
    # Which of the two it is about.
    too_much = pot.replace("5.00", "8.00")
    report = report_on(tmp_path, SALE + booked("15.00") + too_much, members=members)
    [finding] = of("PF07", report.verdict.findings)
    assert words(finding).startswith("TrainingPot: 8.00 is booked as L01's")


@pytest.mark.parametrize(
    ("month", "expected"),
    [
        ('"2025-03-31"', []),
        ('" 2025-03-01 "', []),
        ("2025-03-31", []),
        ('"2025-02-31"', ["PF07 L01 18.00 13"]),
        ('"2025-03-311"', ["PF07 L01 18.00 13"]),
    ],
)
def test_a_day_counts_for_its_month(
    tmp_path: Path, month: str, expected: list[str]
) -> None:
    later = booked("18.00", "2025-04-02", f"  contribution: {month}\n")
    findings = findings_in(tmp_path, SALE + later, means="")
    assert told(of("PF07", findings)) == expected


def test_an_empty_month_is_said(tmp_path: Path) -> None:
    empty = booked("20.00", meta=said(" "))
    [finding] = of("PF07", findings_in(tmp_path, SALE + empty, means=""))
    assert hints(finding) == (
        "`contribution:` is empty, so the month of the entry's date counts. Write it "
        'as contribution: "2025-03".'
    )


def test_too_much_given_back(tmp_path: Path) -> None:
    back = booked("-12.00", "2025-04-03", said("2025-03"))
    ledger = SALE + booked("18.00") + back
    [finding] = of("PF07", findings_in(tmp_path, ledger, means=""))
    assert words(finding) == (
        "12.00 of L01's contributions was given back for 2025-03, which is 12.00 too "
        "much."
    )


def test_what_stands_below_the_account_is_the_share_without_a_purpose(
    tmp_path: Path,
) -> None:
    ledger = SALE + booked("18.00").replace("Contribution ", "Contribution:Base ", 1)
    assert told(of("PF07", findings_in(tmp_path, ledger, means=""))) == []


NO_SHARE = MEMBERS.replace("    contribution: {base: net_turnover, rate: 30%}\n", "")


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
@pytest.mark.parametrize("day", ["2025-03-30", "2025-03-31"])
def test_a_share_that_nobody_agreed_on(
    day: str, vocabulary: str, tmp_path: Path
) -> None:
    findings = findings_in(
        tmp_path,
        SALE + booked("30.00", day),
        means="",
        members=NO_SHARE,
        vocabulary=vocabulary,
    )
    assert told(of("PF07", errors(findings))) == ["PF07 L01 30.00 12"]


def test_without_a_share_there_is_nothing_to_judge(tmp_path: Path) -> None:
    findings = findings_in(tmp_path, SALE, means="", members=NO_SHARE)
    assert told(of("PF07", findings)) == []
    back = SALE + booked("30.00", "2025-03-20") + booked("-30.00", "2025-03-21")
    findings = findings_in(tmp_path, back, means="", members=NO_SHARE)
    assert told(of("PF07", findings)) == []


def test_a_share_that_was_agreed_with_another_member_only(tmp_path: Path) -> None:
    members = NO_SHARE.replace(
        "  L02:\n",
        "  L02:\n    policy: {contribution: {base: turnover, rate: 10%}}\n",
    )
    ledger = (
        SALE + booked("10.00") + SALE.replace("L01", "L02").replace("1.pdf", "2.pdf")
    )
    ledger += booked("10.00").replace("L01", "L02")
    findings = of("PF07", findings_in(tmp_path, ledger, means="", members=members))
    assert told(findings) == ["PF07 L01 10.00 12"]


def test_what_the_opening_of_the_books_brings_in(tmp_path: Path) -> None:
    """Of days before the first policy the register has nothing to say."""
    members = MEMBERS.replace("from: 2024-01-01", "from: 2025-02-01")
    ledger = """\
2025-01-20 * "Opening balances"
  Income:Members:L01:Sales                -500.00 EUR
  Expenses:Members:L01:Contribution        150.00 EUR
  Equity:Opening-Balances

2025-02-28 * "Bank"
  Assets:Bank                              350.00 EUR
  Equity:Coop
"""
    findings = findings_in(tmp_path, ledger, means="", members=members)
    assert told(of("PF07", findings)) == []


def test_a_purpose_that_no_policy_has(tmp_path: Path) -> None:
    pot = booked("5.00").replace("Contribution ", "Contribution:Pot ", 1)
    findings = of("PF07", findings_in(tmp_path, SALE + booked("18.00") + pot, means=""))
    assert told(findings) == ["PF07 L01 5.00 16"]


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_a_code_that_the_register_does_not_have(
    vocabulary: str, tmp_path: Path
) -> None:
    """It is told once, and everybody else is judged as ever."""
    unknown = SALE.replace("L01", "L99").replace("1.pdf", "9.pdf")
    ledger = SALE + booked("20.00") + unknown + booked("30.00").replace("L01", "L99")
    findings = findings_in(tmp_path, ledger, means="", vocabulary=vocabulary)
    assert {(f.code, f.member) for f in errors(findings)} == {
        ("PF07", "L01"),
        ("MB01", "L99"),
    }


CENTS = [("0.01", []), ("-0.01", []), ("0.02", ["PF07 L01 0.02"])]


@pytest.mark.parametrize(("amount", "found"), CENTS)
def test_a_cent_that_nobody_agreed_on_is_rounding(
    amount: str, found: list[str], tmp_path: Path
) -> None:
    ledger = SALE + booked(amount)
    findings = of("PF07", findings_in(tmp_path, ledger, means="", members=NO_SHARE))
    assert [one.rsplit(" ", 1)[0] for one in told(findings)] == found


@pytest.mark.parametrize(("amount", "found"), CENTS)
def test_a_cent_of_a_month_to_come_is_rounding(
    amount: str, found: list[str], tmp_path: Path
) -> None:
    ledger = SALE + booked("18.00") + booked(amount, "2025-04-02", said("2099-12"))
    findings = of("PF07", findings_in(tmp_path, ledger, means=""))
    assert [one.rsplit(" ", 1)[0] for one in told(findings)] == found


def test_where_nothing_was_due_it_was_booked_all_the_same(tmp_path: Path) -> None:
    ledger = SALE + booked("18.00") + booked("5.00", "2025-03-31", said("2025-02"))
    [finding] = of("PF07", findings_in(tmp_path, ledger, means=""))
    assert words(finding) == (
        "5.00 is booked as L01's contribution for 2025-02, but 0.00 was agreed: "
        "5.00 too much."
    )


def test_what_is_carried_is_not_taken_off_profit_again(tmp_path: Path) -> None:
    """5% of 70.00: the 30.00 of the month count, though a loss leaves none due."""
    members = MEMBERS.replace(
        "contribution: {base: net_turnover, rate: 30%}",
        "contribution: [{base: net_turnover, rate: 30%}, "
        "{base: profit, rate: 5%, purpose: Learning, deficit: drop}]",
    )
    assert members != MEMBERS
    ledger = """\
2025-01-10 * "Wood"
  receipt: "1.pdf"
  Expenses:Members:L01:Costs        100.00 EUR
  Assets:Cash                      -100.00 EUR

2025-02-10 * "Market"
  Assets:Cash                       100.00 EUR
  Income:Members:L01:Sales         -100.00 EUR

2025-04-15 * "Interest"
  Assets:Cash                         1.00 EUR
  Income:Coop:Interest               -1.00 EUR
"""
    report = report_on(tmp_path, ledger, members=members, files={"1.pdf": "wood"})
    found = [f for f in report.verdict.findings if f.code == "PF07"]
    assert [f"{f.member} {f.amount}" for f in found] == ["L01 3.50"]
