"""A PDF with text, or a photo: what is on it is proposed, asked, and taken as meant."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from tests.bookkeeping.bills.conftest import Desk
from tests.bookkeeping.bills.papers import JPEG, WOODSHOP
from tests.support import ROOT

from paraplu.bookkeeping.bills.answered import amount_of, bill_of, vat_of
from paraplu.bookkeeping.bills.model import UnreadableBill
from paraplu.bookkeeping.bills.pdf import read_pdf
from paraplu.bookkeeping.bills.text_reading import Proposal, proposal_of

DAY = dt.date(2025, 3, 4)


def test_a_photo_with_a_few_answers(desk: Desk) -> None:
    answers = f"Woodshop\n184\n05-03-2025\n121,00\n21%\n\n{WOODSHOP}\n"
    ran = desk.read(JPEG, answers=answers)
    assert ran.status == 0, ran.err
    assert (
        desk.booked
        == """\
2025-03-05 * "Woodshop" "Costs, bill 184" ^woodshop-184
  counterparty: "NL02ABNA0123456789"
  reference: "184"
  receipt: "documents/2025/HASH.jpg"
  Expenses:Members:L01:Costs                                100.00 EUR
    vat: "high"
  Assets:VAT:Input                                           21.00 EUR
  Liabilities:Members:L01:Payable                          -121.00 EUR
"""
    )
    assert "came before" in desk.read(JPEG).out


def test_the_same_by_options_and_a_wrong_answer_is_asked_again(desk: Desk) -> None:
    said = ("--supplier", "Woodshop", "--number", "184", "--date", "2025-03-05")
    ran = desk.read(
        JPEG, *said, "--vat", "21%=2.10 9%=0.90", answers="12,1,0\n33\n-\n-\n"
    )
    assert ran.status == 0, ran.err
    assert "“12,1,0” is not an amount such as 12.50" in ran.err
    assert desk.booked.endswith("""\
  Expenses:Members:L01:Costs                                 10.00 EUR
    vat: "high"
  Expenses:Members:L01:Costs                                 10.00 EUR
    vat: "low"
  Expenses:Members:L01:Costs                                 10.00 EUR
  Assets:VAT:Input                                            3.00 EUR
  Liabilities:Members:L01:Payable                           -33.00 EUR
""")


def test_nobody_answers(desk: Desk) -> None:
    ran = desk.read(JPEG, answers="Woodshop\n")
    assert ran.status == 2
    assert "Nobody answered “Number of the bill”" in ran.err


TEXT = """\
Houthandel De Eik
Factuur
Factuurnummer: F-2025/184
Factuurdatum 4 maart 2025
Vervaldatum 03-04-2025
Eiken planken 4 x 25,00 100,00
Subtotaal excl. btw 100,00
btw 21% over 100,00 21,00
Totaal te betalen € 121,00
IBAN NL02 ABNA 0123 4567 89 op naam van De Eik
Uw rekening NL91 ABNA 0417 1643 00
Betalingskenmerk RF03 2025 184
"""


def test_what_a_text_seems_to_say() -> None:
    assert proposal_of(TEXT, {"NL91ABNA0417164300"}) == Proposal(
        "F-2025/184",
        DAY,
        dt.date(2025, 4, 3),
        Decimal("121.00"),
        ((Decimal("0.21"), Decimal("21.00")),),
        WOODSHOP,
        "RF032025184",
    )


def test_what_does_not_fit_is_not_proposed() -> None:
    # Two account numbers, VAT that is none of this total, a date that cannot be.
    text = TEXT.replace("21,00\n", "12,00\n").replace("4 maart", "31 februari")
    found = proposal_of(text)
    assert (found.iban, found.vat, found.day) == ("", (), None)
    assert proposal_of("") == Proposal()


def test_the_text_of_a_pdf_that_paraplu_made() -> None:
    paper = next(ROOT.glob("ledger/invoices/2026/2026-0023-*.pdf"))
    contents = read_pdf(paper.read_bytes())
    found = proposal_of(contents.text)
    assert len(contents.files) == 1
    assert (found.number, found.total) == ("2026-0023", Decimal("381.15"))
    assert found.vat == ((Decimal("0.21"), Decimal("66.15")),)


@pytest.mark.parametrize(
    ("text", "amount"),
    [("6,50", "6.50"), ("21", "21.00"), ("1.210,00", "1210.00"), ("€ 5.5", "5.50"),
     ("1.210", "1210.00"), ("-12,10", "-12.10")],
)  # fmt: skip
def test_amounts_as_they_are_meant(text: str, amount: str) -> None:
    assert amount_of(text) == Decimal(amount)


@pytest.mark.parametrize("text", ["21=21", "20%", "21% 9%", "21%=90.00", "x"])
def test_vat_that_cannot_be(text: str) -> None:
    with pytest.raises(UnreadableBill):
        vat_of(text, Decimal(121), DAY)


@pytest.mark.parametrize("cents", range(1, 400, 7))
def test_vat_of_any_total_adds_up(cents: int) -> None:
    from paraplu.bookkeeping.bills.answered import Answers

    total = Decimal(cents) / 100
    vat = vat_of("9%", total, DAY)
    bill = bill_of(Answers("Shop", "1", DAY, total, vat))
    assert sum(group.net + group.tax for group in bill.groups) == total
