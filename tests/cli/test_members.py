"""`paraplu members` and `paraplu member`: figures, entries, and what is missing."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import pytest
from tests.cli.conftest import LEDGER, REGISTER, Run
from tests.support import HEAD, MEMBERS, write_books

from paraplu.base.language import Language
from paraplu_cli.screen import Screen
from paraplu_cli.table import BAR, TableColumn, bar, cells, table

ENGLISH = """\
2 members in EUR, as of 2025-02-04

member   trade name             permission until   net turnover   contribution   \
profit   growth   training   thermometer
L01      Tweede Leven Meubels   2025-02-28                88.00           0.00    \
88.00     0.00       0.00         88.00
L02      Taartenatelier Zoet    2025-12-31                 0.00           0.00     \
0.00     0.00       0.00          0.00
total                                                     88.00           0.00    \
88.00     0.00       0.00         88.00

These books have 1 error: paraplu check
"""


@pytest.mark.usefixtures("books")
def test_members(run: Run) -> None:
    assert run("members") == (0, ENGLISH, "")


def test_members_in_dutch(
    books: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    sale = LEDGER.replace("121.00", "12,100.00").replace("-100.00", "-12,079.00")
    write_books(books, sale, members=REGISTER)
    monkeypatch.setenv("PARAPLU_LANG", "nl")
    lines = run("members").out.splitlines()
    assert lines[0] == "2 leden in EUR, stand van 2025-02-04"
    assert lines[2].startswith("lid      handelsnaam            toestemming t/m   ")
    assert lines[3].endswith("   12.067,00")
    assert lines[5].startswith("totaal  ")
    assert len({len(line) for line in lines[2:6]}) == 1


def test_what_is_rare_gets_a_column_where_it_is(books: Path, run: Run) -> None:
    start = """
2025-02-04 * "Startkapitaal"
  Equity:Coop                                500.00 EUR
  Equity:Members:L02:StartCapital
"""
    write_books(books, LEDGER + start, members=REGISTER)
    header = run("members").out.splitlines()[2]
    assert "   start capital   net turnover   " in header
    assert "set-off" not in header


@pytest.mark.usefixtures("books")
def test_members_as_they_stood(run: Run) -> None:
    out = run("members", "--today", "2025-02-03").out
    assert "as of 2025-02-03" in out
    assert out.splitlines()[3].endswith("100.00")


def test_books_without_entries_stand_on_no_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    monkeypatch.setenv("PARAPLU_LANG", "en")
    main = write_books(tmp_path, "", members="members: {}\n")
    assert run("members", str(main)).out.splitlines()[0] == "0 members"
    told = run("invoice", "list", "--member", "L99", str(main))
    assert told.status == 2
    assert "There is no member “L99”." in told.err


@pytest.mark.usefixtures("books")
def test_members_for_programs(run: Run) -> None:
    found = json.loads(run("members", "--format", "json").out)
    none = ("start_capital", "contribution", "growth", "training", "set_off")
    nil = dict.fromkeys((*none, "common_fund", "carried"), "0.00")
    sums = {
        **nil,
        "turnover": "100.00",
        "costs": "12.00",
        "net_turnover": "88.00",
        "profit": "88.00",
        "thermometer": "88.00",
    }
    assert found["members"][0] == {
        "member": "L01",
        "trade_name": "Tweede Leven Meubels",
        "trade": "",
        "permission_until": "2025-02-28",
        **sums,
    }
    assert found["totals"] == sums
    assert (found["currency"], found["today"]) == ("EUR", "2025-02-04")
    # What is free to spend is that of the overview in the browser.
    assert found["cover"] == {
        "earmarked": "109.00",
        "available": "1059.00",
        "in_money": "1059.00",
        "free": "950.00",
        "free_in_money": "950.00",
    }


def test_members_in_a_spreadsheet_are_no_formulas(books: Path, run: Run) -> None:
    hostile = REGISTER.replace("Tweede Leven Meubels", '"=HYPERLINK(1)"')
    write_books(books, LEDGER, members=hostile)
    out = run("members", "--format", "csv").out
    first, second = csv.DictReader(io.StringIO(out))
    assert first["trade_name"] == "'=HYPERLINK(1)"
    assert (first["member"], first["thermometer"]) == ("L01", "88.00")
    assert (second["member"], second["thermometer"]) == ("L02", "0.00")


def test_members_whom_the_register_lacks(books: Path, run: Run) -> None:
    write_books(books, LEDGER.replace("L01", "L09"), members=REGISTER)
    lines = run("members").out.splitlines()
    assert [line.split()[0] for line in lines[3:7]] == ["L01", "L02", "L09", "total"]
    assert "no permission" in lines[5]
    assert run("member", "L09").out.startswith("L09 is not in the register.\n")


MEMBER = """\
L01  Tweede Leven Meubels
joined on 2025-01-01

