"""A down payment, and the final invoice that takes it off with its VAT."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.bookkeeping.documents.official import every_fault
from tests.bookkeeping.documents.papers import ANY_LINES, FIRM, invoice, line
from tests.bookkeeping.documents.papers import COOPERATIVE as SELLER
from tests.bookkeeping.invoices.books import CAKES, write_invoicing_books
from tests.bookkeeping.invoices.conftest import Run

from paraplu.bookkeeping.documents.ubl import ubl
from paraplu.bookkeeping.invoices.amounts import totals_of
from paraplu.bookkeeping.invoices.down_payments import DownPayments
from paraplu.bookkeeping.invoices.model import Discount, Invoice
from paraplu.bookkeeping.invoices.numbers import Number
from paraplu.bookkeeping.invoices.renumbering import Renumbering
from paraplu.bookkeeping.invoices.shelf import Invoices, Issued, read_invoices
from paraplu.check import check

FIRST = """\
member: L02
customer: linde
delivered: 2025-05-01
down_payment: true
lines:
  - {description: Taarten, price: 333.33, vat: low}
  - {description: Bezorgen, price_incl: 10.00, vat: high}
"""
FINAL = """\
member: L02
customer: linde
delivered: 2025-05-01
down_payments: [2025-0001]
lines:
  - {description: Taarten, quantity: 50, price: 20.00, vat: low}
  - {description: Bezorgen, price_incl: 30.00, vat: high}
"""
ENTRIES = """\
2025-03-10 * "Zorgcentrum De Linde" "Taarten, invoice 2025-0001" ^2025-0001
  delivered: 2025-05-01
  Assets:Members:L02:Receivable                             373.33 EUR
  Liabilities:Members:L02:Deposit                          -333.33 EUR
    vat: "low"
  Liabilities:Members:L02:Deposit                            -8.26 EUR
    vat: "high"
  Liabilities:VAT:High                                       -1.74 EUR
  Liabilities:VAT:Low                                       -30.00 EUR
"""
FINAL_ENTRY = """\
2025-05-01 * "Zorgcentrum De Linde" "Taarten, invoice 2025-0002" ^2025-0002 ^2025-0001
  Assets:Members:L02:Receivable                             746.67 EUR
  Income:Members:L02:Sales                                -1000.00 EUR
    vat: "low"
  Income:Members:L02:Sales                                  -24.79 EUR
    vat: "high"
  Liabilities:Members:L02:Deposit                           333.33 EUR
    vat: "low"
  Liabilities:Members:L02:Deposit                             8.26 EUR
    vat: "high"
  Liabilities:VAT:High                                       -3.47 EUR
  Liabilities:VAT:Low                                       -60.00 EUR
"""


@pytest.fixture
def paid_down(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in books with a down payment that was invoiced; the ledger's folder."""
    main = write_invoicing_books(tmp_path, drafts={"first": FIRST})
    monkeypatch.chdir(tmp_path)
    assert run("issue", "--all", "--date", "2025-03-10").status == 0
    return main.parent


def codes_of(books: Path) -> set[str]:
    """Return the codes of what the check finds."""
    report = check(books / "main.beancount")
    assert report.loaded
    return {finding.code for finding in report.verdict.findings}


def _issue(books: Path, run: Run, text: str, day: str = "2025-05-01") -> str:
    (books / "invoices/2025/final.yaml").write_text(text, "utf-8")
    ran = run("issue", "--all", "--date", day)
    return ran.err


def test_the_entries_and_the_check(paid_down: Path, run: Run) -> None:
    assert (paid_down / "2025/2025-03-invoices.beancount").read_text("utf-8") == ENTRIES
    assert _issue(paid_down, run, FINAL) == ""
    book = paid_down / "2025/2025-05-invoices.beancount"
    assert book.read_text("utf-8") == FINAL_ENTRY
    assert {"PF01", "IN02", "IN05", "VT01"} & codes_of(paid_down) == set()
    listed = run("list", "--today", "2025-05-02").out
    assert "373.33" in listed
    assert "746.67" in listed


def test_all_of_it_credited_leaves_nothing(paid_down: Path, run: Run) -> None:
    assert _issue(paid_down, run, FINAL) == ""
    on = ("--date", "2025-05-02")
    refused = run("credit", "2025-0001", *on)
    assert refused.status == 2
    assert "Down payment 2025-0001 is taken off on invoice 2025-0002." in refused.err
    assert run("credit", "2025-0002", *on).status == 0
    assert run("credit", "2025-0001", *on).status == 0
    assert "0 invoices" in run("list", "--today", "2025-05-03").out
    assert {"PF01", "PF02", "IN02", "IN05", "VT01"} & codes_of(paid_down) == set()


def test_what_was_paid_before_leaves_nothing_to_pay(paid_down: Path, run: Run) -> None:
    """A final invoice of nothing has no claim and asks for no payment."""
    same = FIRST.replace("down_payment: true", "down_payments: 2025-0001")
    assert _issue(paid_down, run, same) == ""
    entry = (paid_down / "2025/2025-05-invoices.beancount").read_text("utf-8")
    assert "Receivable" not in entry
    assert "VAT:" not in entry
    assert "0.00" in run("list", "--all", "--today", "2025-05-02").out
    assert {"PF01", "IN02", "IN05", "VT01"} & codes_of(paid_down) == set()
    assert run("credit", "2025-0002", "--date", "2025-05-02").status == 0
    assert _issue(paid_down, run, same, "2025-05-03") == ""


