"""The evaluation: no member is in it, and what is withheld is in no rendering."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tests.reports.papers.support import (
    json_values,
    material_in,
    period,
    renderings,
    text_of,
)
from tests.reports.papers.test_member import notices, table

from paraplu.base.language import Language
from paraplu.rendering.as_json import as_json
from paraplu.reports.papers.explained import explained
from paraplu.reports.papers.material import Material
from paraplu.reports.papers.model import Paper, Status
from paraplu.reports.papers.outflow.evaluation import evaluation

MEMBERS = "cooperative: {name: Coöperatie De Proeftuin U.A.}\nmembers:\n"
LEDGER = "".join(
    f'{day} * "Gift"\n  Assets:Bank  10 EUR\n  Income:Coop:Gifts\n\n'
    for day in ("2023-01-02", "2023-12-31", "2024-12-30", "2025-10-07")
)


def members(*groups: tuple[int, str]) -> str:
    """Return a register with so many members of each kind; their codes are M1..."""
    lines = [said for many, said in groups for _ in range(many)]
    return MEMBERS + "".join(
        f"  M{n}: {{permission: [{{from: 2023-01-01}}], {said}}}\n"
        for n, said in enumerate(lines, 1)
    )


def paper_of(material: Material, of: str = "2025-Q3") -> Paper:
    (paper,) = evaluation(material, period(of))
    return paper


STAYED = "joined: 2023-03-01"
TO_WORK = "joined: 2023-03-01, left: 2024-03-01, left_to: work"
TO_CARE = "joined: 2024-05-01, left: 2025-05-01, left_to: care"
LARGE = members((6, STAYED), (6, TO_WORK), (5, "joined: 2024-05-01"), (5, TO_CARE))
SMALL = members((6, STAYED), (6, TO_WORK), (7, "joined: 2024-05-01"), (3, TO_CARE))


def test_groups_that_are_large_are_in_the_tables(tmp_path: Path) -> None:
    paper = paper_of(material_in(tmp_path, LEDGER, members=LARGE))
    assert table(paper, "cohorts") == [
        ("joined-2023", "12", "6", "6", "12"),
        ("joined-2024", "10", "5", "5", "12"),
        ("total", "22", "11", "11", "12"),
    ]
    ways = {row[0]: row[1:4] for row in table(paper, "ways")}
    assert ways["work"] == ("6", "55", "12")
    assert ways["care"] == ("5", "45", "12")
    assert ways["education"] == ("0", "0", "None")
    assert table(paper, "heard") == [
        ("after-1", "0", "0", "11"),
        ("after-12", "0", "0", "11"),
    ]
    assert table(paper, "back") == [
        ("back", "0", "0"),
        ("not-back", "0", "0"),
        ("too-early", "11", "100"),
    ]
    by_year = {row[0]: row[1:] for row in table(paper, "ways-by-year")}
    assert by_year["joined-2023"] == ("0", "6", "0", "0", "0", "0", "0")


WITHHELD = (
    *(
        ("cohorts", f"joined-{year}", side)
        for year in (2023, 2024)
        for side in ("stayed", "left", "months")
    ),
    *(
        ("ways", way, column)
        for way in ("work", "care")
        for column in ("count", "share", "months", "turnover", "training")
    ),
)


def test_what_is_withheld_has_no_number_for_programs(tmp_path: Path) -> None:
    paper = paper_of(material_in(tmp_path, LEDGER, members=SMALL))
    values = json_values(as_json(paper, Language("en")))
    assert WITHHELD
    for place in WITHHELD:
        assert values[place] == {
            "not_known": "withheld: fewer than 5 people, or what would tell how many"
        }, place
    assert values["ways", "education", "count"] == 0
    assert values["cohorts", "total", "left"] == 9


@pytest.mark.parametrize("register", [LARGE, SMALL])
def test_no_member_and_no_entry_is_in_any_form(tmp_path: Path, register: str) -> None:
    material = material_in(tmp_path, LEDGER, members=register)
    paper = paper_of(material)
    assert explained(paper) == paper
    for name, said in renderings(paper, "nl").items():
        assert not re.search(r"\bM\d+\b", said), name
        assert ".beancount" not in said, name


def test_where_few_left_the_paper_says_that_it_says_nothing(tmp_path: Path) -> None:
    few = members((8, STAYED), (4, TO_WORK))
    text = text_of(paper_of(material_in(tmp_path, LEDGER, members=few)))
    assert "How many left is withheld, and so is what became of them." in text
    assert "work" not in text.split("How it was counted")[0]


def test_that_nobody_left_or_joined_is_said(tmp_path: Path) -> None:
    nobody = material_in(tmp_path, LEDGER, members=members((7, STAYED)))
    assert "Nobody left." in text_of(paper_of(nobody))
    empty = material_in(tmp_path, LEDGER, members="members: {}\n")
    assert "Nobody has joined." in text_of(paper_of(empty))


@pytest.mark.parametrize(
    ("of", "days", "status"),
    [
        ("2024", "outflow-2023-03-01_2024-12-31", Status.FINAL),
        ("2025-Q2", "outflow-2023-03-01_2025-06-30", Status.FINAL),
        # Within a quarter it is as of the last one that is over.
        ("2025-05", "outflow-2023-03-01_2025-03-31", Status.FINAL),
        # The books go to 7 October.
        ("2025", "outflow-2023-03-01_2025-09-30", Status.FINAL),
    ],
)
def test_it_is_as_of_the_end_of_a_quarter(
    tmp_path: Path, of: str, days: str, status: Status
) -> None:
    paper = paper_of(material_in(tmp_path, LEDGER, members=LARGE), of)
    assert (paper.name, paper.status) == (days, status)


def test_what_the_reader_has_to_know_first(tmp_path: Path) -> None:
    broken = LARGE.replace("left: 2025-05-01", "left: soon")
    material = material_in(tmp_path, LEDGER, members=broken)
    assert notices(paper_of(material, "2025")) == [
        "It is as of 30 September 2025, the end of the last quarter that is over.",
        "The register has faults about members, who are not counted here.",
    ]


def test_it_stays_the_same_until_the_next_quarter(tmp_path: Path) -> None:
    """Two papers of one quarter would tell who left between them."""
    leaves = "joined: 2023-03-01, left: 2025-10-05, left_to: work"
    before = members((6, STAYED), (6, STAYED), (6, TO_WORK))
    after = members((6, STAYED), (6, leaves), (6, TO_WORK))
    made = [
        json.loads(
            as_json(
                paper_of(material_in(tmp_path / name, LEDGER, members=said), "2025"),
                Language("en"),
            )
        )["sections"]
        for name, said in (("before", before), ("after", after))
    ]
    assert made[0] == made[1]
