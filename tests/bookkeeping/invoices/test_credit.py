"""Credit notes: a number of their own, the name of the invoice, and no more than it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.bookkeeping.invoices.books import CAKES, DAY
from tests.bookkeeping.invoices.conftest import Run

from paraplu.check import check

ON = ("--date", "2025-03-20")


def invoicing_codes(ledger: Path) -> set[str]:
    findings = check(ledger / "main.beancount").verdict.findings
    return {f.code for f in findings if f.code[:2] in {"IN", "PF", "BC"}}


def test_a_whole_invoice(issued: Path, run: Run) -> None:
    ran = run("credit", "2025-0001", "--note", "Te laat geleverd", *ON)
    assert ran.status == 0, ran.err
    entries = (issued / "2025/2025-03-invoices.beancount").read_text("utf-8")
    words = "Gebak, credit note 2025-0003 for invoice 2025-0001"
    assert entries.endswith(f"""
2025-03-20 * "Zorgcentrum De Linde" "{words}" ^2025-0003 ^2025-0001
  delivered: 2025-03-05
  Assets:Members:L02:Receivable                             -85.02 EUR
  Income:Members:L02:Sales                                   78.00 EUR
    vat: "low"
  Liabilities:VAT:Low                                         7.02 EUR
""")
    file = issued / "invoices/2025/2025-0003-linde.yaml"
    text = file.read_text("utf-8")
    assert "\ncredits: 2025-0001\n" in text
    assert "\nnote: Te laat geleverd\n" in text
    assert b"<cbc:CreditNoteTypeCode>381<" in file.with_suffix(".xml").read_bytes()
    assert file.with_suffix(".pdf").exists()
    assert invoicing_codes(issued) == set()


def test_a_part_and_then_the_rest(issued: Path, run: Run) -> None:
    assert run("credit", "2025-0001", "--line", "1=5", *ON).status == 0
    assert run("credit", "2025-0001", *ON).status == 0
    rest = (issued / "invoices/2025/2025-0004-linde.yaml").read_text("utf-8")
    assert "quantity: 7\n" in rest
    ran = run("credit", "2025-0001", *ON)
    assert (ran.status, ran.err) == (
        2,
        "paraplu: Nothing is left of that to credit on 2025-0001.\n",
    )
    assert invoicing_codes(issued) == set()


def test_no_more_than_is_left(issued: Path, run: Run) -> None:
    assert run("credit", "2025-0001", "--line", "1=9.5", *ON).status == 0
    before = sorted(issued.rglob("*"))
    for part, words in (
        ("1=12", "12 of line 1 cannot be credited: only 2.5 is left on 2025-0001."),
        ("1=2.501", "2.501 of line 1 cannot be credited: only 2.5"),
    ):
        ran = run("credit", "2025-0001", "--line", part, *ON)
        assert (ran.status, ran.out) == (2, "")
        assert words in ran.err
    assert sorted(issued.rglob("*")) == before
    assert run("credit", "2025-0001", "--line", "1=2.5", *ON).status == 0
    ran = run("credit", "2025-0001", "--line", "1", *ON)
    assert (ran.status, ran.err) == (
        2,
        "paraplu: Nothing is left of line 1 to credit on 2025-0001.\n",
    )
    assert invoicing_codes(issued) == set()


def test_one_line_of_two(books: Path, run: Run) -> None:
    draft = books / "invoices/2025/cakes.yaml"
    more = "  - {description: Bezorgen, price: 18.00, vat: high}\n"
    draft.write_text(CAKES + more, "utf-8")
    run("issue", str(draft), "--date", str(DAY))
    assert run("credit", "2025-0001", "--line", "2", *ON).status == 0
    note = (books / "invoices/2025/2025-0002-linde.yaml").read_text("utf-8")
    assert "Bezorgen" in note
    assert "Gebak" not in note
    assert invoicing_codes(books) == set()


def test_lines_of_the_same_words_at_two_prices(books: Path, run: Run) -> None:
    draft = books / "invoices/2025/cakes.yaml"
    more = "  - {description: Gebak, quantity: 4, unit: stuks, price: 9.00, vat: low}\n"
    draft.write_text(CAKES + more, "utf-8")
    run("issue", str(draft), "--date", str(DAY))
    assert run("credit", "2025-0001", "--line", "2", *ON).status == 0
    assert run("credit", "2025-0001", "--line", "2=1", *ON).status == 2
    assert run("credit", "2025-0001", "--line", "1=12", *ON).status == 0
    assert invoicing_codes(books) == set()


def test_a_discount_in_money_is_credited_in_parts(books: Path, run: Run) -> None:
    draft = books / "invoices/2025/cakes.yaml"
    draft.write_text(CAKES.replace("low}", "low, discount: 8.00}"), "utf-8")
    run("issue", str(draft), "--date", str(DAY))
    assert run("credit", "2025-0001", "--line", "1=3", *ON).status == 0
    note = (books / "invoices/2025/2025-0002-linde.yaml").read_text("utf-8")
    assert "discount: 2.00\n" in note


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("2025-0009",), "There is no issued invoice 2025-0009 to credit."),
        (("2025-0001", "--line", "2"), "Invoice 2025-0001 has no line 2."),
        (("2025-0001", "--line", "0"), "Invoice 2025-0001 has no line 0."),
        (
            ("2025-0001", "--line", "1=50"),
            "50 of line 1 cannot be credited: only 12 is left on 2025-0001.",
        ),
        (
            ("2025-0001", "--line", "1=12.001"),
            "12.001 of line 1 cannot be credited: only 12 is left on 2025-0001.",
        ),
        (("2025-0001", "--line", "1=0.0"), "“1=0.0” is not a line such as"),
        (
            ("2025-0001", "--line", "1=1", "--line", "1"),
            "Line 1 is given twice.",
        ),
        (("2025-0001", "--line", "x"), "“x” is not a line such as 2 or 2=1.5."),
        (
            ("2025-0001", "--date", "2025-03-09"),
            (
                "The credit note is dated 2025-03-09, before invoice 2025-0001 of "
                "2025-03-10."
            ),
        ),
    ],
)
def test_what_cannot_be_credited(
    arguments: tuple[str, ...], words: str, issued: Path, run: Run
) -> None:
    before = sorted(issued.rglob("*"))
    ran = run("credit", *ON, *arguments)
    assert ran.status == 2
    assert words in ran.err
    assert sorted(issued.rglob("*")) == before


def test_a_credit_note_that_was_wrong_is_credited(issued: Path, run: Run) -> None:
    """The invoice stands again, and can be taken back again: this time in part."""
    run("credit", "2025-0001", *ON)
    assert run("credit", "2025-0003", *ON).status == 0
    entries = (issued / "2025/2025-03-invoices.beancount").read_text("utf-8")
    words = "Gebak, invoice 2025-0004 in place of credit note 2025-0003"
    assert entries.endswith(f"""
