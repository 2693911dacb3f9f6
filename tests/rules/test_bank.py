"""BK01 and BK02: each bank line once, and bank and books compared in time."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from tests.rules.vocabularies import VOCABULARIES, errors, findings_in, of
from tests.support import MEMBERS, report_on, told, words

from paraplu.base.findings import Severity

if TYPE_CHECKING:
    from pathlib import Path

    from paraplu.base.findings import Finding

TWICE: dict[str, tuple[list[str], str]] = {
    "the whole line and its parts": (
        ["BK01 L01 20.00 6", "BK01 L02 40.00 11"],
        """\
2025-03-01 * "Fair" "Chairs and cakes"
  bank-ref: "117"
  Assets:Bank                      60.00 EUR
  Income:Members:L01:Sales        -60.00 EUR

2025-03-01 * "Fair" "Chairs"
  bank-ref: "117"
  Assets:Bank                      20.00 EUR
  Income:Members:L01:Sales        -20.00 EUR

2025-03-01 * "Fair" "Cakes"
  bank-ref: "117"
  Assets:Bank                      40.00 EUR
  Income:Members:L02:Sales        -40.00 EUR
""",
    ),
    "alike, on two members, and the balance says otherwise": (
        ["BK01 L02 30.00 6"],
        """\
2025-03-01 * "Fair" "Chairs"
  bank-ref: "117"
  Assets:Bank                      30.00 EUR
  Income:Members:L01:Sales        -30.00 EUR

2025-03-01 * "Fair" "Cakes"
  bank-ref: "117"
  Assets:Bank                      30.00 EUR
  Income:Members:L02:Sales        -30.00 EUR
""",
    ),
    "parts of two days": (
        ["BK01 L02 40.00 6"],
        """\
2025-03-01 * "Fair" "Chairs"
  bank-ref: "117"
  Assets:Bank                      20.00 EUR
  Income:Members:L01:Sales        -20.00 EUR

2025-03-02 * "Fair" "Cakes"
  bank-ref: "117"
  Assets:Bank                      40.00 EUR
  Income:Members:L02:Sales        -40.00 EUR
""",
    ),
    "two entries": (
        ["BK01 L01 25.00 6"],
        """\
2025-03-01 * "Stool"
  bank-ref: "117"
  Assets:Bank                      25.00 EUR
  Income:Members:L01:Sales        -25.00 EUR

2025-03-01 * "Stool"
  bank-ref: "117"
  Assets:Bank                      25.00 EUR
  Income:Members:L01:Sales        -25.00 EUR
""",
    ),
    "on the entry and on the posting, as text and as a number": (
        ["BK01 L01 25.00 6"],
        """\
2025-03-01 * "Stool"
  bank-ref: "117"
  Assets:Bank                      25.00 EUR
  Income:Members:L01:Sales        -25.00 EUR

2025-03-01 * "Stool"
  Assets:Bank                      25.00 EUR
    bank-ref: 117
  Income:Members:L01:Sales        -25.00 EUR
""",
    ),
    "the later day, though it stands first in the file": (
        ["BK01 L01 25.00 1"],
        """\
2025-03-02 * "Stool"
  bank-ref: "117"
  Assets:Bank                      25.00 EUR
  Income:Members:L01:Sales        -25.00 EUR

2025-03-01 * "Stool"
  bank-ref: "117"
  Assets:Bank                      25.00 EUR
  Income:Members:L01:Sales        -25.00 EUR
""",
    ),
    "with a blank too many": (
        ["BK01 L01 25.00 6"],
        """\
2025-03-01 * "Stool"
  bank-ref: "117"
  Assets:Bank                      25.00 EUR
  Income:Members:L01:Sales        -25.00 EUR

2025-03-01 * "Stool"
  bank-ref: "117 "
  Assets:Bank                      25.00 EUR
  Income:Members:L01:Sales        -25.00 EUR
""",
    ),
    "on a clearing account": (
        ["BK01 L01 25.00 6"],
        """\
