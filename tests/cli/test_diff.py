"""`paraplu diff`: every kind of change in its words, and no change where none is."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.bookkeeping.periods.small import FILES, LEDGER, close
from tests.support import HEAD, write_books

if TYPE_CHECKING:
    from tests.cli.conftest import Run

MAIN = Path("ledger/main.beancount")
OAK = LEDGER[LEDGER.index("2025-03-05") : LEDGER.index('2025-03-05 * "Market"')]
WOOD = "“Woodshop” “`Oak` [x](http://a)”"
FAIR = LEDGER[LEDGER.index("2025-04-02") :]


@pytest.fixture
def books(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in books that git has."""
    write_books(tmp_path, LEDGER, files=FILES)
    monkeypatch.chdir(tmp_path)
    git("init", "-q")
    commit()
    return tmp_path


def git(*words: str) -> None:
    subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b", *words], check=True)  # fmt: skip  # noqa: E501


def commit() -> None:
    git("add", ".")
    git("commit", "-qm", "books")


def put(old: str, new: str) -> None:
    text = MAIN.read_text("utf-8")
    assert old in text
    MAIN.write_text(text.replace(old, new, 1), "utf-8")


def differs(run: Run, *words: str) -> dict[str, Any]:
    status, out, err = run("diff", *(words or ("HEAD",)), "--format", "json")
    assert (status, err) == (0, "")
    found: dict[str, Any] = json.loads(out)
    return found


CHANGED = {
    "amount": (OAK, OAK.replace("40.00", "45.00"), ["amount"]),
    "member": (OAK, OAK.replace("L01", "L02"), ["accounts", "members"]),
    "account": (OAK, OAK.replace("Costs", "Training"), ["accounts"]),
    "receipt": (OAK, OAK.replace('  receipt: "oak.pdf"\n', ""), ["receipts"]),
    "words": (OAK, OAK.replace("Oak", "Ash"), ["words"]),
    "day": (OAK, OAK.replace("03-05", "03-06"), ["day"]),
    "flag": (OAK, OAK.replace(" * ", " ! "), ["flag"]),
    "link": (OAK, OAK.replace('"Oak"', '"Oak" ^b1'), ["links"]),
    "metadata": (OAK, OAK.replace("  receipt", '  note: "x"\n  receipt'), []),
}


@pytest.mark.parametrize("case", CHANGED)
@pytest.mark.usefixtures("books")
def test_an_entry_that_changed_says_in_what(case: str, run: Run) -> None:
    old, new, parts = CHANGED[case]
    put(old, new)
    found = differs(run)
    assert (found["came"], found["gone"], len(found["changed"])) == ([], [], 1)
    assert found["changed"][0]["differs"] == parts


@pytest.mark.usefixtures("books")
def test_what_came_and_went_with_its_figures(run: Run) -> None:
    put(FAIR, "")
    put(OAK, OAK + OAK.replace("40.00", "4.00").replace("Woodshop", "Ironmonger"))
    found = differs(run)
    assert [one["amount"] for one in found["came"]] == ["4.00"]
    assert [one["amount"] for one in found["gone"]] == ["121.00"]
    assert found["thermometers"] == {"L01": {"was": "160.00", "now": "56.00"}}
    assert found["vat"] == [
        {
            "period": "2025-Q2",
            "box": "1a",
            "was": {"base": "100.00", "tax": "21.00"},
            "now": {"base": "0.00", "tax": "0.00"},
        }
    ]
    commit()
    assert differs(run)["came"] == []
    # Between two revisions, whatever the books are by now.
    put(OAK, "")
    found = differs(run, "HEAD~1", "HEAD")
    assert (len(found["came"]), len(found["gone"])) == (1, 1)


@pytest.mark.usefixtures("books")
def test_moving_is_no_change(run: Run) -> None:
    entries = LEDGER.split("\n\n")
    text = "\n\n".join(reversed(entries[1:])).replace("  ", "    ")
    Path("ledger/moved.beancount").write_text(f"{text}\n", "utf-8")
    MAIN.write_text(f'{HEAD}include "moved.beancount"\n\n{entries[0]}\n', "utf-8")
    assert run("diff", "HEAD") == (0, "Nothing changed.\n", "")


