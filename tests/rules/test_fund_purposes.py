"""FN02: a fund is used in its period, and for its purposes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.rules.test_fund_limits import MEANS, registered
from tests.rules.vocabularies import VOCABULARIES, findings_in, of
from tests.support import hints, told, words

if TYPE_CHECKING:
    from pathlib import Path

    from paraplu.base.findings import Finding

FUND = """\
  Cordaid2025: {funder: Cordaid, from: 2025-02-01, until: 2025-06-30,
    purposes: [Training, Coop, StartCapital]}
"""


def used(
    day: str,
    amount: str = "40.00",
    path: str = ":Training",
    *,
    by: str = "Assets:Bank",
    said: str = "",
    link: str = "",
) -> str:
    return f"""\
{day} * "School" "Something" {link}
{said}  Expenses:Funds:Cordaid2025{path}  {amount} EUR
  {by}

"""


def found(
    folder: Path, ledger: str, fund: str = FUND, vocabulary: str = "en"
) -> list[Finding]:
    return of(
        "FN02",
        findings_in(
            folder,
            ledger,
            means=MEANS,
            members=registered(fund),
            vocabulary=vocabulary,
        ),
    )


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_after_the_period(vocabulary: str, tmp_path: Path) -> None:
    ledger = used("2025-06-30") + used("2025-07-01")
    [finding] = found(tmp_path, ledger, vocabulary=vocabulary)
    assert told([finding]) == ["FN02 40.00 6"]
    assert words(finding) == (
        "40.00 of Cordaid2025 was used on 2025-07-01, but it could only be used until "
        "2025-06-30."
    )
    assert "`delivered: 2025-06-30`" in hints(finding)


@pytest.mark.parametrize(("amount", "codes"), [("0.004", []), ("0.005", ["FN02"])])
def test_half_a_cent_is_a_cent_and_less_is_rounding(
    amount: str, codes: list[str], tmp_path: Path
) -> None:
    ledger = used("2025-07-01", amount)
    assert [finding.code for finding in found(tmp_path, ledger)] == codes


def test_before_the_period(tmp_path: Path) -> None:
    ledger = used("2025-01-31") + used("2025-02-01")
    [finding] = found(tmp_path, ledger)
    assert told([finding]) == ["FN02 40.00 2"]
    assert words(finding) == (
        "40.00 of Cordaid2025 was used on 2025-01-31, but it may only be used from "
        "2025-02-01."
    )


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_for_another_purpose(vocabulary: str, tmp_path: Path) -> None:
    ledger = used("2025-03-01", path=":Growth:Saw") + used(
        "2025-03-02", path=":Coop:Saw"
    )
    [finding] = found(tmp_path, ledger, vocabulary=vocabulary)
    assert told([finding]) == ["FN02 40.00 2"]
    if vocabulary == "en":
        assert words(finding) == (
            "40.00 of Cordaid2025 was used for Growth, which is not one of its "
            "purposes: Coop, StartCapital, Training."
        )


def test_for_no_purpose_at_all(tmp_path: Path) -> None:
    ledger = used("2025-03-01", path="")
    [finding] = found(tmp_path, ledger)
    assert words(finding) == (
        "40.00 of Cordaid2025 was used, but the account does not say for which of its "
        "purposes: Coop, StartCapital, Training."
    )
    only = FUND.replace("[Training, Coop, StartCapital]", "[Training]")
    assert found(tmp_path, ledger, only) == []


def test_a_budget_says_for_what_where_nothing_else_does(tmp_path: Path) -> None:
    fund = """\
  Cordaid2025:
    budget: {Courses: {granted: 90.00, purposes: [Training]},
      Workshop: {granted: 90.00, purposes: ["Coop:Workshop"]}}
"""
    ledger = used("2025-03-01") + used("2025-03-02", path=":Coop:Print")
    assert found(tmp_path, ledger, fund) == []
    ledger += used("2025-03-03", path=":Growth")
    assert told(found(tmp_path, ledger, fund)) == ["FN02 40.00 10"]


def test_both_at_once_are_two_faults(tmp_path: Path) -> None:
    ledger = used("2025-07-01", path=":Growth")
    assert told(found(tmp_path, ledger)) == ["FN02 40.00 2", "FN02 40.00 2"]


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_start_capital_after_the_period(vocabulary: str, tmp_path: Path) -> None:
    for account in ("Expenses:Funds:Cordaid2025", "Liabilities:Funds:Cordaid2025"):
        ledger = f"""\
2025-07-02 * "Start of L01"
  {account}                                 150.00 EUR
  Equity:Members:L01:StartCapital          -150.00 EUR