2025-03-01 * "Stool, by card"
  bank-ref: "tr_117"
  Assets:Clearing:Cards            25.00 EUR
  Income:Members:L01:Sales        -25.00 EUR

2025-03-01 * "Stool, by card"
  bank-ref: "tr_117"
  Assets:Clearing:Cards            25.00 EUR
  Income:Members:L01:Sales        -25.00 EUR
""",
    ),
    "of the cooperative itself": (
        ["BK01 25.00 6"],
        """\
2025-03-01 * "Bank charges"
  bank-ref: "117"
  Assets:Bank                     -25.00 EUR
  Expenses:Coop:Bank               25.00 EUR

2025-03-01 * "Bank charges"
  bank-ref: "117"
  Assets:Bank                     -25.00 EUR
  Expenses:Coop:Bank               25.00 EUR
""",
    ),
}

ONCE = {
    "a line split into entries": """\
2025-03-01 * "Fair" "Chairs"
  bank-ref: "117"
  Assets:Bank                      20.00 EUR
  Income:Members:L01:Sales        -20.00 EUR

2025-03-01 * "Fair" "Cakes"
  bank-ref: "117"
  Assets:Bank                      40.00 EUR
  Income:Members:L02:Sales        -40.00 EUR
""",
    "parts that are alike, and the balance agrees": """\
2025-03-01 * "Fair" "Chairs"
  bank-ref: "117"
  Assets:Bank                      30.00 EUR
  Income:Members:L01:Sales        -30.00 EUR

2025-03-01 * "Fair" "Cakes"
  bank-ref: "117"
  Assets:Bank                      30.00 EUR
  Income:Members:L02:Sales        -30.00 EUR

2025-03-02 balance Assets:Bank   9060.00 EUR
""",
    "another reference": """\
2025-03-01 * "Stool"
  bank-ref: "117"
  Assets:Bank                      25.00 EUR
  Income:Members:L01:Sales        -25.00 EUR

2025-03-01 * "Stool, another customer"
  bank-ref: "118"
  Assets:Bank                      25.00 EUR
  Income:Members:L01:Sales        -25.00 EUR
""",
    "another account": """\
2025-03-01 * "Moved"
  bank-ref: "117"
  Assets:Bank:Current             -25.00 EUR
  Assets:Clearing:Own              25.00 EUR

2025-03-02 * "Moved"
  bank-ref: "117"
  Assets:Bank:Savings              25.00 EUR
  Assets:Clearing:Own             -25.00 EUR
""",
    "both sides of a transfer": """\
2025-03-01 * "Moved"
  Assets:Bank:Current             -25.00 EUR
    bank-ref: "117"
  Assets:Bank:Savings              25.00 EUR
    bank-ref: "117"
""",
    "a bank line split within its entry": """\
2025-03-01 * "Fair"
  bank-ref: "117"
  Assets:Bank                      25.00 EUR
  Assets:Bank                      15.00 EUR
  Income:Members:L01:Sales        -25.00 EUR
  Income:Members:L02:Sales        -15.00 EUR
""",
    "an empty reference": """\
2025-03-01 * "Stool"
  bank-ref: ""
  Assets:Bank                      25.00 EUR
  Income:Members:L01:Sales        -25.00 EUR

2025-03-02 * "Stool"
  bank-ref: ""
  Assets:Bank                      25.00 EUR
  Income:Members:L01:Sales        -25.00 EUR
""",
    "no reference": """\
2025-03-01 * "Stool"
  bank-ref:
  Assets:Bank                      25.00 EUR
  Income:Members:L01:Sales        -25.00 EUR

2025-03-01 * "Stool"
  bank-ref:
  Assets:Bank                      25.00 EUR
  Income:Members:L01:Sales        -25.00 EUR