2025-03-20 * "Zorgcentrum De Linde" "{words}" ^2025-0004 ^2025-0003 ^2025-0001
  delivered: 2025-03-05
  vat-due: 2025-03-20
  Assets:Members:L02:Receivable                              85.02 EUR
  Income:Members:L02:Sales                                  -78.00 EUR
    vat: "low"
  Liabilities:VAT:Low                                        -7.02 EUR
""")
    assert "2025-0001   L02" in run("list").out
    assert invoicing_codes(issued) == set()
    assert run("credit", "2025-0003", *ON).status == 2, "nothing is left of it"
    assert run("credit", "2025-0001", "--line", "1=2", *ON).status == 0
    assert run("credit", "2025-0001", "--line", "1=11", *ON).status == 2
    assert run("credit", "2025-0001", *ON).status == 0
    assert "2025-0001" not in run("list").out
    assert invoicing_codes(issued) == set()
    xml = (issued / "invoices/2025/2025-0004-linde.xml").read_bytes()
    assert b"<cbc:InvoiceTypeCode>380<" in xml
    assert b"<cbc:ID>2025-0003<" in xml


@pytest.mark.parametrize(
    ("lines", "parts", "total"),
    [
        # 7.5 hours: 92.63, of which thirds are 30.88.
        (["quantity: 7.5, price: 12.35, vat: high"], ["1=2.5"] * 3, "112.08"),
        (
            ["quantity: 3, price: 3.33, vat: high, discount: 10%"],
            ["1=1", "1=1", "1=1"],
            "10.88",
        ),
        (["quantity: 2, price: 0.50, vat: low"], ["1=1", "1=1"], "1.09"),
        # Two that are alike but for the discount, the dearer one first.
        (
            [
                "quantity: 2, price: 50.00, vat: high",
                "quantity: 2, price: 50.00, vat: high, discount: 50%",
            ],
            ["2=1", "2=1", "1=2"],
            "181.50",
        ),
        (["quantity: 3, price_incl: 0.99, vat: low"], ["1=1", "1=2"], "2.97"),
        # What divides without a rest is left as it was.
        (["quantity: 4, price: 6.50, vat: low"], ["1=1", "1=3"], "28.34"),
    ],
)
def test_the_last_part_takes_what_is_left(
    lines: list[str], parts: list[str], total: str, books: Path, run: Run
) -> None:
    draft = books / "invoices/2025/cakes.yaml"
    said = "".join(f"  - {{description: Gebak, {line}}}\n" for line in lines)
    draft.write_text(CAKES.split("  - ")[0] + said, "utf-8")
    assert total in run("issue", str(draft), "--date", str(DAY)).out
    for part in parts:
        ran = run("credit", "2025-0001", "--line", part, *ON)
        assert ran.status == 0, ran.err
    assert run("list").out.startswith("0 invoices")
    assert run("credit", "2025-0001", *ON).status == 2
    report = check(books / "main.beancount")
    found = {f.code for f in report.verdict.findings}
    assert found & {"IN02", "IN04", "IN05", "VT01", "VT02", "PF01"} == set()


BEFORE = """\
number: A-17
issued: 2024-12-10
member: L02
trade_name: Taartenatelier Zoet
customer: linde
delivered: 2024-12-05
terms: 14
language: nl
lines:
  - {description: Gebak, quantity: 12, unit: stuks, price: 6.50, vat: low}
