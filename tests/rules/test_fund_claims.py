"""FN03: what a fund was charged for is charged to nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.rules.vocabularies import VOCABULARIES, findings_in
from tests.support import hints, told, words

if TYPE_CHECKING:
    from pathlib import Path

    from paraplu.base.findings import Finding

MEANS = """\
2025-01-01 * "Own money of the cooperative"
  Equity:Coop                 -5000.00 EUR
  Assets:Bank                  5000.00 EUR

2025-01-02 * "Sales of two members"
  Income:Members:L01:Sales    -2000.00 EUR
  Income:Members:L02:Sales    -2000.00 EUR
  Assets:Bank                  4000.00 EUR

2025-01-02 * "Funders" "Grants"
  Assets:Bank                  4000.00 EUR
  Income:Funds:Cordaid2025    -2000.00 EUR
  Income:Funds:Kansfonds2025  -2000.00 EUR
"""
ONE, OTHER = "Expenses:Funds:Cordaid2025:Coop", "Expenses:Funds:Kansfonds2025:Coop"
COSTS = "Expenses:Members:L01:Costs"
COPY = {"copy.pdf": "a.pdf"}


def charged(
    day: int,
    account: str,
    amount: str = "50.00",
    *,
    receipt: str = "a.pdf",
    by: str = "Assets:Bank",
    total: str = "",
    link: str = "",
) -> str:
    said = f"  receipt-total: {total}\n" if total else ""
    shown = f'  receipt: "{receipt}"\n' if receipt else ""
    return f"""\
2025-03-{day:02} * "Printer" "Posters" {link}
{shown}{said}  {account}    {amount} EUR
  {by}

"""


def found(folder: Path, ledger: str, vocabulary: str = "en") -> list[Finding]:
    """Return what is found about the use of receipts."""
    every = findings_in(folder, ledger, means=MEANS, vocabulary=vocabulary, files=COPY)
    assert not [one for one in every if "fault in paraplu" in words(one)]
    return [one for one in every if one.code in {"FN03", "EV05"}]


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_from_two_funds(vocabulary: str, tmp_path: Path) -> None:
    ledger = charged(2, ONE) + charged(9, OTHER)
    [finding] = found(tmp_path, ledger, vocabulary)
    assert told([finding]) == ["FN03 50.00 6"]
    assert words(finding) == (
        "The receipt a.pdf is charged to Cordaid2025, Kansfonds2025: 100.00 "
        "together, and that is 50.00 more than is on it."
    )
    assert "`receipt-total: 100.00`" in hints(finding)


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
@pytest.mark.parametrize(
    "account",
    [
        COSTS,
        "Expenses:Members:L01:Growth",
        "Expenses:Members:L01:Training",
        "Assets:Members:L01:Equipment",
        "Assets:Members:L01:Stock",
        "Assets:Members:L01:Prepaid",
    ],
)
def test_from_a_fund_and_a_member(
    account: str, vocabulary: str, tmp_path: Path
) -> None:
    ledger = charged(2, ONE) + charged(9, account)
    assert told(found(tmp_path, ledger, vocabulary)) == ["FN03 L01 50.00 6"]
    other = charged(2, account) + charged(9, ONE)
    assert told(found(tmp_path, other, vocabulary)) == ["FN03 50.00 6"]


def test_what_pays_more_bills_at_once_is_no_use_of_the_receipt(tmp_path: Path) -> None:
    payable = "Liabilities:Members:L01:Payable"
    ledger = charged(2, ONE) + charged(3, COSTS, by=payable)
    ledger += charged(4, COSTS, receipt="", by=payable)
    both = charged(9, payable, "100.00")
    assert told(found(tmp_path, ledger + both)) == ["FN03 L01 50.00 6"]


@pytest.mark.parametrize(("more", "codes"), [("0.004", []), ("0.005", ["FN03"])])
def test_half_a_cent_is_a_cent_and_less_is_rounding(
    more: str, codes: list[str], tmp_path: Path
) -> None:
    ledger = charged(2, ONE) + charged(9, COSTS, more)
    assert [one.code for one in found(tmp_path, ledger) if one.funds] == codes


def test_a_little_of_a_member_beside_it_is_no_charge(tmp_path: Path) -> None:
    """What is linked and shows another receipt, or none, is of that."""
    ledger = (
        charged(2, ONE, link="^p")
        + charged(3, COSTS, "0.50", receipt="", link="^p")
        + charged(9, ONE, "30.00", link="^p")
    )
    assert found(tmp_path, ledger) == []
    shown = ledger.replace(
        '"Posters" ^p\n  Exp', '"Posters" ^p\n  receipt: "a.pdf"\n  Exp'
    )
    assert told(found(tmp_path, shown)) == ["FN03 L01 0.50 6", "FN03 30.00 11"]


@pytest.mark.parametrize("paid", ["1.00", "0.60"])
def test_what_was_paid_at_once_is_on_the_receipt(paid: str, tmp_path: Path) -> None:
    ledger = (
        charged(2, ONE, "0.60", by="Liabilities:Payable", link="^p")
        + charged(3, COSTS, "0.40", by="Liabilities:Payable", link="^p")
        + charged(9, "Liabilities:Payable", paid, receipt="", link="^p")
    )
    expected = [] if paid == "1.00" else ["FN03 L01 0.40 6"]
    assert told(found(tmp_path, ledger)) == expected


BREACHES = {
    "beside cash that was taken": (
        charged(2, ONE, "60.00").replace(
            "  Assets:Bank\n", "  Assets:Cash    40.00 EUR\n  Assets:Bank\n"
        )
        + charged(9, COSTS, "40.00"),
        ["FN03 L01 40.00 7"],
    ),
    "by a copy of the file": (
        charged(2, ONE) + charged(9, OTHER, receipt="copy.pdf"),
        ["FN03 50.00 6"],
    ),
    "with a link, which does for one fund": (
        charged(2, ONE, link="^p") + charged(9, OTHER, link="^p"),
        ["FN03 50.00 6"],
    ),
    "more than is on it": (
        charged(2, ONE, "60.00", total="100.00") + charged(9, OTHER, total="100.00"),
        ["FN03 10.00 7"],
    ),
    "more than is on it, in one entry": (
        f"""\