@pytest.mark.usefixtures("books")
def test_people_read_it(run: Run) -> None:
    close(MAIN.absolute())
    commit()
    put(OAK, OAK.replace("40.00", "45.00").replace('"Oak"', '"`Oak` [x](http://a)"'))
    out = run("diff", "HEAD")[1]
    assert out.splitlines()[:6] == [
        "1 entry changed",
        f"  2025-03-05  45.00  L01  {WOOD}  ledger/main.beancount:14",
        "      amount: 40.00 → 45.00",
        "      words: Woodshop, Oak → Woodshop, `Oak` [x](http://a)",
        "",
        "Touched in a closed period",
    ]  # fmt: skip
    assert "  L01  160.00 → 155.00 (−5.00)" in out
    assert "New findings\n  PD01  ledger/main.beancount:14" in out
    markdown = run("diff", "HEAD", "--format", "markdown")[1]
    assert "**1 entry changed**\n\n- `2025-03-05" in markdown
    assert "`Oak`" not in markdown
    assert "'Oak' [x](http://a)" in markdown


BALANCE = "2025-03-31 balance Assets:Bank  635.50 EUR\n"
BEYOND = "Balances and other lines of the ledger that"


@pytest.mark.usefixtures("books")
def test_a_balance_that_went_is_told(run: Run) -> None:
    put(OAK, f"{BALANCE}\n{OAK}")
    line = "  2025-03-31  balance  Assets:Bank  635.50  EUR  ledger/main.beancount:14"
    assert run("diff", "HEAD")[1].startswith(f"{BEYOND} came\n{line}\n")
    commit()
    put(f"{BALANCE}\n", "")
    assert run("diff", "HEAD")[1].startswith(f"{BEYOND} went\n{line}\n")
    assert differs(run)["lines_gone"] == [
        "2025-03-31  balance  Assets:Bank  635.50  EUR"
    ]


@pytest.mark.usefixtures("books")
def test_a_balance_that_fails_is_a_finding(run: Run) -> None:
    put(OAK, BALANCE.replace("635.50", "600.00") + "\n" + OAK)
    status, out, err = run("diff", "HEAD")
    assert (status, err) == (0, "")
    assert "New findings\n  BC00  ledger/main.beancount:14  Assets:Bank holds" in out


@pytest.mark.usefixtures("books")
def test_entries_that_may_be_missing_are_told_by_the_error(run: Run) -> None:
    put(OAK, f"nonsense\n\n{OAK}")
    status, out, err = run("diff", "HEAD")
    assert (status, out) == (2, "")
    assert err.startswith(
        "paraplu: The books of today cannot be used, for entries may be missing in "
        "them: ledger/main.beancount:14: "
    )


@pytest.mark.usefixtures("books")
def test_what_was_closed_and_what_was_taken_away(run: Run) -> None:
    seal = close(MAIN.absolute())
    told = differs(run)
    assert (told["seals_came"], told["seals_gone"]) == (["2025-Q1.seal"], [])
    assert run("diff", "HEAD")[1] == (
        "Periods that were closed, filed or opened\n"
        "  2025-Q1.seal  closed  2025-06-01  L01\n"
    )
    commit()
    seal.unlink()
    assert (
        run("diff", "HEAD")[1] == "Seals that went, or were changed\n  2025-Q1.seal\n"
    )


@pytest.mark.usefixtures("books")
def test_files_beside_the_ledger_are_named(run: Run) -> None:
    register = Path("members.yaml")
    register.write_text(register.read_text("utf-8") + "# agreed\n", "utf-8")
    Path("ledger/hours/2025").mkdir(parents=True)
    row = "date,member,for,minutes,what,kind\n2025-03-04,L01,,90,chairs,direct\n"
    Path("ledger/hours/2025/L01-2025-03.csv").write_text(row, "utf-8")
    assert run("diff", "HEAD")[1].startswith(
        "Register, and other files that changed\n"
        "  ledger/hours/2025/L01-2025-03.csv\n"
        "  members.yaml\n"
    )


@pytest.mark.usefixtures("books")
def test_what_is_not_there(run: Run) -> None:
    for words, why in (
        (("nothing",), "nothing"),
        (("HEAD", "nothing"), "nothing"),
        (("HEAD", "--file", "gone.beancount"), "gone.beancount"),
    ):
        status, out, err = run("diff", *words)
        assert (status, out, why in err) == (2, "", True)
    MAIN.write_text("include 3\n", "utf-8")
    assert run("diff", "HEAD")[0] == 2
