"""Requests decided on, and contributions booked, from the page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.fava.conftest import words
from tests.fava.work import WorkPage, working_on
from tests.support import MEMBERS, write_books

BOARD = MEMBERS + "board: [L01, L02]\n"
SALES = """\
2025-01-10 * "Market" "Tables"
  Assets:Bank                    100.00 EUR
  Income:Members:L01:Sales      -100.00 EUR

2025-02-10 * "Market" "Tables"
  Assets:Bank                    200.00 EUR
  Income:Members:L01:Sales      -200.00 EUR

2025-02-11 * "Market" "Cakes"
  Assets:Bank                     50.00 EUR
  Income:Members:L02:Sales       -50.00 EUR

2025-02-28 * "Contribution" ^contribution-2025-02-L02
  contribution: "2025-02"
  Expenses:Members:L02:Contribution      10.00 EUR
  Income:Coop:Contribution              -10.00 EUR
"""
REQUEST = """\
request: L01-2025-001
member: L01
asked: 2025-03-01
for: growth
amount: 300.00
what: a saw
"""


@contextmanager
def board(folder: Path, ledger: str = SALES) -> Iterator[WorkPage]:
    """Show books with a board of two, and a request of one of them."""
    files = {"requests/2025/L01-2025-001.yaml": REQUEST}
    with working_on(write_books(folder, ledger, members=BOARD, files=files)) as page:
        page.commit()
        yield page


def test_what_the_member_has_is_seen_and_more_than_that_is_asked(
    tmp_path: Path,
) -> None:
    with board(tmp_path) as page:
        # 100.00 and 200.00 came in.
        assert "L01 has 300.00 left on 5 March 2025" in words(page.drawn(do="approve"))
    with board(tmp_path / "less", SALES.replace("200.00", "199.99")) as page:
        shown = words(page.drawn(do="approve"))
        assert "L01 has 299.99 left on 5 March 2025: less than this" in shown
        yes = {"request": "L01-2025-001", "by": "L02", "verdict": "yes"}
        asked = page.done("decide", **yes)
        assert asked["asks"] == (
            "L01 has 299.99 left on 2025-03-05, and this is 300.00."
        )
        assert page.diff() == ""
        page.done("decide", **yes, sure="yes")
        page.done("undo")
        page.done("decide", **yes, amount="299,99")
        page.done("undo")
        page.done("decide", **(yes | {"verdict": "no"}))


def test_a_yes_has_a_name_and_a_day(tmp_path: Path) -> None:
    with board(tmp_path) as page:
        shown = page.drawn(do="approve")
        assert words(shown.select("h2")[0]) == "1 request waits for the board"
        # The one who spends is not asked.
        names = [words(one) for one in shown.select("select[name=by] option")]
        assert names == ["L02"]
        told = page.done(
            "decide", request="L01-2025-001", by="L02", verdict="yes", amount="€ 250,00"
        )
        assert told["said"] == "L01-2025-001 is approved by L02."
        assert page.diff() == (
            "+decision:\n"
            "+  approved: yes\n"
            "+  by: L02\n"
            "+  on: 2025-03-05\n"
            "+  amount: 250.00\n"
        )
        assert "No request waits" in words(page.drawn(do="approve"))
        why = page.refused("decide", request="L01-2025-001", by="L02", verdict="no")
        assert why.startswith("L01-2025-001 was decided on already, on 2025-03-05.")
        page.done("undo")
        assert page.diff() == ""
        page.done(
            "decide", request="L01-2025-001", by="L02", verdict="no", note="too\n much"
        )
        assert "+  note: too much\n" in page.diff().replace('"', "")


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"by": "L01"}, "Choose who decides: somebody on the board"),
        ({"by": ""}, "Choose who decides"),
        ({"by": "nobody"}, "Choose who decides"),
        ({"amount": "301"}, "L01-2025-001 asks 300.00; 301.00 is more than that."),
        ({"amount": "-1"}, "This is not an amount: -1"),
        ({"amount": "0"}, "This is not an amount: 0"),
        ({"amount": "1.005"}, "This is not an amount: 1.005"),
        ({"request": "../../members"}, "This request is not there any more."),
    ],
)
def test_what_the_board_cannot_decide_is_refused(
    tmp_path: Path, fields: dict[str, str], why: str
) -> None:
    known = {"request": "L01-2025-001", "by": "L02", "verdict": "yes"}
    with board(tmp_path) as page:
        assert page.refused("decide", **(known | fields)).startswith(why)


def test_money_is_asked_for(tmp_path: Path) -> None:
    with board(tmp_path) as page:
        asked = {"member": "L02", "purpose": "training", "what": "a course"}
        told = page.done("ask", **asked, amount="120")
        assert told["said"] == "L02-2025-001 waits for the board."
        assert told["places"] == [
            {
                "text": "ledger/requests/2025/L02-2025-001.yaml:1",
                "href": None,
            }
        ]
        assert page.diff() == (
            "+request: L02-2025-001\n"
            "+member: L02\n"
            "+asked: 2025-03-05\n"
            "+for: training\n"
            "+amount: 120.00\n"
            "+what: a course\n"
        )
        page.done("undo")
        assert page.diff() == ""
        for fields, why in (
            ({"member": "L09", "amount": "1"}, "Choose which member it is of."),
            ({"amount": ""}, "Say for what the money is, and how much."),
            ({"amount": "1", "what": " "}, "Say for what the money is, and how much."),
        ):
            assert page.refused("ask", **(asked | fields)) == why


def test_a_month_is_booked_and_what_differs_stays(tmp_path: Path) -> None:
    with board(tmp_path) as page:
        shown = page.drawn(do="contribute")
        assert words(shown.select("h2")[0]) == "2 months have contributions to book"
        rows = [words(one) for one in shown.select(".pp-rows li")]
        assert rows == [
            "2025-01 1 contribution 30.00 Book 2025-01",
            "2025-02 1 contribution 60.00 Book 2025-02",
        ]
        cells = [words(one) for one in shown.select("tbody tr")[0].select("td")]
        assert cells == ["! 60.00", "✕ 15.00 booked 10.00"]
        told = page.done("contribute", month="2025-02")
        assert told["said"] == "2025-02: 1 contribution booked."
        assert (
            "+  Expenses:Members:L01:Contribution                          60.00 EUR\n"
            in page.diff()
        )
        assert [one for one in page.diff().splitlines() if one[0] == "-"] == []
        assert page.refused("contribute", month="2025-02") == (
            "All of 2025-02 is booked already."
        )
        page.done("undo")
        assert page.diff() == ""
        for month, why in (
            ("2025-03", "2025-03 ends on 2025-03-31"),
            ("2023-12", "No contribution was agreed for 2023-12."),
            ("x", "“x” is not a month such as 2026-03."),
        ):
            assert page.refused("contribute", month=month).startswith(why)


def test_a_month_that_is_not_over_is_not_told_as_booked(tmp_path: Path) -> None:
    booked = SALES.replace(" 10.00 EUR", " 15.00 EUR").replace("-10.00", "-15.00")
    sold = booked.partition("2025-02-11")
    march = (
        '\n2025-03-04 * "Market" "Tables"\n  Assets:Bank  100.00 EUR\n'
        "  Income:Members:L01:Sales\n"
    )
    with board(tmp_path, sold[1] + sold[2] + march) as page:
        shown = page.drawn(do="contribute")
        assert words(shown.select("h2")[0]) == (
            "✓ All contributions of months that are over are booked"
        )
        rows = shown.select("tbody tr")
        assert [[words(one) for one in row.select("td")] for row in rows] == [
            ["… 30.00", ""],
            ["", "15.00"],
        ]
        assert "… is of a month that is not over; the rest is booked." in words(
            shown.select("caption")[0]
        )
    with board(tmp_path / "other", sold[1] + sold[2].replace("15.00", "10.00")) as page:
        shown = page.drawn(do="contribute")
        # It is in the books, and not as it was agreed.
        assert words(shown.select("h2")[0]) == (
            "A contribution is booked otherwise than was agreed"
        )
