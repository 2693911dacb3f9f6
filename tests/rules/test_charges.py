"""PF11 and EV03: what members are charged has a limit, or is approved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.rules.vocabularies import VOCABULARIES, errors, findings_in
from tests.support import MEMBERS, told, words

if TYPE_CHECKING:
    from pathlib import Path


def agreed(most: str) -> str:
    return MEMBERS.replace(
        "charges: [StallRent]", f"charges: [{{StallRent: {most}}}, Tools]"
    )


MONTH = agreed("{most: 50.00, per: month}")
YEAR = agreed("{most: 500.00, per: year}")


def rent(
    amount: str,
    day: str = "2025-03-02",
    more: str = "",
    member: str = "L01",
    charge: str = "StallRent",
) -> str:
    return f"""\
{day} * "Stall" {more}
  Expenses:Members:{member}:Costs:Stall    {amount} EUR
  Income:Coop:{charge}                    -{amount} EUR

"""


def back(amount: str, day: str, more: str = "") -> str:
    return rent(f"-{amount}", day, more).replace("--", "")


APPROVED = '\n  approved: "board 2025-03-01"'
# What is charged under a limit of 50.00 a month, and what is found.
MONTHLY: dict[str, tuple[list[str], str]] = {
    "what was agreed": ([], rent("50.00")),
    "two halves": ([], rent("25.00") + rent("25.00", "2025-03-31")),
    "one month after another": ([], rent("50.00") + rent("50.00", "2025-04-01")),
    "too much": (["PF11 L01 0.01 2"], rent("50.01")),
    "without end": (["PF11 L01 850.00 2"], rent("900.00")),
    "in parts": (
        ["PF11 L01 30.00 6"],
        rent("40.00") + rent("40.00", "2025-03-20"),
    ),
    "of each member by itself": (
        ["PF11 L02 10.00 6"],
        rent("50.00") + rent("60.00", member="L02"),
    ),
    "another charge": ([], rent("50.00") + rent("60.00", charge="Tools")),
    "an approval changes nothing": (
        ["PF11 L01 10.00 3"],
        rent("60.00", more=APPROVED),
    ),
    "below the charge": (
        ["PF11 L01 10.00 6"],
        rent("30.00") + rent("30.00", "2025-03-03", charge="StallRent:Market"),
    ),
    "two members in an entry": (
        ["PF11 L02 5.00 3"],
        """\
2025-03-02 * "Stalls"
  Expenses:Members:L01:Costs:Stall    50.00 EUR
  Expenses:Members:L02:Costs:Stall    55.00 EUR
  Income:Coop:StallRent             -105.00 EUR
""",
    ),
    "two charges in an entry": (
        [],
        """\
2025-03-02 * "Stall and tools"
  Expenses:Members:L01:Costs          50.00 EUR
  Expenses:Members:L02:Costs          70.00 EUR
  Income:Coop:Tools                  -70.00 EUR
  Income:Coop:StallRent              -50.00 EUR
""",
    ),
    "beside a purchase": (
        ["PF11 L01 5.00 3"],
        """\
2025-03-02 * "Stall and wood"
  receipt: "1.pdf"
  Expenses:Members:L01:Costs         155.00 EUR
  Income:Coop:StallRent              -55.00 EUR
  Assets:Bank                       -100.00 EUR