Permissions
from         until        decision
2025-01-01   2025-02-28

Figures, in EUR
year   turnover   costs   net turnover   contribution   profit   growth   training   \
thermometer
2025     100.00   12.00          88.00           0.00    88.00     0.00       0.00   \
      88.00

Still open
account                   amount
Assets:Members:L01:Cash    71.00

Entries
date         payee       narration   class   amount   place
2025-02-01   Klant       Kast        Cash    121.00   ledger/main.beancount:10
2025-02-01   Klant       Kast        Sales   100.00   ledger/main.beancount:11
2025-02-03   Lunchroom   Broodjes    Cash    -50.00   ledger/main.beancount:16
2025-02-04   Bouwmarkt   Lijm        Costs    12.00   ledger/main.beancount:20

"""


@pytest.mark.usefixtures("books")
def test_one_member(run: Run) -> None:
    status, out, err = run("member", "L01")
    assert (status, err) == (0, "")
    begin, missing = out.split("What is missing\n")
    assert begin == MEMBER
    assert missing.startswith("ledger/main.beancount:15  PF01  error  L01  50.00 EUR\n")
    assert missing.endswith(
        "Waivers\n  ledger/main.beancount:18  EV01  L01  0 days\n"
        "    lost, declared by two board members\n"
    )


@pytest.mark.usefixtures("books")
def test_a_member_without_anything(run: Run) -> None:
    out = run("member", "l02").out
    assert out.startswith("L02  Taartenatelier Zoet\njoined on 2025-01-01\n")
    assert out.count("None.") == 3
    assert out.endswith("\nWhat is missing\nNothing.\n")


def test_a_member_who_left(books: Path, run: Run) -> None:
    left = REGISTER.replace(
        "    trade_name: Taart",
        "    left: 2025-02-01\n    trade: taart\n    trade_name: Taart",
    ).replace("{from: 2025-01-01, until: 2025-12-31}", "{from: 2025-01-01}")
    write_books(books, LEDGER, members=left)
    out = run("member", "L02").out
    assert out.startswith(
        "L02  Taartenatelier Zoet (taart)\njoined on 2025-01-01 · left on 2025-02-01\n"
    )
    assert "2025-01-01   no end date\n" in out
    assert "no end date" in run("members").out


@pytest.mark.usefixtures("books")
def test_one_member_for_programs(run: Run) -> None:
    found = json.loads(run("member", "L01", "--format", "json").out)
    assert found["thermometer"] == "88.00"
    assert found["open"] == {"Assets:Members:L01:Cash": "71.00"}
    assert found["years"][0]["turnover"] == "100.00"
    assert found["years"][0]["thermometer"] == "88.00"
    assert found["entries"][1] == {
        "date": "2025-02-01",
        "payee": "Klant",
        "narration": "Kast",
        "account": "Income:Members:L01:Sales",
        "amount": "-100.00",
        "file": "ledger/main.beancount",
        "line": 11,
    }
    assert [finding["code"] for finding in found["findings"]] == ["PF01", "MB04"]
    assert [waiver["code"] for waiver in found["waivers"]] == ["EV01"]
    rows = list(
        csv.DictReader(io.StringIO(run("member", "L01", "--format", "csv").out))
    )
    assert [row["amount"] for row in rows] == ["121.00", "-100.00", "-50.00", "12.00"]


@pytest.mark.usefixtures("books")
def test_a_member_without_anything_for_programs(run: Run) -> None:
    found = json.loads(run("member", "L02", "--format", "json").out)
    assert (found["years"], found["open"], found["entries"]) == ([], {}, [])
    assert found["thermometer"] == "0.00"


@pytest.mark.usefixtures("books")
@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("L1", "There is no member “L1”. Similar: L01."),
        ("Jan", "There is no member “Jan”."),
    ],
)
def test_no_such_member(run: Run, code: str, line: str) -> None:
    assert run("member", code) == (2, "", f"paraplu: {line}\n")


@pytest.mark.parametrize("command", [["members"], ["member", "L01"]])
def test_without_a_register_there_are_no_figures(
    books: Path, run: Run, command: list[str]
) -> None:
    (books / "members.yaml").write_text("members: {L01: {}}\nchart: du\n", "utf-8")
    status, out, err = run(*command)
    assert (status, out) == (1, "")
    assert err.startswith("members.yaml:1  MB00  error  L01\n")


def test_without_a_ledger_there_are_no_figures(books: Path, run: Run) -> None:
    write_books(books, LEDGER, members=REGISTER, head=HEAD + 'plugin "evil"\n')
    status, out, err = run("members", "--format", "json")
    assert (status, out) == (1, "")
    assert "CK03  error" in err


def test_books_without_members(books: Path, run: Run) -> None:
    write_books(books, '2025-01-02 * "Inleg"\n  Assets:Bank  1 EUR\n  Equity:Coop\n')
    (books / "members.yaml").write_text("members: {}\n", "utf-8")
    assert run("members").out == "0 members in EUR, as of 2025-01-02\n\n"
    assert json.loads(run("members", "--format", "json").out)["members"] == []


COLUMNS = [TableColumn("name"), TableColumn("amount", right=True), TableColumn("")]
ROWS = [["Zoë", "1.00", "x"], ["日本", "-10.00", ""], ["e\u0301", "0.00", ""]]


def test_columns_line_up_whatever_the_script() -> None:
    lines = table(COLUMNS, ROWS, Screen(Language("en")))
    assert lines == [
        "name   amount",
        "Zoë      1.00   x",
        "日本   -10.00",
        "e\u0301        0.00",
    ]
    assert {cells(line.removesuffix("   x")) for line in lines} == {13}


def test_a_table_that_does_not_fit_becomes_lists() -> None:
    assert table(COLUMNS, ROWS[:2], Screen(Language("en"), width=12)) == [
        "Zoë",
        "  amount: 1.00",
        "  x",
        "",
        "日本",
        "  amount: -10.00",
    ]


def test_a_terminal_gets_bold_titles() -> None:
    lines = table([TableColumn("a")], [["b"]], Screen(Language("en"), colour=True))
    assert lines == ["\x1b[1ma\x1b[0m", "b"]


@pytest.mark.parametrize(
    ("level", "full", "filled"),
    [
        ("0", "100", 0),
        ("-5", "100", 0),
        ("50", "100", 8),
        ("100", "100", 15),
        ("9999", "100", 15),
        ("5", "0", 0),
    ],
)
def test_bars(level: str, full: str, filled: int) -> None:
    assert bar(Decimal(level), Decimal(full)) == "▇" * filled + "░" * (BAR - filled)


@pytest.fixture
def two_years(books: Path) -> Path:
    """Eleven sales a year, one line of L01 in each; the books stand in 2026."""
    sales = "".join(
        f"""
{year}-01-{day:02} * "Market" "Sale {day} of {year}"
  Assets:Bank                     10.00 EUR
  Income:Members:L01:Sales:Nil   -10.00 EUR
