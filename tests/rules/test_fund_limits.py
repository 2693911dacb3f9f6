"""FN01: no more of a fund is used than was granted, in all and for each line."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from tests.rules.vocabularies import VOCABULARIES, errors, findings_in, of
from tests.support import MEMBERS, hints, told, words

from paraplu.base.findings import Severity

if TYPE_CHECKING:
    from pathlib import Path

    from paraplu.base.findings import Finding

MEANS = """\
2025-01-02 * "Cordaid" "Grant"
  Assets:Bank                          1000.00 EUR
  Income:Funds:Cordaid2025            -1000.00 EUR

2025-01-02 * "Means"
  Assets:Bank                          1000.00 EUR
  Equity:Coop                         -1000.00 EUR
"""
FUND = """\
  Cordaid2025:
    funder: Cordaid
    amount: 500.00
    purposes: [Training, Coop, StartCapital]
    budget:
      Courses: {granted: 200.00, purposes: [Training]}
      Workshop: {granted: 100.00, purposes: ["Coop:Workshop"]}
      Start: {granted: 200.00, purposes: [StartCapital]}
"""


def registered(fund: str = FUND) -> str:
    head, rest = MEMBERS.split("funds:\n")
    return f"{head}funds:\n{fund}{rest[rest.index('members:') :]}"


def used(
    day: str, amount: str, path: str = "Training", *, by: str = "Assets:Bank"
) -> str:
    return f"""\
{day} * "School" "Something" ^course
  Expenses:Funds:Cordaid2025:{path}  {amount} EUR
  {by}

"""


def found(
    folder: Path, ledger: str, fund: str = FUND, vocabulary: str = "en"
) -> list[Finding]:
    return of(
        "FN01",
        findings_in(
            folder,
            ledger,
            means=MEANS,
            members=registered(fund),
            vocabulary=vocabulary,
        ),
    )


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_more_than_was_granted(vocabulary: str, tmp_path: Path) -> None:
    bare = "  Cordaid2025: {amount: 500.00}\n"
    ledger = used("2025-02-01", "450.00") + used("2025-03-01", "70.00", "Coop")
    [finding] = found(tmp_path, ledger, bare, vocabulary)
    assert told([finding]) == ["FN01 20.00 6"]
    assert finding.severity is Severity.ERROR
    assert words(finding) == (
        "520.00 was used of Cordaid2025, but 500.00 was granted: 20.00 too much."
    )


def test_to_the_cent(tmp_path: Path) -> None:
    bare = "  Cordaid2025: {amount: 500.00}\n"
    assert found(tmp_path, used("2025-02-01", "500.00"), bare) == []
    assert told(found(tmp_path, used("2025-02-01", "500.01"), bare)) == ["FN01 0.01 2"]


@pytest.mark.parametrize(("over", "codes"), [("0.004", []), ("0.005", ["FN01"])])
@pytest.mark.parametrize(
    ("fund", "path", "most"),
    [("  Cordaid2025: {amount: 500.00}\n", "Coop", 500), (FUND, "Coop:Workshop", 100)],
    ids=["of a fund", "of a line"],
)
def test_half_a_cent_is_a_cent_and_less_is_rounding(
    fund: str, path: str, most: int, over: str, codes: list[str], tmp_path: Path
) -> None:
    ledger = used("2025-02-01", f"{most + Decimal(over)}", path)
    assert [finding.code for finding in found(tmp_path, ledger, fund)] == codes


def test_what_comes_back_of_too_much_in_earlier_books_uses_nothing(
    tmp_path: Path,
) -> None:
    before = FUND.replace("granted: 200.00", "granted: 200.00, spent_before: 210.00", 1)
    back = used("2025-02-01", "-0.50") + used("2025-02-02", "0.00")
    assert found(tmp_path, back, before) == []
    more = back + used("2025-02-03", "0.50")
    assert told(found(tmp_path, more, before)) == ["FN01 10.00 10"]


def test_with_the_vat_that_cannot_be_deducted_and_without_the_other(
    tmp_path: Path,
) -> None:
    """What counts is what the fund is charged with."""
    bare = "  Cordaid2025: {amount: 100.00}\n"
    ledger = """\