""",
    ),
}


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
@pytest.mark.parametrize("name", MONTHLY)
def test_by_month(name: str, vocabulary: str, tmp_path: Path) -> None:
    expected, ledger = MONTHLY[name]
    findings = findings_in(tmp_path, ledger, members=MONTH, vocabulary=vocabulary)
    assert told(errors(findings)) == expected


@pytest.mark.parametrize(
    ("ledger", "expected"),
    [
        (rent("300.00") + rent("200.00", "2025-11-02"), []),
        (rent("300.00") + rent("300.00", "2025-11-02"), ["PF11 L01 100.00 6"]),
        (rent("500.00", "2025-12-31") + rent("500.00", "2026-01-01"), []),
    ],
)
def test_by_year(ledger: str, expected: list[str], tmp_path: Path) -> None:
    members = YEAR.replace("until: 2025-12-31", "until: 2026-12-31")
    findings = findings_in(tmp_path, ledger, members=members)
    assert told(errors(findings)) == expected


def pf11(folder: Path, ledger: str) -> list[str]:
    findings = findings_in(folder, ledger, members=MONTH)
    return told([f for f in findings if f.code == "PF11"])


def test_what_is_given_back_counts_down(tmp_path: Path) -> None:
    """On the day of what it takes back, where it is linked to that."""
    same = rent("60.00") + back("10.00", "2025-03-20")
    assert pf11(tmp_path, same) == []
    later = rent("60.00", more="^s") + back("10.00", "2025-04-02", "^s")
    assert pf11(tmp_path, later) == []
    other = rent("60.00") + back("10.00", "2025-04-02")
    assert pf11(tmp_path, other) == ["PF11 L01 10.00 2"]


def test_the_limit_of_the_day(tmp_path: Path) -> None:
    members = MONTH.replace(
        "funds:\n",
        "  - {from: 2025-04-01, charges: [{StallRent: {most: 80.00}}],"
        " contribution: {base: net_turnover, rate: 30%}}\nfunds:\n",
    )
    ledger = rent("80.00") + rent("80.00", "2025-04-02") + rent("1.00", "2025-04-03")
    findings = errors(findings_in(tmp_path, ledger, members=members))
    assert told(findings) == ["PF11 L01 30.00 2", "PF11 L01 1.00 10"]


def test_a_member_with_a_limit_of_its_own(tmp_path: Path) -> None:
    members = MONTH.replace(
        "  L02:\n", "    policy: {charges: [{StallRent: {most: 80.00}}]}\n  L02:\n"
    )
    ledger = rent("80.00") + rent("80.00", member="L02")
    findings = errors(findings_in(tmp_path, ledger, members=members))
    assert told(findings) == ["PF11 L02 30.00 6"]


def test_it_says_how_much(tmp_path: Path) -> None:
    [finding] = errors(findings_in(tmp_path, rent("900.00"), members=MONTH))
    assert words(finding) == (
        "L01 was charged 900.00 for StallRent in 2025-03, but at most 50.00 was "
        "agreed: 850.00 too much."
    )


# What is charged without a limit, where approvals are asked from 250.00 on.
UNLIMITED: dict[str, tuple[list[str], str]] = {
    "little": ([], rent("249.99")),
    "much": (["EV03 L01 900.00 2"], rent("900.00")),
    "from the limit on": (["EV03 L01 250.00 2"], rent("250.00")),
    "in parts": (
        ["EV03 L01 300.00 6"],
        rent("100.00") + rent("200.00", "2025-03-20"),
    ),
    "in two months": ([], rent("200.00") + rent("200.00", "2025-04-01")),
    "of two members": ([], rent("200.00") + rent("200.00", member="L02")),
    "approved": ([], rent("900.00", more=APPROVED)),
    "a part of it approved": ([], rent("900.00", more=APPROVED) + rent("200.00")),
    "approved by the member": (
        ["EV03 L01 900.00 3"],
        rent("900.00", more='\n  approved: "L01 2025-03-01"'),
    ),
    "approved on the day": (
        [],
        rent("900.00", more='\n  approved: "board 2025-03-02"'),
    ),
    "approved after it": (
        ["EV03 L01 900.00 3"],
        rent("900.00", more='\n  approved: "board 2025-03-03"'),
    ),
    "waived": ([], rent("900.00", more='\n  waiver: "EV03: the board was away"')),
    "two charges": (
        ["EV03 L01 300.00 6"],
        rent("150.00") + rent("150.00", charge="Tools"),
    ),
}


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
@pytest.mark.parametrize("name", UNLIMITED)
def test_without_a_limit(name: str, vocabulary: str, tmp_path: Path) -> None:
    expected, ledger = UNLIMITED[name]
    members = MEMBERS.replace("charges: [StallRent]", "charges: [StallRent, Tools]")
    findings = findings_in(tmp_path, ledger, members=members, vocabulary=vocabulary)
    assert told(errors(findings)) == expected


def test_what_the_policy_limits_is_approved_by_it(tmp_path: Path) -> None:
    members = agreed("{most: 1000.00}")
    assert errors(findings_in(tmp_path, rent("900.00"), members=members)) == []