2025-03-02 * "Printer" "Posters"
  receipt: "a.pdf"
  receipt-total: 100.00
  {ONE}    60.00 EUR
  {OTHER}    60.00 EUR
  Assets:Bank

""",
        ["FN03 20.00 1"],
    ),
    "without VAT from one, and with VAT from the other": (
        """\
2025-03-02 * "Printer" "Posters"
  receipt: "a.pdf"
  Expenses:Funds:Cordaid2025:Coop   100.00 EUR
  Assets:VAT                         21.00 EUR
  Assets:Bank                      -121.00 EUR

"""
        + charged(9, OTHER, "121.00"),
        ["FN03 121.00 7"],
    ),
    "paid once, by two bills": (
        charged(2, ONE, by="Liabilities:Payable", link="^p")
        + charged(3, OTHER, by="Liabilities:Payable", link="^p")
        + charged(9, "Liabilities:Payable", receipt="", link="^p"),
        ["FN03 50.00 6"],
    ),
    "passed on to a member": (
        charged(2, ONE) + charged(9, COSTS, by="Income:Coop:StallRent"),
        ["FN03 L01 50.00 6"],
    ),
    "moved to a fund, and charged to a member": (
        charged(2, "Expenses:Coop:Print", link="^p")
        + charged(3, ONE, by="Expenses:Coop:Print", link="^p")
        + charged(9, COSTS),
        ["FN03 L01 50.00 11"],
    ),
    "the third pays too": (
        charged(2, ONE, "25.00", total="50.00")
        + charged(3, OTHER, "25.00", total="50.00")
        + charged(9, COSTS, "10.00", total="50.00"),
        ["FN03 L01 10.00 13"],
    ),
}


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
@pytest.mark.parametrize(("ledger", "expected"), BREACHES.values(), ids=BREACHES)
def test_breaches(
    ledger: str, expected: list[str], vocabulary: str, tmp_path: Path
) -> None:
    """Each is told once, and not by EV05 as well."""
    assert told(found(tmp_path, ledger, vocabulary)) == expected


INNOCENT = {
    "one receipt in one entry": f"""\
2025-03-02 * "Printer" "Posters"
  receipt: "a.pdf"
  {ONE}     20.00 EUR
  {OTHER}   20.00 EUR
  {COSTS}   10.00 EUR
  Assets:Bank