2025-02-01 * "School" "Course"
  Expenses:Funds:Cordaid2025:Training   {net} EUR
  Assets:VAT                             {tax} EUR
  Assets:Bank                         -121.00 EUR
"""
    deducted = ledger.format(net="100.00", tax="21.00")
    assert found(tmp_path, deducted, bare) == []
    other = ledger.format(net="121.00", tax="0.00")
    assert told(found(tmp_path, other, bare)) == ["FN01 21.00 2"]


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_more_than_a_line_of_the_budget_has(vocabulary: str, tmp_path: Path) -> None:
    ledger = used("2025-02-01", "90.00", "Coop:Workshop:Paint") + used(
        "2025-03-01", "30.00", "Coop:Workshop"
    )
    [finding] = found(tmp_path, ledger, vocabulary=vocabulary)
    assert told([finding]) == ["FN01 20.00 6"]
    assert finding.severity is Severity.ERROR
    assert words(finding) == (
        "120.00 was used for Workshop of Cordaid2025, but the budget has 100.00: 20.00 "
        "too much."
    )
    assert "`change:`" in hints(finding)


def test_what_the_funder_lets_pass_is_a_warning(tmp_path: Path) -> None:
    ledger = used("2025-02-01", "220.00")
    [finding] = found(tmp_path, ledger)
    assert (told([finding]), finding.severity) == (
        ["FN01 20.00 2"],
        Severity.WARNING,
    )
    [finding] = found(tmp_path, used("2025-02-01", "220.01"))
    assert finding.severity is Severity.ERROR
    stricter = FUND.replace("    budget:", "    explain_above: 5%\n    budget:")
    [finding] = found(tmp_path, ledger, stricter)
    assert finding.severity is Severity.ERROR


def test_what_the_funder_approved_goes_before(tmp_path: Path) -> None:
    change = "{amount: 300.00, date: 2025-02-10, reference: letter}"
    more = FUND.replace(
        "granted: 200.00, purposes: [Tr",
        f"granted: 200.00, change: {change}, purposes: [Tr",
    )
    assert found(tmp_path, used("2025-02-01", "300.00"), more) == []
    less = more.replace("300.00", "100.00")
    assert told(found(tmp_path, used("2025-02-01", "200.00"), less)) == [
        "FN01 100.00 2"
    ]


def test_a_line_with_an_explanation_is_in_the_report(tmp_path: Path) -> None:
    said = FUND.replace(
        "purposes: [Training]", "purposes: [Training], explanation: more came"
    )
    assert found(tmp_path, used("2025-02-01", "290.00"), said) == []
    whole = told(found(tmp_path, used("2025-02-01", "590.00"), said))
    assert whole == ["FN01 90.00 2"]


def test_what_was_used_in_earlier_books_counts(tmp_path: Path) -> None:
    before = FUND.replace(
        "granted: 200.00, purposes: [Tr",
        "granted: 200.00, spent_before: 150.00, purposes: [Tr",
    )
    assert found(tmp_path, used("2025-02-01", "50.00"), before) == []
    ledger = used("2025-02-01", "80.00")
    assert told(found(tmp_path, ledger, before)) == ["FN01 30.00 2"]


def test_what_was_used_in_earlier_books_counts_for_the_whole(tmp_path: Path) -> None:
    before = FUND.replace("amount: 500.00", "amount: 200.00").replace(
        "granted: 200.00, purposes: [Tr",
        "granted: 200.00, spent_before: 150.00, purposes: [Tr",
    )
    assert found(tmp_path, used("2025-02-01", "50.00", "Coop:Print"), before) == []
    ledger = used("2025-02-01", "40.00", "Coop:Print") + used(
        "2025-02-02", "30.00", "Coop:Print"
    )
    assert told(found(tmp_path, ledger, before)) == ["FN01 20.00 6"]


def test_what_came_back_counts_for_the_whole(tmp_path: Path) -> None:
    bare = "  Cordaid2025: {amount: 500.00}\n"
    ledger = used("2025-02-01", "600.00") + used("2025-02-20", "-60.00")
    assert told(found(tmp_path, ledger, bare)) == ["FN01 40.00 2"]
    ledger += used("2025-02-21", "-40.00")
    assert found(tmp_path, ledger, bare) == []


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_start_capital_counts(vocabulary: str, tmp_path: Path) -> None:
    ledger = """\