"""
        every = found(tmp_path, ledger, vocabulary=vocabulary)
        assert told(every) == ["FN02 150.00 2"]


def test_part_of_it_came_back(tmp_path: Path) -> None:
    ledger = used("2025-07-01") + used("2025-07-09", "-15.00")
    assert told(found(tmp_path, ledger)) == ["FN02 25.00 2"]


def test_what_came_back_is_of_what_it_is_linked_to(tmp_path: Path) -> None:
    """Else of the same amount, and else of the newest."""
    before, after = used("2025-06-01", link="^one"), used("2025-07-01", "30.00")
    linked = used("2025-07-09", "-30.00", link="^one")
    assert told(found(tmp_path, before + after + linked)) == ["FN02 30.00 6"]
    alike = used("2025-07-09", "-40.00")
    assert told(found(tmp_path, before + after + alike)) == ["FN02 30.00 6"]
    newest = used("2025-07-09", "-30.00")
    assert found(tmp_path, before + after + newest) == []


INNOCENT = {
    "on the first and the last day": used("2025-02-01") + used("2025-06-30"),
    "a bill of the period that is paid later": used(
        "2025-06-28", by="Liabilities:Payable"
    )
    + """\
2025-07-15 * "School" "Paid"
  Liabilities:Payable  40.00 EUR
  Assets:Bank

""",
    "delivered in the period": used("2025-07-05", said="  delivered: 2025-06-20\n"),
    "delivered, said as text": used("2025-07-05", said='  delivered: "2025-06-20"\n'),
    "back after the period": used("2025-06-20") + used("2025-07-05", "-40.00"),
    "moved to the right purpose after the period": used("2025-06-20", path=":Growth")
    + used("2025-07-05", by="Expenses:Funds:Cordaid2025:Growth"),
    "moved from the cooperative after the period": """\
2025-06-20 * "School" "Course" ^course
  Expenses:Coop:Courses  40.00 EUR
  Assets:Bank

"""
    + used("2025-07-05", by="Expenses:Coop:Courses", link="^course"),
    "the grant itself, and the unspent part": """\
2025-07-05 * "Cordaid" "Last part"
  Assets:Bank                 50.00 EUR
  Income:Funds:Cordaid2025

2025-07-06 * "Cordaid" "Unspent part back"
  Liabilities:Funds:Cordaid2025  30.00 EUR
  Assets:Bank

""",
    "a closing": used("2025-06-20")
    + """\
2025-12-31 * "Closing"
  Income:Funds:Cordaid2025            1000.00 EUR
  Expenses:Funds:Cordaid2025:Training  -40.00 EUR
  Equity:Funds:Cordaid2025            -960.00 EUR

""",
    "start capital in the period, and back after it": """\
2025-03-01 * "Start of L01"
  Expenses:Funds:Cordaid2025:StartCapital  150.00 EUR
  Equity:Members:L01:StartCapital         -150.00 EUR

2025-07-01 * "Back"
  Equity:Members:L01:StartCapital          150.00 EUR
  Expenses:Funds:Cordaid2025:StartCapital -150.00 EUR

""",
    "a member's own training": """\
2025-07-01 * "School" "Course of L01"
  receipt: "course.pdf"
  Expenses:Members:L01:Training  20.00 EUR
  Assets:Bank

""",
    "what a member was paid back for": """\
2025-03-01 * "L01" "Paid by L01 with a card of their own"
  receipt: "posters.pdf"
  counterparty: "L01"
  Expenses:Funds:Cordaid2025:Coop:Print  10.00 EUR
  Assets:VAT                              2.10 EUR
  Assets:Bank

""",
    "a posting of nothing": used("2025-07-05", "0.00"),
    "a fund that the register does not have": used(
        "2025-07-05", path=":Growth"
    ).replace("Cordaid", "Kansfonds"),
}


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
@pytest.mark.parametrize("ledger", INNOCENT.values(), ids=INNOCENT)
def test_what_looks_like_it(ledger: str, vocabulary: str, tmp_path: Path) -> None:
    assert found(tmp_path, ledger, vocabulary=vocabulary) == []


def test_moved_from_elsewhere_when_that_was_too_late(tmp_path: Path) -> None:
    ledger = """\
2025-07-03 * "School" "Course" ^course
  Expenses:Coop:Courses  40.00 EUR
  Assets:Bank

"""
    ledger += used("2025-07-05", by="Expenses:Coop:Courses", link="^course")
    assert told(found(tmp_path, ledger)) == ["FN02 40.00 6"]


def test_delivered_too_late_is_found_whenever_it_was_paid(tmp_path: Path) -> None:
    ledger = used("2025-06-05", said="  delivered: 2025-07-20\n")
    assert told(found(tmp_path, ledger)) == ["FN02 40.00 3"]


@pytest.mark.parametrize("said", ["12.00 EUR", "TRUE", '"soon"', ""])
def test_a_delivery_that_is_no_day_says_nothing(said: str, tmp_path: Path) -> None:
    ledger = used("2025-07-05", said=f"  delivered: {said}\n")
    assert told(found(tmp_path, ledger)) == ["FN02 40.00 3"]


def test_without_an_end_and_without_purposes(tmp_path: Path) -> None:
    ledger = used("2035-07-01", path=":Growth") + used("2025-01-03")
    assert found(tmp_path, ledger, "  Cordaid2025: {}\n") == []
