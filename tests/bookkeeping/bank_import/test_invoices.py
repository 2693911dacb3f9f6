"""Payments of invoices that the cooperative issued."""

from __future__ import annotations

from pathlib import Path

import pytest
from stdnum import iso11649
from tests.bookkeeping.bank_import.books import (
    Run,
    allocations,
    ing,
    row,
    text_of,
    told,
)
from tests.bookkeeping.bank_import.test_allocation import UNALLOCATED

from paraplu.base.identifiers import reference_of

RECEIVABLE = "Assets:Members:L01:Receivable"
RIGHT = reference_of("2025-0007")
# Of the invoice before, with one digit that is wrong.
SLIP = reference_of("2025-0006").replace("0006", "0007")
ENTRY = """
2025-01-05 * "{customer}" "Factuur" ^{number}
  Assets:Members:L01:Receivable              121.00 EUR
  Income:Members:L01:Sales                  -100.00 EUR
  Liabilities:VAT:High                       -21.00 EUR
"""
INVOICE = """\
number: "{number}"
issued: 2025-01-05
total: 121.00
member: L01
customer: {code}
delivered: 2025-01-05
lines:
  - {{description: Kast, quantity: 1, price: 100.00, vat: high}}
"""


def issue(folder: Path, number: str, code: str, customer: str) -> None:
    """Put an issued invoice of 121.00 into the books."""
    ledger = folder / "ledger"
    year = ledger / "invoices" / "2025"
    year.mkdir(parents=True, exist_ok=True)
    text = INVOICE.format(number=number, code=code)
    (year / f"{number}.yaml").write_text(text, "utf-8")
    with (ledger / "customers.yaml").open("a", encoding="utf-8") as file:
        file.write(f"{code}: {{name: {customer}}}\n")
    with (ledger / "2025" / "2025-01-ing.beancount").open("a") as file:
        file.write(ENTRY.format(number=number, customer=customer))


@pytest.mark.parametrize(
    ("amount", "payee", "text", "goes"),
    [
        ("121.00", "Iemand", RIGHT, RECEIVABLE),
        ("121.00", "Iemand", SLIP, UNALLOCATED),
        ("121.00", "Iemand", f"ref. {iso11649.format(RIGHT)} met dank", RECEIVABLE),
        ("121.00", "Iemand", f"ref. {iso11649.format(SLIP)} met dank", UNALLOCATED),
        ("121.00", "Iemand", f"{SLIP}, factuur 2025-0007", RECEIVABLE),
        ("121.00", "De Linde", SLIP, RECEIVABLE),
        ("121.00", "Iemand", "Factuur 2025-0007", RECEIVABLE),
        ("121.00", "De Linde", "met dank", RECEIVABLE),
        ("50.00", "De Linde", "2025-0007", f"{RECEIVABLE} !"),
        ("150.00", "De Linde", "2025-0007", f"{RECEIVABLE} !"),
        ("121.00", "De Eik", "met dank", UNALLOCATED),
        ("120.00", "De Linde", "met dank", UNALLOCATED),
        ("121.00", "Iemand", "2025-00071", UNALLOCATED),
    ],
)
def test_a_payment_of_an_invoice(
    books: Path, run: Run, amount: str, payee: str, text: str, goes: str
) -> None:
    issue(books, "2025-0007", "linde", "De Linde")
    file = ing(books / "st.csv", row(3, amount, payee, text=text))
    assert allocations(run, file) == [goes]
    assert text_of(books).count("^2025-0007") == (2 if RECEIVABLE in goes else 1)


def test_two_invoices_of_equal_amount_are_nobodys_guess(books: Path, run: Run) -> None:
    issue(books, "2025-0007", "linde", "De Linde")
    issue(books, "2025-0008", "linde-2", "De Linde")
    file = ing(books / "st.csv", row(3, "121.00", "De Linde", text="met dank"))
    assert allocations(run, file) == [UNALLOCATED]


def test_a_closed_invoice_is_not_paid_from_another(books: Path, run: Run) -> None:
    issue(books, "2025-0007", "linde", "De Linde")
    issue(books, "2025-0008", "linde-2", "De Linde")
    first = row(3, "121.00", "De Linde", text="2025-0007")
    again = row(4, "121.00", "De Linde", text="nog eens 2025-0007")
    file = ing(books / "st.csv", first, again)
    assert allocations(run, file) == [RECEIVABLE, UNALLOCATED]


def test_a_credited_invoice_is_not_open(books: Path, run: Run) -> None:
    issue(books, "2025-0007", "linde", "De Linde")
    note = INVOICE.format(number="2025-0008", code="linde")
    file = books / "ledger" / "invoices" / "2025" / "2025-0008.yaml"
    file.write_text(note.replace("total", "credits: 2025-0007\ntotal"), "utf-8")
    paid = row(3, "121.00", "De Linde", text="2025-0007")
    assert allocations(run, ing(books / "st.csv", paid)) == [UNALLOCATED]


@pytest.mark.parametrize(
    ("amount", "text", "goes", "why"),
    [
        ("12.10", "taart", "Income:Members:L01:Sales", "the rule “taart”"),
        (
            "12.10",
            "taart, 2025-0007",
            UNALLOCATED,
            "nothing is open there: already paid or credited",
        ),
        (
            "12.10",
            f"taart {RIGHT}",
            UNALLOCATED,
            "nothing is open there: already paid or credited",
        ),
        (
            "12.10",
            "taart 2025-0008 2025-0009",
            UNALLOCATED,
            "but the amount is not what is open",
        ),
        ("-12.10", "kraam 2025-0007", f"{RECEIVABLE} !", "pays back what was paid"),
        ("-12.10", "bankkosten 2025-0007", "Expenses:Coop:Bank", "the rule “bankk"),
    ],
    ids=["none", "closed", "by reference", "two", "paid back", "number of a supplier"],
)
def test_what_names_a_closed_invoice_is_no_new_sale(
    books: Path, run: Run, amount: str, text: str, goes: str, why: str
) -> None:
    for number in ("2025-0007", "2025-0008", "2025-0009"):
        issue(books, number, f"c{number}", "De Linde")
    paid = row(3, "121.00", "De Linde", text="2025-0007")
    run("import", ing(books / "first.csv", paid))
    line = row(4, amount, "De Linde", text=text)
    second = ing(books / "second.csv", line, opening="1021.00")
    (new,) = told(run, second)[0]["transactions"]
    said = new["allocation"]
    assert said["account"] + ("" if said["sure"] else " !") == goes
    assert why in said["why"]