""",
}


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
@pytest.mark.parametrize("name", TWICE)
def test_a_bank_line_booked_twice(name: str, vocabulary: str, tmp_path: Path) -> None:
    expected, ledger = TWICE[name]
    found = findings_in(tmp_path, ledger, vocabulary=vocabulary)
    assert told(errors(found)) == expected


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
@pytest.mark.parametrize("name", ONCE)
def test_a_bank_line_booked_once(name: str, vocabulary: str, tmp_path: Path) -> None:
    found = findings_in(tmp_path, ONCE[name], vocabulary=vocabulary)
    assert told(errors(found)) == []


def test_the_words_name_the_earlier_entry(tmp_path: Path) -> None:
    _, ledger = TWICE["the later day, though it stands first in the file"]
    [finding] = errors(findings_in(tmp_path, ledger))
    assert words(finding) == (
        "The bank line 117 of Assets:Bank is booked twice: 25.00 on 2025-03-02, and "
        "earlier on 2025-03-01."
    )
    # Without a bank it is about the account of the provider, whatever was sold.
    card = """2025-03-0{n} * "Stool, by card"
  bank-ref: "117"
  Assets:Clearing:Cards            25.00 EUR
  Income:Members:L01:Sales        -25.00 EUR

"""
    found = findings_in(tmp_path / "card", card.format(n=1) + card.format(n=2))
    [finding] = errors(found)
    assert "The bank line 117 of Assets:Clearing:Cards is booked" in words(finding)


OPENED = """\
option "operating_currency" "EUR"
plugin "paraplu" "../members.yaml"
2025-01-01 open Assets:Bank:Current
2025-01-01 open Income:Members:L01:Sales

2025-01-02 * "Chairs sold"
  Assets:Bank:Current              60.00 EUR
  Income:Members:L01:Sales        -60.00 EUR
"""


def _unreconciled(folder: Path, day: str, ledger: str = "") -> list[Finding]:
    today = dt.date.fromisoformat(day)
    report = report_on(folder, ledger, head=OPENED, today=today)
    assert told(errors(report.verdict.findings)) == []
    return of("BK02", report.verdict.findings)


def test_never_compared(tmp_path: Path) -> None:
    assert _unreconciled(tmp_path, "2025-02-16") == []
    [finding] = _unreconciled(tmp_path, "2025-02-17")
    assert told([finding]) == ["BK02 3"]
    assert finding.severity is Severity.WARNING
    assert words(finding) == (
        "Assets:Bank:Current has never been compared with the bank since its first "
        "entry on 2025-01-02, 46 days ago; at most 45 days is allowed."
    )


def test_compared_long_ago(tmp_path: Path) -> None:
    ledger = "2025-02-01 balance Assets:Bank:Current  60.00 EUR\n"
    assert _unreconciled(tmp_path, "2025-03-18", ledger) == []
    [finding] = _unreconciled(tmp_path, "2025-03-19", ledger)
    assert told([finding]) == ["BK02 9"]
    assert words(finding) == (
        "Assets:Bank:Current was last compared with the bank on 2025-02-01, 46 days "
        "ago; at most 45 days is allowed."
    )


CLOSED = """\
2025-03-01 * "Sale undone, account closed"
  Assets:Bank:Current             -60.00 EUR
  Income:Members:L01:Sales         60.00 EUR

