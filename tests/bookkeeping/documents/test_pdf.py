"""The page: PDF/A-3 that says all the law asks, with the UBL and a code in it."""

from __future__ import annotations

import datetime as dt
import io
import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
import typst
import zxingcpp
from hypothesis import given, settings
from PIL import Image
from pypdf import PdfReader
from tests.bookkeeping.documents.papers import (
    ABROAD,
    ANY_LINES,
    COOPERATIVE,
    DAY,
    FIRM,
    invoice,
    line,
)
from tests.reports.papers.pdf_a import assert_archivable

from paraplu.base.chart import Chart
from paraplu.base.language import Language
from paraplu.bookkeeping.documents.page import page
from paraplu.bookkeeping.documents.setting import CannotSet, set_page
from paraplu.bookkeeping.documents.ubl import ubl
from paraplu.bookkeeping.invoices.amounts import totals_of
from paraplu.bookkeeping.invoices.entry import postings
from paraplu.bookkeeping.invoices.model import Customer, Discount, Invoice, InvoiceLine
from paraplu.register.membership import DayRange
from paraplu.register.model import Register

CAKES = line("6.50", "low", "12", what="Gebak voor de verjaardagen")


def made(
    paper: Invoice, customer: Customer | None = FIRM, original: Invoice | None = None
) -> bytes:
    """Return the PDF of an invoice, with its UBL where there is a customer."""
    data = ubl(paper, customer, original, COOPERATIVE) if customer else None
    return set_page("invoice", page(paper, customer, original, COOPERATIVE), DAY, data)


