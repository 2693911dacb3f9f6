"""EV03 and EV04 by a request: the board's decision in a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support import report_on, told, words

MEMBERS = """\
policies: [{from: 2024-01-01, receipt_from: 10000.00, approval_from: 250.00}]
board: [L02, chair]
members:
  L01: {joined: 2025-01-01, permission: [{from: 2025-01-01}]}
  L02: {joined: 2025-01-01, permission: [{from: 2025-01-01}]}
"""
MEANS = """\
2025-01-02 * "Means"
  Assets:Bank                      2000.00 EUR
  Equity:Coop                     -1000.00 EUR
  Income:Members:L01:Sales        -1000.00 EUR

"""
COURSE = """\
2025-03-06 * "School" "Course"
  request: "L01-2025-001"
  Expenses:Members:L01:Training     300.00 EUR
  Assets:Bank                      -300.00 EUR

"""
REQUEST = """\
request: L01-2025-001
member: L01
asked: 2025-02-20
for: training
amount: 300.00
what: course in bookkeeping
"""
YES = "decision: {approved: yes, by: chair, on: 2025-03-01}\n"


def found(folder: Path, ledger: str, request: str) -> list[str]:
    files = {"requests/2025/L01-2025-001.yaml": request}
    report = report_on(folder, MEANS + ledger, members=MEMBERS, files=files)
    findings = [f for f in report.verdict.findings if f.code in ("EV03", "EV04")]
    return [f"{told([f])[0]}: {words(f)}" for f in findings]


def test_what_the_board_approved_is_approved(tmp_path: Path) -> None:
    assert found(tmp_path, COURSE, REQUEST + YES) == []


def test_on_the_posting_too(tmp_path: Path) -> None:
    inside = COURSE.replace('  request: "L01-2025-001"\n', "").replace(
        "300.00 EUR\n  A", '300.00 EUR\n    request: "L01-2025-001"\n  A'
    )
    assert inside.count("request") == 1
    assert found(tmp_path, inside, REQUEST + YES) == []


WRONG = [
    ("", "The board has not decided on L01-2025-001 yet."),
    (YES.replace("yes", "no"), "The board did not approve L01-2025-001."),
    (
        YES.replace("}", ", amount: 200.00}"),
        "300.00 is spent by L01-2025-001, of which 200.00 was approved.",
    ),
    (
        YES.replace("03-01", "03-07"),
        "300.00 was approved on 2025-03-07, after it was paid on 2025-03-06.",
    ),
    (
        YES.replace("chair", "L09"),
        (
            "300.00 was approved by “L09”, but `board:` in the register has only: L02, "
            "chair."
        ),
    ),
]


@pytest.mark.parametrize(("decision", "message"), WRONG)
def test_what_is_no_approval(tmp_path: Path, decision: str, message: str) -> None:
    assert found(tmp_path, COURSE, REQUEST + decision) == [
        f"EV03 L01 300.00 12: {message}"
    ]


def test_the_member_alone(tmp_path: Path) -> None:
    assert found(tmp_path, COURSE, REQUEST + YES.replace("chair", "L01")) == [
        (
            "EV04 L01 300.00 12: L01 approved 300.00 of their own spending. Somebody "
            "else has to do that."
        )
    ]


def test_a_number_that_is_nowhere(tmp_path: Path) -> None:
    other = COURSE.replace("001", "002")
    assert found(tmp_path, other, REQUEST + YES) == [
        "EV03 L01 300.00 12: There is no request L01-2025-002."
    ]


@pytest.mark.parametrize(
    "other",
    [COURSE.replace(":L01:", ":L02:"), COURSE.replace(":Training  ", ":Growth    ")],
)
def test_for_another_member_or_purpose(tmp_path: Path, other: str) -> None:
    (one,) = found(tmp_path, other, REQUEST + YES)
    assert one.endswith("L01-2025-001 was approved for training of L01, not for this.")


def test_a_request_is_spent_once(tmp_path: Path) -> None:
    (one,) = found(tmp_path, COURSE + COURSE, REQUEST + YES)
    assert one.startswith("EV03 L01 300.00 17: 600.00 is spent by L01-2025-001")


def test_an_approval_of_its_own_goes_first(tmp_path: Path) -> None:
    own = COURSE.replace("  request", '  approved: "chair 2025-03-01"\n  request')
    assert found(tmp_path, own, REQUEST) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (REQUEST.replace("001", "007"), "but says `request: L01-2025-007`."),
        (REQUEST.replace("training", "holiday"), "for: "),
        ("", "The file is empty."),
        ("request: [", "does not match the lines above"),
    ],
)
def test_a_file_that_cannot_be_read(tmp_path: Path, text: str, fault: str) -> None:
    every = found(tmp_path, COURSE, text)
    assert [one for one in every if fault in one]
    assert [one for one in every if "There is no request" in one]
