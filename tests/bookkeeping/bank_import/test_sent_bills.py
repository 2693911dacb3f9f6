"""What a payment file of ours paid comes back on the statement, and is the bill."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.bookkeeping.bank_import.books import Run, allocations, ing, row, text_of

PAYABLE = "Liabilities:Members:L01:Payable"
UNALLOCATED = "Assets:Clearing:Unallocated !"
PRINTER = "NL20INGB0001234567"
BILLS = """
2025-01-01 open Liabilities:Members:L01:Payable EUR
2025-01-01 open Expenses:Members:L01:Costs EUR

2025-01-20 * "Drukkerij" "Posters van mei" ^drukker-1
  counterparty: "NL20INGB0001234567"
  Expenses:Members:L01:Costs   40.00 EUR
  Liabilities:Members:L01:Payable

2025-01-21 * "Drukkerij" "Kaarten" ^drukker-2
  counterparty: "NL20INGB0001234567"
  Expenses:Members:L01:Costs   40.00 EUR
  Liabilities:Members:L01:Payable
"""
SENT = (
    '{{"date": "2025-02-03", "file": "2025-02-03-1.xml", "account": '
    '"Liabilities:Members:L01:Payable", "payee": "Drukkerij", "links": ["{link}"], '
    '"amount": "40.00"}}\n'
)


@pytest.fixture
def owing(books: Path) -> Path:
    """Have two bills of one printer, and the first of them sent to the bank."""
    file = books / "ledger" / "2025" / "2025-01-ing.beancount"
    file.write_text(file.read_text("utf-8") + BILLS, "utf-8")
    (books / "payments").mkdir()
    sent = books / "payments" / "sent.jsonl"
    sent.write_text(SENT.format(link="drukker-1"), "utf-8")
    return books


@pytest.mark.parametrize(
    ("day", "amount", "iban", "text", "goes"),
    [
        (3, "-40.00", PRINTER, "Posters van mei", PAYABLE),
        (4, "-40.00", PRINTER, "POSTERS VAN  MEI PP20250203-0A1B2C-1", PAYABLE),
        (3, "-40.00", PRINTER, "PP20250203-0A1B2C3D4E5F-1", PAYABLE),
        (3, "-40.00", PRINTER, "Iets anders", UNALLOCATED),
        (3, "-40.00", "NL02ABNA0123456789", "Posters van mei", UNALLOCATED),
        (3, "-41.00", PRINTER, "Posters van mei", UNALLOCATED),
        (3, "40.00", PRINTER, "Posters van mei", UNALLOCATED),
        (2, "-40.00", PRINTER, "Posters van mei", UNALLOCATED),
    ],
    ids=["text", "later", "key", "other", "iban", "amount", "back", "too early"],
)
def test_a_bill_that_was_sent(  # noqa: PLR0917 - the cells of a line
    owing: Path, run: Run, day: int, amount: str, iban: str, text: str, goes: str
) -> None:
    file = ing(owing / "st.csv", row(day, amount, "Drukkerij BV", iban, text))
    assert allocations(run, file) == [goes]
    assert text_of(owing).count("^drukker-1") == 1 + (goes == PAYABLE)


def test_a_bill_is_paid_once(owing: Path, run: Run) -> None:
    lines = [row(3, "-40.00", "D", PRINTER, "Posters van mei") for _ in range(2)]
    named = row(4, "-40.00", "D", PRINTER, "factuur drukker-1")
    file = ing(owing / "st.csv", *lines, named)
    assert allocations(run, file) == [PAYABLE, UNALLOCATED, UNALLOCATED]


def test_a_bill_that_its_number_paid_is_not_paid_by_the_file(
    owing: Path, run: Run
) -> None:
    named = row(3, "-40.00", "D", PRINTER, "factuur drukker-1")
    text = row(4, "-40.00", "D", PRINTER, "Posters van mei")
    assert allocations(run, ing(owing / "st.csv", named, text)) == [
        PAYABLE,
        UNALLOCATED,
    ]


def test_two_bills_that_are_alike_are_told_by_their_text(owing: Path, run: Run) -> None:
    sent = owing / "payments" / "sent.jsonl"
    sent.write_text(SENT.format(link="drukker-1") + SENT.format(link="drukker-2"))
    cards = row(3, "-40.00", "D", PRINTER, "Kaarten")
    key = row(3, "-40.00", "D", PRINTER, "PP20250203-0A1B2C3D4E5F-9")
    file = ing(owing / "st.csv", cards, key)
    assert allocations(run, file) == [PAYABLE, PAYABLE]
    assert text_of(owing).count("^drukker-1") == 2
    assert text_of(owing).count("^drukker-2") == 2


def test_a_key_alone_does_not_tell_two_alike(owing: Path, run: Run) -> None:
    sent = owing / "payments" / "sent.jsonl"
    sent.write_text(SENT.format(link="drukker-1") + SENT.format(link="drukker-2"))
    key = row(3, "-40.00", "D", PRINTER, "PP20250203-0A1B2C3D4E5F-9")
    assert allocations(run, ing(owing / "st.csv", key)) == [UNALLOCATED]


def test_a_record_that_is_damaged_stops_the_import(owing: Path, run: Run) -> None:
    (owing / "payments" / "sent.jsonl").write_text("{", "utf-8")
    before = text_of(owing)
    status, out, err = run("import", ing(owing / "st.csv", row(3, "-40.00", "D")))
    assert (status, out) == (2, "")
    assert err.startswith("paraplu: Line 1 of payments/sent.jsonl is not a payment.")
    assert text_of(owing) == before


RETURN = """
2025-01-01 open Liabilities:VAT:Return EUR

2025-01-31 * "Belastingdienst" "VAT return 2024-Q4"
  vat-return: "2024-Q4"
  vat-return-boxes: ""
  vat-return-seal: "00000000000000000000000000000000"
  reference: "5000056789012345"
  Liabilities:VAT:High    40.00 EUR
  Liabilities:VAT:Return
"""


def test_a_vat_return_that_was_sent(books: Path, run: Run) -> None:
    file = books / "ledger" / "2025" / "2025-01-ing.beancount"
    file.write_text(file.read_text("utf-8") + RETURN, "utf-8")
    (books / "payments").mkdir()
    sent = SENT.replace("Members:L01:Payable", "VAT:Return").replace('"{link}"', "")
    sent = sent.replace("Drukkerij", "Belastingdienst").format()
    (books / "payments" / "sent.jsonl").write_text(sent, "utf-8")
    tax_office = "NL86INGB0002445588"
    right = row(3, "-40.00", "Belastingdienst", tax_office, "5000056789012345")
    other = row(4, "-40.00", "Belastingdienst", tax_office, "5000056789012361")
    st = ing(books / "st.csv", right, other)
    assert allocations(run, st) == ["Liabilities:VAT:Return", UNALLOCATED]
