"""`paraplu import` from a statement to the files of the ledger."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest
from tests.bookkeeping.bank_import.books import (
    BANK,
    MEMBERS,
    Run,
    ing,
    make_books,
    make_dutch,
    row,
    text_of,
    told,
)

RENT = row(3, "-100.00", "Verhuurder", "NL01INGB0000000001", "Huur februari")
PAID = row(9, "121.00", "Klant", "NL05INGB0000000005", "Factuur 2025-001")
UNKNOWN = row(9, "7.50", "Iemand", "NL06INGB0000000006", 'Zegt \\ "iets"; nog wat')
FEBRUARY = """\
;; days 1-7

2025-02-03 * "Verhuurder" "Huur februari"
  bank-ref: "line-…-1"
  counterparty: "NL01INGB0000000001"
  allocated: "this counterparty was always booked here (1 ×)"
  Expenses:Coop:Rent                                        100.00 EUR
  Assets:Bank:Ing                                          -100.00 EUR

;; days 8-14

2025-02-09 * "Klant" "Factuur 2025-001" ^2025-001
  bank-ref: "line-…-1"
  counterparty: "NL05INGB0000000005"
  allocated: "it names 2025-001"
  Assets:Bank:Ing                                           121.00 EUR
  Assets:Members:L01:Receivable                            -121.00 EUR

2025-02-09 ! "Iemand" "Zegt \\\\ 'iets'; nog wat"
  bank-ref: "line-…-1"
  counterparty: "NL06INGB0000000006"
  allocated: "paraplu cannot tell where it belongs"
  Assets:Bank:Ing                                             7.50 EUR
  Assets:Clearing:Unallocated                                -7.50 EUR

2025-02-10 balance Assets:Bank:Ing                          928.50 EUR

;; days 15-21

