"""Reminders: twice, and then a last one, with time in between."""

from __future__ import annotations

import io
import re
from pathlib import Path

from pypdf import PdfReader
from tests.bookkeeping.invoices.books import CHAIR
from tests.bookkeeping.invoices.conftest import Run
from tests.bookkeeping.invoices.test_list import IN_PART, PAID, add

from paraplu.check import check


def letters(ledger: Path) -> list[str]:
    return sorted(path.name for path in ledger.rglob("*-reminder-*"))


def text_of(path: Path) -> str:
    reader = PdfReader(io.BytesIO(path.read_bytes()))
    return re.sub(r"\s+", " ", reader.pages[0].extract_text())


def test_nobody_is_late_yet(issued: Path, run: Run) -> None:
    assert run("remind", "--date", "2025-03-24").out == "No reminder is due now.\n"
    assert letters(issued) == []


def test_three_letters_with_time_in_between(issued: Path, run: Run) -> None:
    days = (
        ("2025-03-25", 2),
        ("2025-03-25", 2),
        ("2025-04-08", 2),
        ("2025-04-09", 4),
        ("2025-04-24", 6),
        ("2025-06-01", 6),
    )
    for day, count in days:
        assert run("remind", "--date", day).status == 0
        assert len(letters(issued)) == count, day
    assert letters(issued)[:3] == [
        "2025-0001-linde-reminder-1-2025-03-25.pdf",
        "2025-0001-linde-reminder-2-2025-04-09.pdf",
        "2025-0001-linde-reminder-3-2025-04-24.pdf",
    ]


def test_the_letters_of_a_private_customer_are_private(issued: Path, run: Run) -> None:
    assert run("remind", "2025-0002", "--date", "2025-04-01").out == (
        "ledger/invoices/2025/private/2025-0002-k07-reminder-1-2025-04-01.pdf\n"
    )
    assert issued.is_dir()


def test_what_the_letters_say(issued: Path, run: Run) -> None:
    add(issued, IN_PART)
    for day in ("2025-04-01", "2025-04-20", "2025-05-10"):
        run("remind", "2025-0001", "--date", day)
    first, second, last = (
        text_of(issued / "invoices/2025" / name) for name in letters(issued)
    )
    assert "Reminder" in first
    assert "25.02 euros of it is still unpaid" in first
    assert "Invoiced € 85.02 Received € −60.00 Still to pay € 25.02" in first
    assert "RF80 2025 0001" in first
    assert "We wrote to you before" in second
    assert "costs" not in second
    assert "the day after you receive this letter" in last
    assert "40.00 euros, as set by law" in last


def test_what_was_paid_is_not_reminded(issued: Path, run: Run) -> None:
    add(issued, PAID)
    ran = run("remind", "2025-0001", "--date", "2025-05-01")
    assert (ran.status, ran.err) == (
        2,
        "paraplu: Invoice 2025-0001 is not overdue.\n",
    )
    run("remind", "--date", "2025-05-01")
    assert letters(issued) == ["2025-0002-k07-reminder-1-2025-05-01.pdf"]


def test_what_is_no_invoice(issued: Path, run: Run) -> None:
    assert run("credit", "2025-0002", "--date", "2025-03-20").status == 0
    for number, words in (
        ("2025-0009", "There is no invoice 2025-0009."),
        ("2025-0003", "2025-0003 is a credit note; nobody has to pay it."),
        ("2025-0002", "Invoice 2025-0002 is not overdue."),
    ):
        ran = run("remind", "2025-0001", number, "--date", "2025-05-01")
        assert (ran.status, ran.out, ran.err) == (2, "", f"paraplu: {words}\n")
    assert letters(issued) == []


def test_no_letter_where_a_payment_may_be_missing(issued: Path, run: Run) -> None:
    add(issued, PAID.replace("85.02 EUR", "85.02EUR EUR", 1))
    ran = run("remind", "--date", "2025-05-01")
    assert (ran.status, ran.out) == (2, "")
    assert "Beancount itself finds errors in these books" in ran.err
    assert letters(issued) == []


def test_without_the_private_customers(issued: Path, run: Run) -> None:
    (issued / "customers.private.yaml").unlink()
    ran = run("remind", "--date", "2025-05-01")
    assert ran.status == 0
    assert "Invoice 2025-0002 names nobody to write to." in ran.err
    assert letters(issued) == ["2025-0001-linde-reminder-1-2025-05-01.pdf"]
    ran = run("remind", "2025-0002", "--date", "2025-05-01")
    assert (ran.status, ran.out) == (2, "")


def test_one_customer_who_is_wrong_stops_no_other(issued: Path, run: Run) -> None:
    """Nor does who was not named; only that customer gets nothing."""
    unnamed = CHAIR.replace("customer: k07\n", "")
    draft = issued / "invoices/2025/market.yaml"
    draft.write_text(unnamed, "utf-8")
    assert run("issue", str(draft), "--date", "2025-03-20").status == 0
    found = check(issued / "main.beancount").verdict.findings
    assert [f.code for f in found if f.code == "IN04"] == []
    private = issued / "customers.private.yaml"
    said = private.read_text("utf-8") + "k08:\n  name: De Vries\n  kvk: nine\n"
    private.write_text(said, "utf-8")
    draft.write_text(unnamed, "utf-8")
    assert run("issue", str(draft), "--date", "2025-03-20").status == 0
    draft.write_text(CHAIR.replace("k07", "k08"), "utf-8")
    ran = run("issue", str(draft), "--date", "2025-03-20")
    assert ran.status == 2
    assert "is not a KvK number" in ran.err
    ran = run("remind", "--date", "2025-05-01")
    assert (ran.status, ran.err) == (0, "")
    assert len(letters(issued)) == 2