2025-03-02 close Assets:Bank:Current
"""


@pytest.mark.parametrize(
    "line",
    [
        "2025-03-01 open Assets:Bank\n2025-03-01 balance Assets:Bank  60.00 EUR\n",
        "2025-03-01 balance Assets:Bank:Current  60.00 ~ 0.01 EUR\n",
        "2025-04-02 balance Assets:Bank:Current  60.00 EUR\n",
        CLOSED,
    ],
    ids=["the account above it", "to the cent", "the end of today", "closed"],
)
def test_what_counts_as_compared(line: str, tmp_path: Path) -> None:
    today = dt.date(2025, 4, 1)
    found = report_on(tmp_path, line, head=OPENED, today=today).verdict.findings
    assert told(of("BK02", found)) == []


@pytest.mark.parametrize(
    "line",
    [
        "2025-03-01 balance Assets:Bank:Current  55.00 ~ 5.00 EUR\n",
        "2025-04-03 balance Assets:Bank:Current  60.00 EUR\n",
    ],
    ids=["wide", "after tomorrow"],
)
def test_what_does_not(line: str, tmp_path: Path) -> None:
    assert told(_unreconciled(tmp_path, "2025-04-01", line)) == ["BK02 3"]


def test_an_account_that_closes_today_is_not_compared_any_more(tmp_path: Path) -> None:
    for day, expected in (("2025-03-01", ["BK02 3"]), ("2025-03-02", [])):
        today = dt.date.fromisoformat(day)
        report = report_on(tmp_path, CLOSED, head=OPENED, today=today)
        assert told(of("BK02", report.verdict.findings)) == expected


def test_an_account_that_a_plugin_opened_has_a_place_too(tmp_path: Path) -> None:
    ledger = (
        '2025-03-01 * "Stool"\n  Assets:Bank  5.00 EUR\n  Income:Members:L01:Sales\n'
    )
    [finding] = of("BK02", findings_in(tmp_path, ledger))
    assert finding.source.file.endswith("main.beancount")
    # Where it was used first: below, where the cooperative's own money came in.
    assert finding.source.line == 7


CARDS = """\
option "operating_currency" "EUR"
plugin "paraplu" "../members.yaml"
2025-01-01 open Assets:Clearing:Cards
2025-01-01 open Assets:Clearing:Cards:Shop
2025-01-01 open Assets:Clearing:Other
2025-01-01 open Income:Members:L01:Sales

2025-01-02 * "Card payments"
  Assets:Clearing:Cards            60.00 EUR
  Income:Members:L01:Sales        -60.00 EUR
"""
PROVIDER = MEMBERS.replace(
    "{name: Coöperatie De Proeftuin U.A.}",
    '{banks: [{provider: SumUp, account: "Assets:Clearing:Cards"}]}',
)


@pytest.mark.parametrize(
    ("members", "day", "expected"),
    [
        (PROVIDER, "2025-02-16", []),
        (PROVIDER, "2025-02-17", ["BK02 3"]),
        # An account that nobody else keeps cannot be compared.
        (MEMBERS, "2025-02-17", []),
        (PROVIDER.replace("Cards", "Other"), "2025-02-17", []),
    ],
)
def test_the_account_of_a_provider_is_compared_like_a_bank(
    members: str, day: str, expected: list[str], tmp_path: Path
) -> None:
    today = dt.date.fromisoformat(day)
    report = report_on(tmp_path, "", members=members, head=CARDS, today=today)
    assert told(of("BK02", report.verdict.findings)) == expected


def test_the_words_about_a_provider(tmp_path: Path) -> None:
    def found(ledger: str, day: str) -> list[str]:
        today = dt.date.fromisoformat(day)
        report = report_on(tmp_path, ledger, members=PROVIDER, head=CARDS, today=today)
        return list(map(words, of("BK02", report.verdict.findings)))

    balance = "2025-02-01 balance Assets:Clearing:Cards  60.00 EUR\n"
    below = """\
2025-01-05 * "Card payments in the shop"
  Assets:Clearing:Cards:Shop        5.00 EUR
  Income:Members:L01:Sales         -5.00 EUR

2025-02-10 balance Assets:Clearing:Cards  65.00 EUR
"""
    assert found("", "2025-02-17") == [
        (
            "Assets:Clearing:Cards was never compared with the payment provider's "
            "report since its first entry on 2025-01-02, 46 days ago; 45 days "
            "is the most."
        )
    ]
    assert found(balance, "2025-03-19") == [
        (
            "Assets:Clearing:Cards was last compared with the payment provider's "
            "report on 2025-02-01, 46 days ago; 45 days is the most."
        )
    ]
    assert found(below, "2025-03-19") == []