def text_of(pdf: bytes) -> str:
    """Return all text of a PDF, spaces made plain."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    text = "\n".join(part.extract_text() for part in pages)
    return re.sub(r"[ \u00a0\u202f]+", " ", text)


def test_it_claims_to_be_pdf_a_3() -> None:
    reader = PdfReader(io.BytesIO(made(invoice(CAKES))))
    root: Any = reader.trailer["/Root"]
    metadata = root["/Metadata"].get_data().decode()
    assert re.search(r'pdfaid:part(="|>)3', metadata)
    assert re.search(r'pdfaid:conformance(="|>)A', metadata)
    assert root["/Lang"] == "nl"
    assert reader.metadata is not None
    assert reader.metadata.title == "Factuur 2026-0012"


def test_invoice_and_credit_note_hold_what_pdf_a_asks_for() -> None:
    assert_archivable(made(invoice(CAKES)))
    assert_archivable(made(replace(invoice(CAKES), credits="2026-001"), FIRM, None))


def test_the_ubl_is_in_it() -> None:
    paper = invoice(CAKES)
    reader = PdfReader(io.BytesIO(made(paper)))
    files = {name: datas[0] for name, datas in reader.attachments.items()}
    assert files == {"2026-0012.xml": ubl(paper, FIRM, None, COOPERATIVE)}


def test_what_the_law_asks_is_on_it() -> None:
    """Art. 35a lid 1 Wet OB."""
    text = text_of(made(invoice(CAKES, line("18", "high", "1.5", what="Bezorgen"))))
    for words in (
        "Coöperatie De Proeftuin U.A.",
        "Taartenatelier Zoet",
        "Voorbeeldstraat 1",
        "1234 AB Voorbeeldstad",
        "12345678",
        "NL001234560B01",
        "Zorgcentrum De Linde",
        "Lindelaan 12",
        "1234 CD Voorbeeldstad",
        "NL123456782B90",
        "Factuur",
        "2026-0012",
        "5 maart 2026",
        "PO-4711",
        "Gebak voor de verjaardagen",
        "12 stuks",
        "6,50",
        "78,00",
        "9%",
        "21%",
        "9% btw over 78,00",
        "7,02",
        "105,00",
        "117,69",
        "NL91 ABNA 0417 1643 00",
        "RF25 2026 0012",
        "19 maart 2026",
    ):
        assert words in text, words


def test_how_the_cooperative_is_reached_is_on_it() -> None:
    """And the BIC for a customer abroad, who has a use for it."""
    phone, email, bic = "030 123 45 67", "post@example.invalid", "ABNANL2A"
    reached = replace(COOPERATIVE, phone=phone, email=email, bic=bic)

    def on_paper(customer: Customer) -> list[str]:
        paper = page(invoice(CAKES), customer, None, reached)
        text = text_of(set_page("invoice", paper, DAY, None))
        return [words for words in (phone, email, bic) if words in text]

    assert on_paper(FIRM) == [phone, email]
    assert on_paper(ABROAD) == [phone, email, bic]


@pytest.mark.parametrize(
    ("vat", "customer", "dutch", "english"),
    [
        ("reversed", FIRM, "Btw verlegd", "VAT reverse charge"),
        ("eu", ABROAD, "Intracommunautaire levering", "Intra-Community supply"),
        ("export", FIRM, "Uitvoer", "Export of goods"),
        ("exempt", FIRM, "Vrijgesteld van btw: artikel 11", "article 11"),
        ("kor", FIRM, "kleineondernemersregeling", "small businesses"),
        (
            "margin",
            FIRM,
            "Bijzondere regeling – gebruikte goederen",
            "second-hand goods",
        ),
    ],
)
def test_special_words(vat: str, customer: Customer, dutch: str, english: str) -> None:
    for language, words in (("nl", dutch), ("en", english)):
        text = text_of(made(invoice(line("80", vat), language=language), customer))
        assert words in text.replace("\n", " ")
        assert "80.00" in text or "80,00" in text


def test_a_credit_note_names_what_it_credits() -> None:
    original = invoice(CAKES)
    note = replace(invoice(CAKES, credits="2026-0011"), number="2026-0013")
    text = text_of(made(note, FIRM, replace(original, number="2026-0011")))
    assert "Creditnota" in text
    assert "Bij factuur 2026-0011 (5 maart 2026)" in text
    assert "Scan met" not in text


def test_without_a_customer_it_is_a_simplified_invoice() -> None:
    text = text_of(made(invoice(CAKES), None))
    assert "Zorgcentrum" not in text
    assert "85,02" in text


def test_a_discount_is_told() -> None:
    off = line("10", "low", "2", Discount(Decimal("0.10"), is_rate=True))
    text = text_of(made(invoice(off, line("10", discount=Discount(Decimal(3))))))
    assert "Korting 10% −2,00" in text
    assert "Korting −3,00" in text


IMAGE = b"""
#set page(width: auto, height: auto, margin: 8mm)
#image(bytes(sys.inputs.code), width: 60mm)
"""


def test_the_payment_code_reads_back() -> None:
    code = page(invoice(CAKES), FIRM, None, COOPERATIVE)["payment"]["code"]
    png = typst.compile(IMAGE, format="png", sys_inputs={"code": code})
    assert isinstance(png, bytes)
    found = zxingcpp.read_barcodes(Image.open(io.BytesIO(png)))
    assert [code.text.split("\n") for code in found] == [
        [
            *("BCD", "002", "1", "SCT", ""),
            "Coöperatie De Proeftuin U.A.",
            *("NL91ABNA0417164300", "EUR85.02", "", "RF2520260012"),
        ]
    ]


def test_the_same_invoice_is_the_same_bytes() -> None:
    assert made(invoice(CAKES)) == made(invoice(CAKES))


HOSTILE = (
    'Jan "X" & <b>Co</b> \'s',
    "#strong[luid] $x^2$ \\ * _ ` @ ~ = //",
    '#read("/etc/passwd")',
    "שלום עולם",
    "مرحبا",
    "\\u{1F600} {name} %s",
)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_words_are_words(name: str) -> None:
    paper = invoice(
        replace(CAKES, description=name), trade_name=name, note=name, language="en"
    )
    pdf = made(paper, replace(FIRM, name=name))
    text = text_of(pdf)
    if name.isascii():
        squeezed = re.sub(r"\s", "", text)
        assert squeezed.count(re.sub(r"\s", "", name)) >= 4
    assert "root:" not in text


def test_a_letter_that_no_font_has() -> None:
    with pytest.raises(CannotSet) as stopped:
        made(invoice(replace(CAKES, description="日本")))
    assert "日" in Language("en").render(stopped.value.message)
    assert made(invoice(CAKES))


def test_a_logo_does_not_take_the_name_away() -> None:
    logo = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    values = page(invoice(CAKES), FIRM, None, COOPERATIVE) | {"logo": list(logo)}
    assert "Taartenatelier Zoet" in text_of(set_page("invoice", values, DAY))


def test_an_address_abroad_ends_with_the_country() -> None:
    assert "50667 Köln\nGERMANY" in text_of(made(invoice(CAKES), ABROAD))


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2026-02-01", "2026-02-28", "1 – 28 februari 2026"),
        ("2026-02-01", "2026-03-02", "1 februari – 2 maart 2026"),
        ("2025-12-31", "2026-01-02", "31 december 2025 – 2 januari 2026"),
    ],
)
def test_a_delivery_over_days(first: str, last: str, words: str) -> None:
    days = DayRange(dt.date.fromisoformat(first), dt.date.fromisoformat(last))
    text = text_of(made(replace(invoice(CAKES), delivered=days)))
    assert words in " ".join(text.split())


def test_many_lines_take_more_pages() -> None:
    pdf = made(invoice(*[CAKES] * 60))
    assert len(PdfReader(io.BytesIO(pdf)).pages) == 3
    assert text_of(pdf).count("Omschrijving") >= 2
    assert "3 / 3" in text_of(pdf)


@settings(max_examples=30)
@given(lines=ANY_LINES)
def test_page_ubl_and_ledger_agree_to_the_cent(lines: tuple[InvoiceLine, ...]) -> None:
    paper = invoice(*lines)
    totals = totals_of(paper)

    def said(amount: Decimal) -> str:
        return Language("nl").amount(amount).replace("-", "−")

    values = page(paper, FIRM, None, COOPERATIVE)
    booked = postings(paper, Chart(), Register())
    assert sum(posting.amount for posting in booked) == 0
    assert booked[0].amount == totals.payable
    assert -sum(p.amount for p in booked if p.vat) == totals.net
    assert -sum(p.amount for p in booked[1:] if not p.vat) == totals.tax
    assert values["payable"][1] == f"€\u00a0{said(totals.payable)}"
    # Beside the VAT in a margin, which no paper tells, no sum is without VAT.
    without = [] if totals.margin else [f"€\u00a0{said(totals.net)}"]
    assert [sum_ for _, sum_ in values["sums"][:1]][: len(without)] == without
    assert [row["net"] for row in values["lines"]] == [
        said(net) for net in totals.lines
    ]
    assert sum(totals.lines, Decimal(0)) + totals.tax == totals.payable
    data = ubl(paper, FIRM, None, COOPERATIVE).decode()
    for name, amount in (
        ("TaxExclusiveAmount", totals.net),
        ("PayableAmount", totals.payable),
    ):
        assert f'<cbc:{name} currencyID="EUR">{amount:.2f}</cbc:{name}>' in data
    assert f'<cbc:TaxAmount currencyID="EUR">{totals.tax:.2f}</cbc:TaxAmount>' in data


def test_a_page_has_one_minus_one_blank_and_euros_in_every_sum() -> None:
    """A credit note is all below zero; a sum of an invoice is not."""
    credit = page(
        replace(invoice(replace(CAKES, quantity=-CAKES.quantity)), credits="2026-001"),
        FIRM,
        invoice(CAKES),
        COOPERATIVE,
    )
    said = [
        *(cell for row in credit["lines"] for cell in row.values()),
        *(cell for row in [*credit["sums"], credit["payable"]] for cell in row),
    ]
    assert [one for one in said if "-" in one] == []
    assert [one for one in said if "−" in one]
    plain = page(invoice(CAKES), FIRM, None, COOPERATIVE)
    amounts = [row[1] for row in [*plain["sums"], plain["payable"]]]
    assert amounts
    assert all(amount.startswith("€\u00a0") for amount in amounts)
    lines = [*plain["customer"], *plain["seller"]]
    assert lines
    assert [line for line in lines if "  " in line] == []
