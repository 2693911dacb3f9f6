"""What the cooperative itself sells: by a catalogue, with a discount on the whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader
from tests.bookkeeping.invoices.books import CAKES, write_invoicing_books
from tests.bookkeeping.invoices.conftest import Run

from paraplu.bookkeeping.bank_import.open_items import invoiced
from paraplu.bookkeeping.invoices.shelf import read_invoices
from paraplu.check import check

CATALOGUE = """\
HALL: {description: Zaal, unit: uur, price_incl: 48.40, vat: 21%}
CAKE: {description: Taart, unit: stuks, price: 20.00, vat: low, member: L02}
"""
HALL = """\
account: Income:Coop:Hall
customer: linde
delivered: 2025-03-05
order: "45001"
discount: 10%
lines:
  - {product: HALL, quantity: 3}
  - {description: Koffie, quantity: 10, price: 2.00, vat: low}
  - {description: Koffie niet gebruikt, quantity: -2, price: 2.00, vat: low}
"""
ENTRY = """\
2025-03-10 * "Zorgcentrum De Linde" "Zaal, invoice 2025-0001" ^2025-0001
  delivered: 2025-03-05
  Assets:Receivable                                         146.38 EUR
  Income:Coop:Hall                                         -108.00 EUR
    vat: "high"
  Income:Coop:Hall                                          -14.40 EUR
    vat: "low"
  Liabilities:VAT:High                                      -22.68 EUR
  Liabilities:VAT:Low                                        -1.30 EUR
"""
PAID = """
2025-03-20 * "De Linde" "Paid" ^2025-0001
  Assets:Bank                                               102.82 EUR
  Assets:Receivable                                        -102.82 EUR
"""


def _books(folder: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    main = write_invoicing_books(folder, drafts={"a": text})
    (main.parent / "catalogue.yaml").write_text(CATALOGUE, "utf-8")
    monkeypatch.chdir(folder)
    return main.parent


def test_a_hall_is_let(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The entry, the claim, a credit note, a payment: as of a member's invoice."""
    books = _books(tmp_path, HALL, monkeypatch)
    ran = run("issue", "--all", "--date", "2025-03-10")
    assert ran.status == 0, ran.err
    assert (books / "2025/2025-03-invoices.beancount").read_text("utf-8") == ENTRY
    report = check(books / "main.beancount")
    shelf = read_invoices(books, report.register)
    (open_,) = [one for one in invoiced(report.books, shelf) if one.issued]
    assert (open_.account, open_.member) == ("Assets:Receivable", "")
    assert (
        run("credit", "2025-0001", "--line", "1=1", "--date", "2025-03-12").status == 0
    )
    with (books / "2025/2025-03-invoices.beancount").open(
        "a", encoding="utf-8"
    ) as file:
        file.write(PAID)
    assert "0 invoices" in run("list", "--today", "2025-04-10").out
    codes = {one.code for one in check(books / "main.beancount").verdict.findings}
    assert codes & {"IN02", "IN03", "IN04", "IN05", "VT01", "PF01", "PF03"} == set()


REFUSED = {
    "an account of a member": (
        HALL.replace("Coop:Hall", "Members:L02:Sales"),
        "Income:Members:L02:Sales is not an account of income of the cooperative.",
    ),
    "that of contributions": (
        HALL.replace("Coop:Hall", "Coop:Contribution"),
        "Income:Coop:Contribution is not an account of income of the cooperative.",
    ),
    "a name that is not registered": (
        HALL + "trade_name: De Zaal\n",
        "“De Zaal” is not a registered trade name of the cooperative.",
    ),
    "both of a member and of the cooperative": (
        HALL + "member: L02\n",
        "a.yaml: a member sells on an account of its own.",
    ),
    "of nobody": (
        HALL.replace("account: Income:Coop:Hall\n", ""),
        "a.yaml: member is missing. Add `member:`. Where the cooperative itself",
    ),
    "no such product": (
        HALL.replace("HALL", "HAL"),
        "a.yaml:7  lines › 1 › product: there is no product HAL. Add it to",
    ),
    "a product of a member": (
        HALL.replace("HALL", "CAKE"),
        "lines › 1: product CAKE is sold by L02.",
    ),
    "a discount of an amount, on prices of both sorts": (
        HALL.replace("10%", "10.00"),
        "discount: some prices have VAT in them and some do not, so an amount is",
    ),
    "a discount that is more than all": (
        CAKES + "discount: 78.01\n",
        "discount: the discount is 78.01, but the lines come to 78.00.",
    ),
    "a price below zero": (
        HALL.replace("quantity: -2, price: 2.00", "price: -2.00"),
        "price: -2.00 is below zero. To take something off, write a quantity below",
    ),
    "a good under the margin scheme taken off": (
        HALL + "  - {description: Stoel, quantity: -1, price: 1, vat: margin, "
        "bought: 0.50}\n",
        "“Stoel” is under the margin scheme, and is taken off.",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused(
    name: str, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    text, words = REFUSED[name]
    books = _books(tmp_path, text, monkeypatch)
    ran = run("issue", "--all", "--date", "2025-03-10")
    assert ran.status == 2
    assert words in ran.err
    assert not list((books / "2025").iterdir())


def test_the_cooperative_reminds_too(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    _books(tmp_path, HALL, monkeypatch)
    assert run("issue", "--all", "--date", "2025-03-10").status == 0
    ran = run("remind", "--date", "2025-04-10")
    assert ran.out == (
        "ledger/invoices/2025/2025-0001-linde-reminder-1-2025-04-10.pdf\n"
    )
    said = PdfReader(ran.out.strip()).pages[0].extract_text()
    assert said.count("Coöperatie De Proeftuin U.A.\nVoorbeeld") == 1


def test_a_later_price_changes_no_issued_invoice(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    books = _books(tmp_path, HALL, monkeypatch)
    assert run("issue", "--all", "--date", "2025-03-10").status == 0
    file = books / "catalogue.yaml"
    file.write_text(CATALOGUE.replace("48.40", "60.50"), "utf-8")
    report = check(books / "main.beancount")
    codes = {one.code for one in report.verdict.findings}
    assert codes & {"IN05", "IN08"} == set()
    file.write_text("HALL: {description: Zaal, vat: 21%}\n", "utf-8")
    ran = run("list", "--today", "2025-03-11")
    assert "146.38" in ran.out
    report = check(books / "main.beancount")
    assert "IN04" in {one.code for one in report.verdict.findings}
    # What is wrong there stands in the way of drafts that take something of it alone.
    assert run("credit", "2025-0001", "--date", "2025-03-12").status == 0


def test_a_credit_note_that_would_be_below_zero(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was taken off cannot be put back by itself: there is nothing to give."""
    _books(tmp_path, HALL, monkeypatch)
    assert run("issue", "--all", "--date", "2025-03-10").status == 0
    ran = run("credit", "2025-0001", "--line", "3", "--date", "2025-03-12")
    assert ran.status == 2
    assert "It comes to -3.92, which is below zero." in ran.err
    both = ("--line", "2", "--line", "3=2")
    assert run("credit", "2025-0001", *both, "--date", "2025-03-12").status == 0
