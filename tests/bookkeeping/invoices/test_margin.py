"""The margin scheme: VAT on what a good brings in above its cost, none on paper."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.bookkeeping.documents.test_pdf import text_of
from tests.bookkeeping.invoices.books import DAY
from tests.bookkeeping.invoices.conftest import Run
from tests.bookkeeping.invoices.test_list import add

from paraplu.check import check

CHAIR = """\
member: L01
customer: k07
delivered: 2025-03-04
lines:
  - {description: Stoel, price: 100.00, vat: margin, purchase: chair-1}
"""
BOUGHT = """
2025-02-01 * "Kringloop" "Stoel" ^chair-1
  Expenses:Members:L01:Costs       40.00 EUR
    vat: "margin"
  Assets:Bank                     -40.00 EUR
"""


def issue(books: Path, run: Run, draft: str = CHAIR, ledger: str = BOUGHT) -> str:
    """Issue a draft in books that bought a chair; what it said on standard error."""
    add(books, ledger)
    file = books / "invoices/2025/chair.yaml"
    file.write_text(draft, "utf-8")
    return run("issue", str(file), "--date", str(DAY)).err


def entry(books: Path) -> list[list[str]]:
    """Return the accounts and amounts of the last entry of invoices."""
    text = (books / "2025/2025-03-invoices.beancount").read_text("utf-8")
    lines = [line.split() for line in text.split("\n\n")[-1].splitlines()]
    return [line[:2] for line in lines if line[0][0].isupper()]


@pytest.mark.parametrize(
    ("more", "sales", "tax"),
    [
        # 60.00 of margin: 49.59 and 10.41.
        ("", "-89.59", [["Liabilities:VAT:High", "-10.41"]]),
        (", bought: 15.00", "-85.25", [["Liabilities:VAT:High", "-14.75"]]),
        # Sold with a loss, or for what it cost.
        (", discount: 70.00", "-30.00", []),
        (", discount: 60.00", "-40.00", []),
    ],
)
def test_vat_is_on_the_margin(
    more: str, sales: str, tax: list[list[str]], books: Path, run: Run
) -> None:
    assert issue(books, run, CHAIR.replace("chair-1", f"chair-1{more}")) == ""
    assert entry(books)[1:] == [["Income:Members:L01:Sales", sales], *tax]
    codes = {f.code for f in check(books / "main.beancount").verdict.findings}
    assert codes & {"IN05", "VT01", "VT02", "PF01"} == set()


def test_a_discount_on_the_whole_makes_the_margin_smaller(
    books: Path, run: Run
) -> None:
    """A good brings in what the customer pays for it, its share of a discount off."""
    assert issue(books, run, CHAIR + "discount: 10%\n") == ""
    assert entry(books)[1:] == [
        ["Income:Members:L01:Sales", "-81.32"],
        ["Liabilities:VAT:High", "-8.68"],
    ]
    codes = {f.code for f in check(books / "main.beancount").verdict.findings}
    assert codes & {"IN05", "VT01", "VT02", "PF01"} == set()


def test_a_book_has_the_lower_rate(books: Path, run: Run) -> None:
    draft = CHAIR.replace("vat: margin", "vat: margin-low")
    assert issue(books, run, draft) == ""
    assert entry(books)[1:] == [
        ["Income:Members:L01:Sales", "-95.05"],
        ["Liabilities:VAT:Low", "-4.95"],
    ]
    codes = {f.code for f in check(books / "main.beancount").verdict.findings}
    assert codes & {"IN05", "VT01", "VT02"} == set()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_paper_says_no_vat(language: str, books: Path, run: Run) -> None:
    assert issue(books, run, CHAIR + f"language: {language}\n") == ""
    pdf = books / "invoices/2025/private/2025-0001-k07.pdf"
    text = text_of(pdf.read_bytes())
    words = {
        "nl": "Bijzondere regeling – gebruikte goederen",
        "en": "Margin scheme – second-hand goods",
    }
    assert words[language] in text.replace("\n", " ")
    # At the foot of the page stands the number of the cooperative.
    said = re.sub(r"(btw|VAT) NL\w+", "", text)
    assert "btw" not in said.casefold()
    assert "vat" not in said.casefold()


@pytest.mark.parametrize(
    ("draft", "ledger", "words"),
    [
        (CHAIR.replace(", purchase: chair-1", ""), BOUGHT, "does not say what was"),
        (CHAIR.replace("chair-1", "chair-2"), BOUGHT, "buys anything for L01"),
        (CHAIR.replace("L01", "L02"), BOUGHT, "buys anything for L02"),
        (CHAIR.replace("margin", "21%"), BOUGHT, "is not sold under the margin scheme"),
        (
            CHAIR.replace("chair-1", "chair-1, bought: 40.01"),
            BOUGHT,
            "40.01 of purchase ^chair-1 is taken off, but only 40.00 of it is left.",
        ),
        (
            CHAIR,
            BOUGHT.replace(
                '    vat: "margin"\n', "  Assets:VAT                        8.40 EUR\n"
            ).replace("-40.00", "-48.40"),
            "VAT was deducted on purchase ^chair-1",
        ),
    ],
)
def test_what_is_no_margin(
    draft: str, ledger: str, words: str, books: Path, run: Run
) -> None:
    assert words in issue(books, run, draft, ledger)
    assert not (books / "2025/2025-03-invoices.beancount").exists()


def test_a_good_is_sold_once_until_it_comes_back(books: Path, run: Run) -> None:
    assert issue(books, run) == ""
    again = books / "invoices/2025/again.yaml"
    again.write_text(CHAIR.replace("100.00", "90.00"), "utf-8")
    assert "was sold before" in run("issue", str(again), "--date", "2025-03-20").err
    # Another member, who never bought it, hears that alone.
    again.write_text(CHAIR.replace("L01", "L02"), "utf-8")
    told = run("issue", str(again), "--date", "2025-03-20").err
    assert "buys anything for L02" in told
    assert len(told.splitlines()) == 1
    again.write_text(CHAIR.replace("100.00", "90.00"), "utf-8")
    assert run("credit", "2025-0001", "--date", "2025-03-20").status == 0
    assert entry(books)[1:] == [
        ["Income:Members:L01:Sales", "89.59"],
        ["Liabilities:VAT:High", "10.41"],
    ]
    assert run("issue", str(again), "--date", "2025-03-20").status == 0
    assert entry(books)[-1] == ["Liabilities:VAT:High", "-8.68"]
    codes = {f.code for f in check(books / "main.beancount").verdict.findings}
    assert codes & {"IN04", "IN05", "VT01", "VT02"} == set()