"""
BROUGHT = """
2025-01-02 * "Open facturen" ^A-17
  Assets:Members:L02:Receivable   60.00 EUR
  Equity:Opening-Balances         -60.00 EUR
"""


def test_an_invoice_from_before_the_books(issued: Path, run: Run) -> None:
    """25.02 of it was paid before; what is open is reminded, and a part taken back."""
    folder = issued / "invoices/before"
    folder.mkdir()
    (folder / "A-17.yaml").write_text(BEFORE, "utf-8")
    assert invoicing_codes(issued) >= {"IN05"}
    (issued / "2025/2025-01-begin.beancount").write_text(BROUGHT, "utf-8")
    assert "IN05" not in invoicing_codes(issued)
    ran = run("remind", "A-17", "--date", "2025-03-20")
    name = "ledger/invoices/before/A-17-reminder-1-2025-03-20.pdf\n"
    assert (ran.status, ran.out) == (0, name), ran.err
    assert run("credit", "A-17", "--line", "1=2", *ON).status == 0
    listed = next(x for x in run("list").out.splitlines() if x.startswith("A-17"))
    assert listed.split()[-7:-3] == ["60.00", "14.17", "0.00", "45.83"]
    assert "IN05" not in invoicing_codes(issued)
    assert run("credit", "A-17", "--line", "1=11", *ON).status == 2


def test_a_draft_that_credits_too_much(issued: Path, run: Run) -> None:
    draft = issued / "invoices/2025/back.yaml"
    draft.write_text(f"credits: 2025-0001\n{CAKES.replace('12', '13')}", "utf-8")
    ran = run("issue", str(draft), *ON)
    assert ran.status == 2
    assert (
        "84.50 is credited with VAT code low, but only 78.00 of invoice 2025-0001 is "
        "left. Credit no more than what is left."
    ) in ran.err


def test_two_drafts_that_credit_too_much_together(issued: Path, run: Run) -> None:
    for name in ("one", "two"):
        draft = issued / f"invoices/2025/{name}.yaml"
        draft.write_text(f"credits: 2025-0001\n{CAKES.replace('12', '7')}", "utf-8")
    ran = run("issue", "--all", *ON)
    assert ran.status == 2
    assert "but only 32.50 of invoice 2025-0001 is left" in ran.err


def test_the_names_are_those_of_the_invoice(issued: Path, run: Run) -> None:
    draft = issued / "invoices/2025/back.yaml"
    text = CAKES.replace("linde", "gemeente").replace("03-05", "03-06")
    draft.write_text(f"credits: 2025-0001\n{text}", "utf-8")
    ran = run("issue", str(draft), *ON)
    assert [line.split("  ", 1)[1] for line in ran.err.splitlines()] == [
        f"“{key}” is not the same on the credit note as on invoice 2025-0001. Make "
        "it the same: a credit note takes back exactly that sale."
        for key in ("customer", "delivered")
    ]


WRITTEN_OFF = """
2025-06-20 * "De Linde" "Nooit betaald" ^2025-0001
  Assets:Members:L02:Receivable    -42.51 EUR
  Expenses:Members:L02:Costs        39.00 EUR
  Liabilities:VAT:Low                3.51 EUR
"""


def test_what_was_written_off_is_not_credited(issued: Path, run: Run) -> None:
    """The member lost it once, and the VAT on it comes back once."""
    main = issued / "main.beancount"
    text = main.read_text("utf-8")
    main.write_text(text + WRITTEN_OFF, "utf-8")
    before = sorted(issued.rglob("*"))
    # Also by a credit note of a day before it.
    for day in ("2025-06-10", "2025-07-01"):
        ran = run("credit", "2025-0001", "--date", day)
        assert (ran.status, ran.out) == (2, "")
        assert (
            "42.51 of invoice 2025-0001 was written off, and 42.51 is left to credit."
            in ran.err
        )
    assert sorted(issued.rglob("*")) == before
    # What is left may be credited, and an invoice that nobody wrote off.
    assert (
        run("credit", "2025-0001", "--line", "1=6", "--date", "2025-07-01").status == 0
    )
    assert run("credit", "2025-0002", "--date", "2025-07-01").status == 0
