"""Invoices from the page: drafts, numbers, credit notes and letters, as commands do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.bookkeeping.invoices.books import CAKES, write_invoicing_books
from tests.fava.conftest import words
from tests.fava.work import WorkPage, working_on


@contextmanager
def invoices(folder: Path, *, draft: str = CAKES) -> Iterator[WorkPage]:
    """Show books that can invoice, with one draft."""
    with working_on(write_invoicing_books(folder, drafts={"cakes": draft})) as page:
        page.commit()
        yield page


DRAFT = {
    "member": "L02",
    "customer": "linde",
    "delivered": "2025-03-05",
    "description": ["Taart voor <b>vrijdag</b>", ""],
    "quantity": ["2", ""],
    "price": ["€ 12,50", ""],
    "rate": ["9%", "21%"],
}


def test_a_draft_is_counted_before_it_is_written(tmp_path: Path) -> None:
    with invoices(tmp_path) as page:
        asked = page.done("draft", **DRAFT)
        assert asked["asks"] == "It comes to 27.25, of which 2.25 is VAT."
        assert page.diff() == ""
        told = page.done("draft", **DRAFT, sure="yes")
        name = "draft-taart-voor-b.yaml"
        assert told["said"] == f"{name} is a draft of 27.25."
        assert f"ledger/invoices/2025/{name}" in page.files()
        rows = [words(one) for one in page.drawn(do="invoice").select(".pp-rows li")]
        assert any("<b>vrijdag</b>" in one for one in rows)
        page.done("undo")
        assert page.diff() == ""


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"member": "L09"}, "Choose which member it is of."),
        ({"customer": "nobody"}, "Choose a customer that customers.yaml has."),
        ({"description": [""], "price": [""]}, "Write what was delivered"),
        ({"price": ["veel", ""]}, ""),
        ({"quantity": ["-", ""]}, ""),
        ({"delivered": "soon"}, ""),
        ({"rate": ["13%", ""]}, ""),
    ],
)
def test_what_can_be_no_invoice_is_refused(
    tmp_path: Path, fields: dict[str, object], why: str
) -> None:
    with invoices(tmp_path) as page:
        refused = page.refused("draft", **(DRAFT | fields), sure="yes")
        assert refused.startswith(why)
        assert len(refused) > 10


def test_an_invoice_is_issued_reminded_of_and_credited(tmp_path: Path) -> None:
    with invoices(tmp_path, draft=CAKES.replace("2025-03-05", "2025-03-01")) as page:
        (form,) = page.drawn(do="invoice").select("form[data-pp-do=issue]")
        draft = str(form.select("[name=draft]")[0]["value"])
        assert draft == "2025/cakes.yaml"
        told = page.done("issue", draft=draft)
        assert told["said"] == "Invoice 2025-0001 is issued."
        assert told["go"] == {"invoice": "2025-0001"}
        book, file, pdf = (one["text"] for one in told["places"])
        assert book == "ledger/2025/2025-03-invoices.beancount"
        assert file.startswith("ledger/invoices/2025/2025-0001-linde-")
        assert pdf == file.replace(".yaml", ".pdf")
        assert "ledger/invoices/2025/cakes.yaml" not in page.files()
        assert page.refused("issue", draft=draft).startswith("This draft is not there")
        # A number that was given cannot be taken back.
        assert page.drawn(do="invoice").select("form[data-pp-do=undo]") == []
        shown = page.drawn(do="invoice")
        assert words(shown.select("h2")[0]) == (
            "✓ Nothing is overdue; 85.02 is still to come"
        )
        (frame,) = shown.select("figure iframe")
        given = page.client.get(str(frame["src"]), buffered=True)
        assert (given.status_code, given.data[:5]) == (200, b"%PDF-")
        assert page.refused("remind", number="2025-0001") == (
            "Invoice 2025-0001 is not overdue."
        )
        asked = page.done("credit", number="2025-0001")
        assert asked["asks"].startswith("This credits 85.02 of invoice 2025-0001.")
        told = page.done("credit", number="2025-0001", note="broken", sure="yes")
        assert told["said"] == "Credit note 2025-0002 is issued."
        assert page.refused("credit", number="2025-0001").startswith("Nothing is left")
        assert page.refused("credit", number="9999").startswith("There is no issued")


def test_who_is_late_is_reminded_once(tmp_path: Path) -> None:
    with invoices(tmp_path) as page:
        page.done("issue", draft="2025/cakes.yaml")
    summer = dt.datetime(2025, 6, 1, 12, tzinfo=dt.UTC)
    with working_on(tmp_path / "ledger" / "main.beancount", now=summer) as page:
        page.commit()
        shown = page.drawn(do="invoice")
        assert words(shown.select("h2")[0]) == "85.02 is overdue"
        assert "more than 60 days late: 85.02" in words(shown)
        before = page.files()
        told = page.done("remind", number="2025-0001")
        assert told["said"] == "The reminder of 2025-0001 is written."
        (letter,) = set(page.files()) - set(before)
        assert letter.endswith("-reminder-1-2025-06-01.pdf")
        assert page.refused("remind", number="2025-0001") == "No reminder is due now."
        page.done("undo")
        assert page.files() == before


@pytest.mark.parametrize("number", ["2025-9999", "../cakes", "\0"])
def test_nothing_but_an_invoice_is_shown(tmp_path: Path, number: str) -> None:
    with invoices(tmp_path) as page:
        address = f"/{page.slug}/extension/ParapluWork/paper"
        answer = page.client.get(address, query_string={"invoice": number})
        assert answer.status_code in {400, 404}
