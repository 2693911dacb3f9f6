"""The page of hours, as Fava gives it."""

from __future__ import annotations

from collections.abc import Callable

from tests.fava.conftest import Site, words
from tests.fava.test_member import rows, section
from tests.support import MEMBERS

REGISTER = MEMBERS.replace(
    "[{from: 2025-01-01, until: 2025-12-31}]",
    "[{from: 2025-01-01, until: 2025-12-31, hours: [{most: 10, per: week}, "
    "{most: 100, per: year}]}]",
    1,
).replace(
    "members:\n",
    "help: [{member: L02, asks: a trolley, since: 2025-01-05}]\nmembers:\n",
)
SALE = """\
2025-02-12 * "Market" "Chair"
  Assets:Members:L01:Cash   60.00 EUR
  Income:Members:L01:Sales -60.00 EUR
"""
HEAD = "date,member,for,minutes,what,kind,evidence,agreed\n"
FILES = {
    "hours/2025/L01-2025-02.csv": HEAD
    + "2025-02-03,L01,,601,a chair,direct,,L02 2025-02-10\n"
    + "2025-02-10,L01,L02,480,<b>the till</b>,help,,\n",
    "hours/2025/L02-2025-02.csv": HEAD + "2025-02-05,L02,COOP,20,the meeting,board,,\n",
}


def test_weeks_caps_and_help(site: Callable[..., Site]) -> None:
    page = site(SALE, members=REGISTER, files=FILES).page("ParapluHours")
    assert "3 rows of hours. 2 are waiting for somebody to agree." in words(page)
    # 1,081 minutes in 43 of the 365 days of the permission.
    assert rows(section(page, "Against the permission")) == [
        "L01 the year 2025 18:01 100:00 81:59 152:55 ! near the cap",
        (
            "L01 week 7 (10 February 2025 to 16 February 2025) "
            "8:00 10:00 2:00 – ! near the cap"
        ),
    ]
    weeks = section(page, "Week by week")
    assert rows(weeks) == ["L01 10:01 ✕ 8:00 ! 18:01", "L02 0:20 – 0:20"]
    assert words(weeks.select("tfoot")[0]) == "total 10:21 8:00 18:21"
    assert rows(section(page, "To agree on")) == [
        "5 Feb 2025 L02 COOP the meeting board 0:20",
        "10 Feb 2025 L01 L02 <b>the till</b> help 8:00",
    ]
    helping = section(page, "Helping each other")
    assert rows(helping) == ["L01 8:00 – 8:00", "L02 – 0:20 0:20"]
    assert words(helping.select("tfoot")[0]) == "received 8:00 0:20 8:20"
    assert "L02 a trolley since 5 January 2025" in words(helping)


def test_a_file_that_changed_is_read_again(site: Callable[..., Site]) -> None:
    made = site(SALE, members=REGISTER, files=FILES)
    assert "3 rows" in words(made.page("ParapluHours"))
    file = made.main.parent / "hours/2025/L02-2025-02.csv"
    file.write_text(HEAD + "2025-02-05,L02,COOP,1.5,the meeting,board,,\n", "utf-8")
    page = made.page("ParapluHours", "nl")
    assert "2 rijen met uren." in words(page)
    assert "1 rij of bestand met uren is niet te lezen" in words(page)


def test_without_hours(site: Callable[..., Site]) -> None:
    page = site(SALE).page("ParapluHours")
    assert "No hours were written in this period." in words(page)
    assert page.select("table") == []