""",
    "each posting with its own": f"""\
2025-03-02 * "Printer" "Posters"
  {ONE}     20.00 EUR
    receipt: "a.pdf"
  {OTHER}   20.00 EUR
    receipt: "b.pdf"
  Assets:Bank

""",
    "split up to its total": charged(2, ONE, "60.00", total="100.00")
    + charged(9, OTHER, "40.00", total="100.00"),
    "split with a member up to its total": charged(2, ONE, "60.00", total="100.00")
    + charged(9, COSTS, "40.00", total="100.00"),
    "split by way of a clearing account": charged(
        2, "Assets:Clearing:Shared", "100.00", link="^p"
    )
    + charged(2, ONE, "60.00", by="Assets:Clearing:Shared", link="^p")
    + charged(2, COSTS, "40.00", by="Assets:Clearing:Shared", link="^p"),
    "the same, with the receipt on the shares alone": charged(
        2, "Assets:Clearing:Shared", "100.00", receipt="", link="^p"
    )
    + charged(2, ONE, "60.00", by="Assets:Clearing:Shared", link="^p")
    + charged(2, COSTS, "40.00", by="Assets:Clearing:Shared", link="^p"),
    "split over bills that are paid at once": charged(
        2, ONE, "60.00", by="Liabilities:Payable", link="^p"
    )
    + charged(3, OTHER, "40.00", by="Liabilities:Payable", link="^p")
    + charged(9, "Liabilities:Payable", "100.00", receipt="", link="^p"),
    "the bill and its payment": charged(2, ONE, by="Liabilities:Payable")
    + charged(9, "Liabilities:Payable"),
    "moved from one fund to the other": charged(2, ONE) + charged(9, OTHER, by=ONE),
    "moved from the cooperative to a fund": charged(2, ONE, receipt="b.pdf")
    + charged(3, "Expenses:Coop:Print")
    + charged(9, OTHER, by="Expenses:Coop:Print"),
    "given back, and then bought by a member": charged(2, ONE, link="^p")
    + charged(3, ONE, "-50.00", link="^p")
    + charged(9, COSTS, total="50.00"),
    "start capital, and what it was used for": charged(
        2,
        "Expenses:Funds:Cordaid2025:StartCapital",
        by="Equity:Members:L01:StartCapital",
    )
    + charged(9, "Assets:Members:L01:Equipment"),
    "two receipts": charged(2, ONE) + charged(9, OTHER, receipt="b.pdf"),
    "no receipt": charged(2, ONE, receipt="") + charged(9, OTHER, receipt=""),
    "a machine of a member written off": charged(2, "Assets:Members:L01:Equipment")
    + charged(9, "Expenses:Members:L01:Growth", by="Assets:Members:L01:Equipment")
    + charged(10, ONE, receipt="b.pdf"),
    "what is bought and used later": charged(2, "Assets:Members:L01:Stock")
    + charged(9, COSTS, by="Assets:Members:L01:Stock"),
}


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
@pytest.mark.parametrize("ledger", INNOCENT.values(), ids=INNOCENT)
def test_what_looks_like_it(ledger: str, vocabulary: str, tmp_path: Path) -> None:
    assert told(found(tmp_path, ledger, vocabulary)) == []


def test_the_fund_and_the_cooperative_are_for_ev05(tmp_path: Path) -> None:
    ledger = charged(2, ONE) + charged(9, "Expenses:Coop:Print")
    assert told(found(tmp_path, ledger)) == ["EV05 50.00 6"]


def test_a_fund_that_got_it_back_pays_no_more(tmp_path: Path) -> None:
    """Also where what came back has no receipt: what is left is for EV05."""
    ledger = (
        charged(2, ONE, link="^p")
        + charged(3, ONE, "-50.00", receipt="", link="^p")
        + charged(9, COSTS)
        + charged(10, COSTS.replace("L01", "L02"))
    )
    assert [one.code for one in found(tmp_path, ledger)] == ["EV05", "EV05"]


def test_a_waiver_of_ev05_does_not_take_it_away(tmp_path: Path) -> None:
    waived = charged(9, OTHER).replace(
        "  receipt:", '  waiver: "EV05: two posters"\n  receipt:'
    )
    assert told(found(tmp_path, charged(2, ONE) + waived)) == ["FN03 50.00 6"]