REFUSED = {
    "no such invoice": (
        FINAL.replace("2025-0001", "2025-0009"),
        "There is no invoice 2025-0009 for a down payment.",
    ),
    "of another customer": (
        FINAL.replace("linde", "gemeente"),
        "“customer” is not the same as on down payment 2025-0001.",
    ),
    "more than all of it": (
        CAKES.replace("lines:", "down_payments: 2025-0001\nlines:"),
        "It comes to -288.31, which is below zero.",
    ),
    "both": (
        FINAL.replace("lines:", "down_payment: true\nlines:"),
        "An invoice is for a down payment, or takes them off.",
    ),
    "by hand": (
        FINAL.replace("down_payments: [2025-0001]\n", "").replace(
            "price_incl: 30.00,", "price_incl: 30.00, down_payment: 2025-0001,"
        ),
        "A line says `down_payment:`, which issuing fills in by itself.",
    ),
    "under the margin scheme": (
        FIRST.replace("vat: low", "vat: margin, bought: 1.00"),
        "A down payment cannot be under the margin scheme.",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_taken_off(name: str, paid_down: Path, run: Run) -> None:
    text, words = REFUSED[name]
    assert words in _issue(paid_down, run, text)
    assert not (paid_down / "2025/2025-05-invoices.beancount").exists()


def test_no_down_payment_is_taken_off_twice(paid_down: Path, run: Run) -> None:
    (paid_down / "invoices/2025/other.yaml").write_text(FINAL, "utf-8")
    words = "Down payment 2025-0001 is taken off on invoice 2025-0002 already."
    assert words in _issue(paid_down, run, FINAL)


# ------------------------------------------------------------------ any down payments


@st.composite
def _parts(draw: st.DrawFn) -> list[Invoice]:
    """Return down payments of some lines, with or without VAT in their prices."""
    found = []
    for place in range(draw(st.integers(1, 3))):
        lines = draw(ANY_LINES)
        sold = [one for one in lines if one.vat.name != "margin"]
        made = invoice(
            *(replace(one, with_vat=draw(st.booleans())) for one in sold[:4])
        )
        number = f"2026-2{place:03}"
        made = replace(made, number=number, down_payment=True, reference="")
        if draw(st.booleans()):
            off = Discount(draw(st.decimals("0", "0.5", places=2)), is_rate=True)
            made = replace(made, discount=off)
        if sold and totals_of(made).payable > 0:
            found.append(made)
    return found


@given(_parts())
@settings(max_examples=60, deadline=None)
def test_a_final_invoice_takes_off_just_what_was_paid(parts: list[Invoice]) -> None:
    """With what was paid before it, it comes to the whole: net and VAT, to the cent."""
    issued = tuple(
        Issued(Number("", 2026, 2000 + n), one.day, Path(one.number), one)
        for n, one in enumerate(parts)
    )
    before = {one.invoice.number: one for one in issued}
    shelf = Invoices(Path(), before=before)
    bare = invoice(line("900000000", "high"))
    draft = replace(bare, down_payments=tuple(one.number for one in parts))
    final = DownPayments(shelf).told(draft)
    whole, left = totals_of(bare), totals_of(final)
    sums = [totals_of(one) for one in parts]
    assert left.tax == whole.tax - sum(one.tax for one in sums)
    assert left.net == whole.net - sum(one.net for one in sums)
    for code in {every for one in sums for every in one.net_by_code}:
        paid = sum(one.net_by_code.get(code, Decimal(0)) for one in sums)
        sold = whole.net_by_code.get(code, Decimal(0))
        assert left.net_by_code.get(code, Decimal(0)) == sold - paid


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_norm_is_content(language: str) -> None:
    lines = (
        replace(line("1000", "high"), product="TAART-1"),
        replace(
            line("333.33", "high", "-1"),
            down_payment="2026-0002",
            vat_amount=Decimal("-70.00"),
        ),
    )
    made = replace(invoice(*lines, language=language), order="45001")
    data = ubl(made, FIRM, None, SELLER)
    assert every_fault(data) == []
    assert b"<cbc:ID>2026-0002</cbc:ID>" in data
    assert b"<cbc:ID>45001</cbc:ID>" in data
    assert b"PrepaidAmount" not in data


def test_a_final_invoice_becomes_the_draft_that_it_was(
    paid_down: Path, run: Run
) -> None:
    """To give it another number its lines of down payments are made anew."""
    assert _issue(paid_down, run, FINAL) == ""
    report = check(paid_down / "main.beancount")
    issued = read_invoices(paid_down, report.register).known("2025-0002")
    draft = Renumbering(issued, (), None).as_draft()
    assert [line.description for line in draft.lines] == ["Taarten", "Bezorgen"]
    assert draft.down_payments == ("2025-0001",)
    assert not draft.number