"""
        for year in (2025, 2026)
        for day in range(1, 12)
    )
    write_books(books, sales, members=MEMBERS)
    return books


@pytest.mark.usefixtures("two_years")
def test_the_newest_entries_and_how_to_see_the_others(run: Run) -> None:
    out = run("member", "L01").out
    assert out.count("Sale ") == 10
    assert "Sale 1 of 2026" not in out
    assert "12 older lines are not shown. See them with --entries." in out
    assert run("member", "L01", "--entries").out.count("Sale ") == 22


@pytest.mark.usefixtures("two_years")
def test_one_year_of_a_member(run: Run) -> None:
    out = run("member", "L01", "--year", "2025").out
    assert out.count("of 2025") == 10
    assert "of 2026" not in out
    assert "1 older line is not shown. See it with --entries." in out
    every = run("member", "L01", "--year", "2025", "--entries").out
    assert every.count("of 2025") == 11
    assert "not shown" not in every
    table = run("member", "L01", "--year", "2025", "--format", "csv").out
    assert (table.count("of 2025"), table.count("of 2026")) == (11, 0)
    data = json.loads(run("member", "L01", "--year", "2025", "--format", "json").out)
    assert [year["year"] for year in data["years"]] == [2025]
    assert len(data["entries"]) == 11


@pytest.mark.usefixtures("two_years")
@pytest.mark.parametrize("year", ["0", "10000", "now"])
def test_a_year_that_is_none(run: Run, year: str) -> None:
    status, out, err = run("member", "L01", "--year", year)
    assert (status, out) == (2, "")
    assert "Give --year a number from 1 to 9999." in err


@pytest.mark.usefixtures("two_years")
def test_a_year_without_anything(run: Run) -> None:
    out = run("member", "L01", "--year", "2020").out
    assert "Entries\nNone.\n" in out