;; days 22 and after
"""


def without_keys(text: str) -> str:
    """Return a text with keys that are made of what a line says cut short."""
    lines = text.splitlines(keepends=True)
    return "".join(
        '  bank-ref: "line-…-' + line.rpartition("-")[2] if "line-" in line else line
        for line in lines
    )


def test_lines_are_written_into_the_file_of_their_month(books: Path, run: Run) -> None:
    file = ing(books / "st.csv", RENT, PAID, UNKNOWN)
    before = text_of(books)
    status, out, err = run("import", file)
    assert (status, err) == (0, "")
    assert out == (
        "st.csv  ing-11  NL21INGB0123456780  Assets:Bank:Ing\n  3 lines · 3 new · 0 "
        "known\n  L01: 1 · the cooperative: 1 · not allocated: 1\n  Balance on "
        "2025-02-09 according to the statement: 928.50. The books agree.\n\n2 files "
        "written\n  ledger/main.beancount\n  ledger/2025/2025-02-ing.beancount\nSee "
        "it with git add -N ledger and git diff, and run paraplu check.\n"
    )
    february = books / "ledger" / "2025" / "2025-02-ing.beancount"
    assert without_keys(february.read_text("utf-8")) == FEBRUARY
    # What was there stays as it was, but for the account that is opened.
    opened = "2025-01-01 open Assets:Clearing:Unallocated" + " " * 22 + "EUR\n"
    february.unlink()
    assert text_of(books).replace(opened, "") == before


def test_a_second_time_writes_nothing(books: Path, run: Run) -> None:
    file = ing(books / "st.csv", RENT, PAID, UNKNOWN)
    run("import", file)
    before = text_of(books)
    status, out, _ = run("import", file)
    assert status == 0
    assert "3 lines · 0 new · 3 known" in out
    assert out.endswith("There is nothing new: nothing was written.\n")
    assert text_of(books) == before


def test_a_file_said_twice_is_read_once(books: Path, run: Run) -> None:
    file = ing(books / "st.csv", RENT, PAID)
    first, second = told(run, file, file)
    assert (first["new"], second["new"], second["known"]) == (2, 0, 2)
    assert text_of(books).count("Huur februari") == 1


def test_two_equal_lines_are_two(books: Path, run: Run) -> None:
    file = ing(
        books / "st.csv", RENT, RENT, row(3, "100.00", RENT.payee, "", RENT.text)
    )
    (first,) = told(run, file)
    (second,) = told(run, file)
    assert (first["new"], second["new"]) == (3, 0)
    assert text_of(books).count("Huur februari") == 3


def test_a_line_booked_by_hand_is_known_by_its_day_amount_and_text(
    books: Path, run: Run
) -> None:
    by_hand = (
        '\n2025-02-03 * "VERHUURDER" "zelf geboekt"\n'
        "  Expenses:Coop:Rent  100.00 EUR\n  Assets:Bank:Ing\n"
    )
    (books / "ledger" / "2025" / "2025-02-ing.beancount").write_text(by_hand, "utf-8")
    day_later = RENT._replace(date=RENT.date.replace(day=4))
    refund = RENT._replace(amount=-RENT.amount)
    (file,) = told(run, ing(books / "st.csv", RENT, refund, day_later), "--dry-run")
    assert (file["known"], file["new"]) == (1, 2)
    assert [(one["date"], one["amount"]) for one in file["transactions"]] == [
        ("2025-02-03", "100.00"),
        ("2025-02-04", "-100.00"),
    ]


def test_a_dry_run_shows_and_writes_nothing(books: Path, run: Run) -> None:
    file = ing(books / "st.csv", RENT, UNKNOWN)
    before = text_of(books)
    status, out, _ = run("import", "--dry-run", file)
    assert status == 0
    assert "+++ ledger/2025/2025-02-ing.beancount\n+ 2025-02-03 * " in out
    assert "+ 2025-01-01 open Assets:Clearing:Unallocated" in out
    assert out.endswith("Dry run: nothing was written.\n")
    assert text_of(books) == before


def test_books_that_differ_from_the_bank_are_told(books: Path, run: Run) -> None:
    status, out, _ = run("import", ing(books / "st.csv", RENT, opening="950.00"))
    assert status == 1
    assert "In the books it is 800.00: a difference of 50.00." in " ".join(out.split())
    assert "These books have 1 error: paraplu check\n" in out


def test_a_balance_that_says_otherwise_stays(books: Path, run: Run) -> None:
    late = "\n2025-02-04 balance Assets:Bank:Ing 800.00 EUR\n"
    (books / "ledger" / "2025" / "2025-02-ing.beancount").write_text(late, "utf-8")
    same = row(3, "-5.00", "Verhuurder", "NL01INGB0000000001", "Nog iets")
    status, out, _ = run("import", ing(books / "st.csv", RENT, same))
    assert status == 1
    assert "The books have a balance line for that day that says 800.00" in out
    assert text_of(books).count(" balance ") == 1


def test_an_export_without_lines_is_nothing_new(books: Path, run: Run) -> None:
    (file,) = told(run, ing(books / "st.csv"))
    assert (file["layout"], file["rows"], file["new"]) == ("ing-11", 0, 0)


def test_every_line_is_explained(books: Path, run: Run) -> None:
    _, out, _ = run("import", "--explain", "--dry-run", ing(books / "st.csv", PAID))
    assert (
        "  2025-02-09  121.00  Klant\n"
        "    → Assets:Members:L01:Receivable  -121.00\n"
        "      it names 2025-001\n"
    ) in out


def test_the_data_of_an_import(books: Path, run: Run) -> None:
    _, out, _ = run("import", ing(books / "st.csv", PAID), "--format", "json")
    data = json.loads(out)
    (file,) = data["files"]
    (line,) = file.pop("transactions")
    assert file == {
        "file": str(books / "st.csv"),
        "layout": "ing-11",
        "account_id": "NL21INGB0123456780",
        "account": BANK,
        "rows": 1,
        "new": 1,
        "known": 0,
        "opening": {"date": "2025-02-09", "amount": "900.00"},
        "closing": {"date": "2025-02-09", "amount": "1021.00"},
        "balance": {"date": "2025-02-09", "amount": "1021.00", "agrees": True},
        "changed": [],
        "remark": "",
    }
    assert line.pop("bank_ref").startswith("line-")
    assert line == {
        "date": "2025-02-09",
        "amount": "121.00",
        "currency": "EUR",
        "payee": "Klant",
        "narration": "Factuur 2025-001",
        "counterparty": "NL05INGB0000000005",
        "kind": "booking",
        "fee": "0.00",
        "allocation": {
            "account": "Assets:Members:L01:Receivable",
            "member": "L01",
            "why": "it names 2025-001",
            "sure": True,
            "postings": [
                {"account": "Assets:Members:L01:Receivable", "amount": "-121.00"}
            ],
            "others": [],
        },
    }
    assert data["written"] == ["ledger/2025/2025-02-ing.beancount"]


def test_a_new_year_is_taken_in_by_the_main_file(tmp_path: Path, run: Run) -> None:
    main = make_books(tmp_path)
    main.write_text(main.read_text("utf-8").replace("20*/", "2025/"), "utf-8")
    late = RENT._replace(date=RENT.date.replace(year=2026))
    _, out, _ = run("import", "--file", main, ing(tmp_path / "st.csv", late, RENT))
    assert "3 files written" in out
    assert '"2025/*.beancount"\ninclude "2026/*.beancount"\n' in main.read_text("utf-8")
    (file,) = told(run, "--file", main, tmp_path / "st.csv")
    assert file["known"] == 2


def test_books_may_have_dutch_names(tmp_path: Path, run: Run) -> None:
    main = make_dutch(tmp_path)
    stall = row(5, "-12.10", "Markt", "NL02INGB0000000002", "kraam zaterdag")
    file = ing(tmp_path / "st.csv", RENT, stall, UNKNOWN)
    _, _, err = run("import", "--file", main, file)
    assert not err
    text = text_of(tmp_path)
    assert "  Expenses:Leden:L01:Kosten:Kraam" in text
    assert "  Activa:Btw:Voorbelasting" in text
    assert "  Activa:Kruisposten:NogTeBoeken" in text


def test_all_goes_into_one_file_where_that_is_said(books: Path, run: Run) -> None:
    main = books / "ledger" / "main.beancount"
    status, _, _ = run("import", "--into", main, ing(books / "st.csv", RENT, UNKNOWN))
    assert status == 0
    assert "Huur februari" in main.read_text("utf-8")
    assert len(list((books / "ledger" / "2025").iterdir())) == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_a_disk_that_does_not_want_it_leaves_all_as_it_was(
    books: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = text_of(books)

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    status, out, err = run("import", ing(books / "st.csv", RENT))
    assert (status, out) == (2, "")
    assert "the disk is full" in err
    assert text_of(books) == before
    assert not list(books.rglob("*.part"))
    assert stat.S_ISDIR(books.stat().st_mode)


def test_what_waits_and_is_taken_out_goes_where_a_later_rule_says(
    books: Path, run: Run
) -> None:
    file = ing(books / "st.csv", RENT, UNKNOWN)
    run("import", file)
    february = books / "ledger" / "2025" / "2025-02-ing.beancount"
    text = february.read_text("utf-8")
    start = text.index("2025-02-09 ! ")
    end = text.index("2025-02-10 balance")
    february.write_text(text[:start] + text[end:], "utf-8")
    register = books / "members.yaml"
    rule = "- {text: nog wat, account: 'Income:Coop:Canteen'}"
    rules = MEMBERS.replace("  match:\n", f"  match:\n    {rule}\n", 1)
    register.write_text(rules, "utf-8")
    (first,) = told(run, file)
    assert [one["allocation"]["account"] for one in first["transactions"]] == [
        "Income:Coop:Canteen"
    ]
    assert told(run, file)[0]["new"] == 0
