"""A number in somebody else's text takes no line of another; nor does a fee move."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.bookkeeping.bank_import.books import (
    MEMBERS,
    Run,
    in_dutch,
    ing,
    make_books,
    make_dutch,
    row,
    told,
)

Make = Callable[[Path], Path]
BOTH = pytest.mark.parametrize("make", [make_books, make_dutch])
LENDER = "NL12INGB0000000012"
PRINTER = "NL13INGB0000000013"
BILL = f"""
2025-01-05 * "Drukkerij Van Dam" "Folders" ^2026-10
  counterparty: "{PRINTER}"
  Expenses:Coop:Bank                          80.00 EUR
  Liabilities:Payable:Bills                   -80.00 EUR
"""
RULE = f"    - {{counterparty: {LENDER}, account: 'Expenses:Coop:Rent'}}\n"
PAYABLE = "Liabilities:Payable:Bills"
RENT = "Expenses:Coop:Rent"
WAITS = "Assets:Clearing:Unallocated !"


def prepare(folder: Path, make: Make, rule: str = "") -> Path:
    """Write books with a bill of 80.00 that is open, and a rule of the register."""
    main = make(folder)
    dutch = make is make_dutch
    january = main.parent / "2025" / "2025-01-ing.beancount"
    opened = "\n2025-01-01 open Liabilities:Payable:Bills EUR\n"
    bill = in_dutch(opened + BILL).replace("Payable:Bills", "Crediteuren:Bills")
    text = bill if dutch else opened + BILL
    january.write_text(january.read_text("utf-8") + text, "utf-8")
    register = folder / "members.yaml"
    said = register.read_text("utf-8")
    register.write_text(said.replace("  match:\n", f"  match:\n{rule}", 1), "utf-8")
    return main


def goes(run: Run, main: Path, folder: Path, *args: str) -> tuple[str, str]:
    """Return where a line of 3 February goes, in English, and why."""
    (file,) = told(run, "--file", main, ing(folder / "st.csv", row(3, *args)))
    (line,) = file["transactions"]
    said = line["allocation"]
    account = said["account"]
    if account == in_dutch(WAITS.removesuffix(" !")):
        account = WAITS.removesuffix(" !")
    account = account.replace("Crediteuren:Bills", "Payable:Bills")
    return account + ("" if said["sure"] else " !"), said["why"]


OTHER = "NL14INGB0000000014"


@BOTH
@pytest.mark.parametrize(
    ("line", "goal"),
    [
        # A rule by account goes before a number, whatever the amount is.
        (("-50.00", "Kredietbank", LENDER), RENT),
        (("-80.00", "Kredietbank", LENDER), RENT),
        # Without a rule a number counts with the amount, or with the party.
        (("-80.00", "Kredietbank", OTHER), PAYABLE),
        (("-50.00", "Drukkerij van Dam B.V.", OTHER), f"{PAYABLE} !"),
        (("-50.00", "Onbekend", PRINTER), f"{PAYABLE} !"),
        (("-50.00", "Kredietbank", OTHER), WAITS),
        (("-50.00", "Van D.", OTHER), WAITS),
    ],
    ids=str,
)
def test_a_number_counts_with_the_party_or_the_amount(
    tmp_path: Path, run: Run, make: Make, line: tuple[str, str, str], goal: str
) -> None:
    main = prepare(tmp_path, make, RULE)
    assert goes(run, main, tmp_path, *line, "termijn 2026-10")[0] == goal


def test_a_rule_by_account_does_not_book_a_bill_of_that_account_twice(
    tmp_path: Path, run: Run
) -> None:
    rule = RULE.replace(LENDER, PRINTER)
    main = prepare(tmp_path, make_books, rule)
    paid = ("-80.00", "Drukkerij Van Dam", PRINTER, "nota 2026-10")
    assert goes(run, main, tmp_path, *paid) == (PAYABLE, "it names 2026-10")


def test_the_report_counts_what_waits_and_what_is_to_be_checked(
    tmp_path: Path, run: Run
) -> None:
    main = prepare(tmp_path, make_books)
    waits = row(3, "-50.00", "Kredietbank", "NL14INGB0000000014", "termijn 2026-10")
    part = row(4, "-50.00", "Van Dam Drukkerij", PRINTER, "deel 2026-10")
    _, out, _ = run("import", "--file", main, ing(tmp_path / "st.csv", waits, part))
    assert ("the cooperative: 1 · of these to check (!): 1 · not allocated: 1\n") in out


@BOTH
def test_what_a_bank_takes_from_the_account_itself_is_no_transfer(
    tmp_path: Path, run: Run, make: Make
) -> None:
    main = prepare(tmp_path, make)
    itself = "NL21INGB0123456780"
    costs = ("-9.90", "Kosten Zakelijk Pakket", itself, "januari")
    found, why = goes(run, main, tmp_path, *costs)
    assert found == WAITS
    assert why in {
        "a fee that was kept, and no transfer: whose costs are these?",
        "kosten die zijn ingehouden, en geen overboeking: voor wie zijn ze?",
    }


def test_with_a_rule_it_goes_where_costs_of_the_bank_go(
    tmp_path: Path, run: Run
) -> None:
    main = prepare(tmp_path, make_books)
    costs = ("-9.90", "Bankkosten", "NL21INGB0123456780", "januari")
    assert goes(run, main, tmp_path, *costs)[0] == "Expenses:Coop:Bank"
    assert "bankkosten" in MEMBERS


def test_money_to_the_other_bank_is_a_transfer_still(tmp_path: Path, run: Run) -> None:
    main = prepare(tmp_path, make_books)
    moved = ("-9.90", "De Proeftuin", "NL91ABNA0417164300", "kosten")
    assert goes(run, main, tmp_path, *moved)[0] == "Assets:Clearing:Transfers"