2025-02-01 * "Start of L01"
  Expenses:Funds:Cordaid2025                150.00 EUR
  Equity:Members:L01:StartCapital          -150.00 EUR

2025-02-02 * "Start of L02"
  Expenses:Funds:Cordaid2025:StartCapital   150.00 EUR
  Equity:Members:L02:StartCapital          -150.00 EUR
"""
    [finding] = found(tmp_path, ledger, vocabulary=vocabulary)
    assert told([finding]) == ["FN01 100.00 6"]
    back = """
2025-02-03 * "Back of L02"
  Equity:Members:L02:StartCapital           150.00 EUR
  Expenses:Funds:Cordaid2025:StartCapital  -150.00 EUR
"""
    assert found(tmp_path, ledger + back, vocabulary=vocabulary) == []


INNOCENT = {
    "what came back": used("2025-02-01", "250.00") + used("2025-02-20", "-60.00"),
    "what was moved to another line": used("2025-02-01", "90.00", "Coop:Workshop")
    + used("2025-02-02", "60.00", "Coop:Workshop")
    + used(
        "2025-02-20",
        "60.00",
        by="Expenses:Funds:Cordaid2025:Coop:Workshop",
    ),
    "the bill and its payment": used("2025-02-01", "200.00", by="Liabilities:Payable")
    + """\
2025-02-20 * "School" "Paid" ^course
  Liabilities:Payable  200.00 EUR
  Assets:Bank

""",
    "what is in no line": used("2025-02-01", "190.00", "Coop:Print"),
    "another fund": used("2025-02-01", "900.00").replace("Cordaid", "Kansfonds"),
    "a closing, and the next year": used("2025-02-01", "200.00")
    + """\
2025-12-31 * "Closing"
  Income:Funds:Cordaid2025            1000.00 EUR
  Expenses:Funds:Cordaid2025:Training -200.00 EUR
  Equity:Funds:Cordaid2025            -800.00 EUR

2026-01-05 * "Cordaid" "Unspent part"
  Equity:Funds:Cordaid2025             500.00 EUR
  Assets:Bank                         -500.00 EUR

""",
}


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
@pytest.mark.parametrize("ledger", INNOCENT.values(), ids=INNOCENT)
def test_what_looks_like_it(ledger: str, vocabulary: str, tmp_path: Path) -> None:
    assert found(tmp_path, ledger, vocabulary=vocabulary) == []


def test_a_closing_hides_nothing(tmp_path: Path) -> None:
    closed = INNOCENT["a closing, and the next year"]
    more = used("2026-02-01", "90.00")
    assert told(found(tmp_path, closed + more)) == ["FN01 90.00 15"]


def test_a_fund_without_amounts_is_not_judged(tmp_path: Path) -> None:
    ledger = used("2025-02-01", "990.00")
    assert found(tmp_path, ledger, "  Cordaid2025: {}\n") == []
    assert found(tmp_path, ledger, "  Other2025: {amount: 1.00}\n") == []


def test_a_fault_among_the_funds_leaves_them_unjudged(tmp_path: Path) -> None:
    faulty = FUND.replace("amount: 500.00", "amount: 500,00")
    every = findings_in(
        tmp_path,
        used("2025-02-01", "990.00"),
        means=MEANS,
        members=registered(faulty),
    )
    assert {finding.code for finding in errors(every)} == {"MB00"}
