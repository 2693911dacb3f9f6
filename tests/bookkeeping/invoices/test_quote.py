"""Quotes: numbered apart, on paper, in no ledger, and what becomes of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader
from tests.bookkeeping.invoices.books import CAKES, CHAIR
from tests.bookkeeping.invoices.conftest import Run

OFFER = "ledger/invoices/2025/cakes.yaml"
WORDS = {
    "en": ["Quote", "Valid until", "9 April 2025", "Total", "85.02"],
    "nl": ["Offerte", "Geldig tot en met", "9 april 2025", "Totaal", "85,02"],
}
NEVER = ("invoice", "factuur", "pay", "betal", "iban in", "rf")


@pytest.mark.parametrize("language", WORDS)
def test_a_quote_asks_for_nothing(language: str, books: Path, run: Run) -> None:
    (books / "invoices/2025/cakes.yaml").write_text(
        f"{CAKES}language: {language}\n", "utf-8"
    )
    ran = run("quote", OFFER, "--date", "2025-03-10")
    assert ran.status == 0, ran.err
    assert "Q2025-0001   linde       85.02   2025-04-09" in ran.out
    folder = books / "invoices/quotes/2025"
    pdf = PdfReader(folder / "Q2025-0001-linde.pdf")
    said = pdf.pages[0].extract_text()
    for word in WORDS[language]:
        assert word in said
    for word in NEVER:
        assert word not in said.casefold()
    assert not pdf.attachments
    assert not (books / "invoices/2025/cakes.yaml").exists()
    assert not list((books / "2025").iterdir())


def test_it_becomes_an_invoice_once(books: Path, run: Run) -> None:
    assert run("quote", OFFER, "--date", "2025-03-10").status == 0
    ran = run("new", "--from-quote", "Q2025-0001")
    assert ran.status == 0
    assert "The quote was valid until 2025-04-09." in ran.err
    (draft,) = (books / "invoices").glob("20*/draft-Q2025-0001.yaml")
    again = run("new", "--from-quote", "Q2025-0001")
    assert (again.status, "is there already" in again.err) == (2, True)
    assert run("issue", str(draft), "--date", "2025-03-10").status == 0
    again = run("new", "--from-quote", "Q2025-0001")
    assert again.err == "paraplu: Quote Q2025-0001 became invoice 2025-0001.\n"
    assert "invoiced" in run("quote", "--date", "2025-03-11").out
    pdf = PdfReader(books / "invoices/2025/2025-0001-linde.pdf")
    said = pdf.pages[0].extract_text()
    assert "Our quote" in said
    assert "Q2025-0001" in said


def test_numbers_follow_and_people_stay_private(books: Path, run: Run) -> None:
    year = "ledger/invoices/2025"
    assert run("quote", OFFER, "--date", "2025-03-10").status == 0
    ran = run(
        "quote",
        f"{year}/chair.yaml",
        "--valid-until",
        "2025-03-11",
        "--date",
        "2025-03-10",
    )
    assert ran.status == 0
    folder = books / "invoices/quotes/2025"
    assert (folder / "private/Q2025-0002-k07.pdf").is_file()
    assert "Jansen" not in (folder / "Q2025-0002-k07.yaml").read_text("utf-8")
    listed = run("quote", "--date", "2025-03-12").out
    assert [line.split()[4] for line in listed.splitlines()[1:]] == ["open", "expired"]
    # A quote is no draft, and no invoice that the check misses.
    assert run("issue").out == "0 drafts\n"


@pytest.mark.parametrize(
    ("text", "args", "words"),
    [
        (CHAIR.replace("customer: k07\n", ""), (), "A quote is for somebody"),
        (CAKES + "down_payment: true\n", (), "A quote is for the whole"),
        (CAKES, ("--valid-until", "2025-03-09"), "Give a later day with --valid-until"),
        (CAKES.replace("L02", "L09"), (), "The register has no member L09."),
        (CAKES.replace("linde", "nobody"), (), "there is no customer “nobody”"),
    ],
)
def test_what_is_no_quote(
    text: str, args: tuple[str, ...], words: str, books: Path, run: Run
) -> None:
    draft = books / "invoices/2025/cakes.yaml"
    draft.write_text(text, "utf-8")
    ran = run("quote", OFFER, "--date", "2025-03-10", *args)
    assert ran.status == 2
    assert words in ran.err
    assert draft.exists()
    assert not (books / "invoices/quotes").exists()


def test_a_dry_run_and_no_quote_at_all(books: Path, run: Run) -> None:
    ran = run("quote", OFFER, "--date", "2025-03-10", "--dry-run")
    assert ran.out.endswith("\nNothing was written.\n")
    assert (books / "invoices/2025/cakes.yaml").exists()
    assert run("quote").out == "There are no quotes.\n"
    missing = run("new", "--from-quote", "Q2025-0009")
    assert missing.err == "paraplu: There is no quote Q2025-0009.\n"
