"""Invoices from the page: drafts, numbers, credit notes and letters, as commands do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.bookkeeping.invoices.books import CAKES, write_invoicing_books
from tests.bookkeeping.sending.conftest import FRIEND, MAILED, Mailbox, mailbox
from tests.fava.conftest import words
from tests.fava.work import WorkPage, working_on

__all__ = ["mailbox"]


@contextmanager
def invoices(folder: Path, *, draft: str = CAKES) -> Iterator[WorkPage]:
    """Show books that can invoice, with one draft."""
    main = write_invoicing_books(
        folder, drafts={"cakes": draft}, customers=MAILED, private=FRIEND
    )
    with working_on(main) as page:
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
        asked = page.done("issue", draft=draft)
        assert asked["asks"] == (
            "Invoice 2025-0001 for Zorgcentrum De Linde, 85.02 in all. It cannot be "
            "changed after this."
        )
        assert asked["lines"] == ["L02, delivered on 2025-03-01: Gebak"]
        assert asked["answers"] == [["yes", "Issue it"]]
        assert page.diff() == ""
        told = page.done("issue", draft=draft, sure="yes")
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


def test_a_draft_names_its_customer_and_can_be_discarded(tmp_path: Path) -> None:
    with invoices(tmp_path) as page:
        (row,) = page.drawn(do="invoice").select("#pp-drafts ~ .pp-rows li")
        assert words(row).startswith("L02 · Zorgcentrum De Linde · Gebak")
        before = page.files()
        draft = str(row.select("form[data-pp-do=drop] [name=draft]")[0]["value"])
        told = page.done("drop", draft=draft)
        assert told["said"] == "cakes.yaml is gone."
        assert set(before) - set(page.files()) == {f"ledger/invoices/{draft}"}
        assert page.drawn(do="invoice").select("#pp-drafts") == []
        page.done("undo")
        assert page.files() == before
        for name in ("2025/nothing.yaml", "../main.beancount", "../customers.yaml"):
            assert page.refused("drop", draft=name).startswith("This draft is not")


def test_what_check_will_say_is_said_before_the_number(tmp_path: Path) -> None:
    with invoices(tmp_path, draft=CAKES.replace("2025-03-05", "2025-01-31")) as page:
        asked = page.done("issue", draft="2025/cakes.yaml")
        (_, odd) = asked["lines"]
        assert odd.startswith("⚠ IN06: Invoice 2025-0001 is dated 2025-03-05.")
        assert asked["answers"] == [["yes", "Issue it all the same"]]


def test_who_is_late_is_reminded_once(tmp_path: Path) -> None:
    with invoices(tmp_path) as page:
        page.done("issue", draft="2025/cakes.yaml", sure="yes")
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


def test_under_the_small_scheme_an_invoice_has_no_vat(tmp_path: Path) -> None:
    with invoices(tmp_path) as page:
        (chosen,) = page.drawn(do="invoice").select("[name='rate[]']")
        rates = [str(one["value"]) for one in chosen.select("option")]
        assert rates == ["21%", "9%", "0%"]
    register = tmp_path / "members.yaml"
    text = register.read_text("utf-8")
    register.write_text(f"vat: {{scheme: kor}}\n{text}", "utf-8")
    with working_on(tmp_path / "ledger" / "main.beancount") as page:
        (chosen,) = page.drawn(do="invoice").select("[name='rate[]']")
        (only,) = chosen.select("option")
        assert words(only) == "no VAT (small businesses scheme)"
        fields = DRAFT | {"rate": [str(only["value"])] * 2}
        page.done("draft", **fields, sure="yes")
        drawn = page.drawn(do="invoice").select("form[data-pp-do=issue] [name=draft]")
        (file,) = [name for one in drawn if "taart" in (name := str(one["value"]))]
        told = page.done("issue", draft=file, sure="yes")
        assert told["said"] == "Invoice 2025-0001 is issued."
        assert told["errors"] == []


CUSTOMER = {
    "sort": "firm",
    "name": "Bakkerij <b>Aan</b> de Kade",
    "street": "Kade 1",
    "postcode": "1234ab",
    "city": "Dorp",
    "country": "nl",
    "kvk": "123 456 78",
    "email": "a@b.nl",
}


def test_a_new_customer_is_written_and_chosen(tmp_path: Path) -> None:
    with invoices(tmp_path) as page:
        told = page.done("customer", **CUSTOMER)
        assert told["said"] == "bakkerij-b-aan-b-de is a customer."
        assert page.diff() == (
            "+bakkerij-b-aan-b-de:\n"
            '+  name: "Bakkerij <b>Aan</b> de Kade"\n'
            "+  address: {street: Kade 1, postcode: 1234 AB, city: Dorp}\n"
            '+  kvk: "12345678"\n'
            '+  email: "a@b.nl"\n'
        )
        assert told["go"] == {"customer": "bakkerij-b-aan-b-de"}
        shown = page.drawn(do="invoice", **told["go"])
        (chosen,) = shown.select("[name=customer] option[selected]")
        assert words(chosen) == "Bakkerij <b>Aan</b> de Kade (bakkerij-b-aan-b-de)"
        assert page.refused("customer", **CUSTOMER).endswith(
            "is a customer already: bakkerij-b-aan-b-de."
        )
        page.done("undo")
        assert page.diff() == ""
        # A person goes where git does not look, under a code that tells nothing.
        person = CUSTOMER | {"sort": "person", "name": "Pietersen", "kvk": "x"}
        assert page.done("customer", **person)["said"] == "k01 is a customer."
        assert page.files()["ledger/customers.private.yaml"].endswith(
            b"k01:\n"
            b"  name: Pietersen\n"
            b"  address: {street: Kade 1, postcode: 1234 AB, city: Dorp}\n"
            b'  email: "a@b.nl"\n'
        )


NO_CUSTOMERS: list[tuple[dict[str, str], str]] = [
    ({"sort": ""}, "Choose whether it is a business or a person."),
    ({"name": " "}, "Name of the customer is missing."),
    ({"street": ""}, "Street and number is missing."),
    ({"postcode": "0234 AB"}, "Postcode: 0234 AB is not a postcode. Write four"),
    ({"country": "Nederland"}, "Country, two letters: NEDERLAND is not a country"),
    (
        {"kvk": "1234567"},
        "Number at the Chamber of Commerce (8 digits): 1234567 is",
    ),
    ({"vat_id": "NL123456789B90"}, "VAT number: NL123456789B90 is not a VAT numb"),
    ({"email": "a.b.nl"}, "E-mail for invoices: a.b.nl is not an e-mail address."),
    # Who stands in the private register may not stand in the other (PV01).
    (
        {"email": "jansen@example.org"},
        "There is a name, an e-mail address or an IBAN from the private register",
    ),
    ({"name": "BSN 111222333"}, "There is a BSN in this. Delete it."),
]


def test_a_customer_whom_no_reader_would_take_is_refused(tmp_path: Path) -> None:
    with invoices(tmp_path) as page:
        assert NO_CUSTOMERS
        for fields, why in NO_CUSTOMERS:
            told = page.refused("customer", **(CUSTOMER | fields))
            assert told.startswith(why), fields


CREDITED = "[data-pp-do=credit] [name='quantity[]']"
TWO = """\
member: L02
customer: linde
delivered: 2025-03-01
lines:
  - {description: Taart, quantity: 3, unit: stuks, price: 12.35, vat: low}
  - {description: Les, price: 99.99, vat: high}
"""


def test_a_part_of_an_invoice_is_credited(tmp_path: Path) -> None:
    with invoices(tmp_path, draft=TWO) as page:
        page.done("issue", draft="2025/cakes.yaml", sure="yes")
        number = "2025-0001"
        form = page.drawn(do="invoice").select_one("form[data-pp-do=credit]")
        assert form is not None
        assert [one["value"] for one in page.drawn(do="invoice").select(CREDITED)] == [
            "3",
            "1",
        ]
        assert "up to 99.99 without VAT" in words(form)

        def credit(quantity: list[str], amount: list[str]) -> dict[str, object]:
            return {"number": number, "quantity": quantity, "amount": amount}

        for fields, why in (
            (credit(["", "0"], ["", ""]), "Fill in how much of which line"),
            (credit(["4", ""], ["", ""]), "4 of line 1 cannot be credited: only 3"),
            (credit(["", ""], ["", "100"]), "100.00 of line 2 cannot be credited: onl"),
            (credit(["1,2345", ""], ["", ""]), "This is not how much of something"),
            (credit(["-1", ""], ["", ""]), "This is not how much of something: -1"),
            (credit(["", ""], ["veel", ""]), "This is not an amount: veel"),
        ):
            assert page.refused("credit", **fields, sure="yes").startswith(why)
        # One of three, and ten euro of the other: 12.35 + 9% and 10.00 + 21%.
        part = credit(["1", "1"], ["", "10"])
        asked = page.done("credit", **part)
        assert asked["asks"].startswith("This credits 25.56 of invoice 2025-0001.")
        page.done("credit", **part, sure="yes", note="was broken")
        files = page.files()
        (note,) = [one for one in files if "/2025-0002-" in one and "yaml" in one]
        assert b"note: was broken\n" in files[note]
        shown = page.drawn(do="invoice", invoice=number)
        # 161.37 - 25.56; what is left can be credited, to the cent.
        assert words(shown.select("h2")[0]) == (
            "✓ Nothing is overdue; 135.81 is still to come"
        )
        left = [str(one["value"]) for one in shown.select(CREDITED)]
        assert left == ["2", "0.9"]
        asked = page.done("credit", **credit(left, ["", ""]))
        assert asked["asks"].startswith("This credits 135.81 of invoice 2025-0001.")
        page.done("credit", **credit(left, ["", ""]), sure="yes")
        shown = page.drawn(do="invoice", invoice=number)
        assert words(shown.select("h2")[0]) == "✓ No invoice is open"
        assert "All of it was credited." in words(shown)
        # Of those that are paid or credited there is a list too.
        rows = page.drawn(do="invoice", which="all").select("#pp-open ~ .pp-rows li")
        assert [words(one).split()[0] for one in rows] == [number]


def test_an_invoice_is_sent_only_after_a_yes(
    tmp_path: Path, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    with invoices(tmp_path, draft=TWO) as page:
        page.done("issue", draft="2025/cakes.yaml", sure="yes")
        number = "2025-0001"
        with monkeypatch.context() as patch:
            patch.delenv("PARAPLU_MAIL_FROM")
            assert page.refused("send", number=number) == (
                "Nothing was sent: e-mail is not set up on this computer. Who sends "
                "the messages is not known. Write from: and an e-mail address into "
                "mail.private.yaml, or set PARAPLU_MAIL_FROM. The documentation shows "
                "the whole file, under Invoices, Sending."
            )
        asked = page.done("send", number=number)
        assert asked["asks"] == (
            "Send 2025-0001 to Zorgcentrum De Linde, linde@example.org?"
        )
        assert [one[-5:] for one in asked["lines"]] == [".pdf.", ".xml."]
        assert mailbox.got == []
        told = page.done("send", number=number, sure="yes")
        assert told["said"] == "2025-0001 was sent to linde."
        assert [one["text"] for one in told["places"]] == ["ledger/invoices/sent.jsonl"]
        assert [to for to, _ in mailbox.got] == [["linde@example.org"]]
        assert "E-mail: 5 March 2025" in words(page.drawn(do="invoice"))
        # Not twice, unless somebody says so.
        asked = page.done("send", number=number, sure="yes")
        assert asked["asks"] == "It was sent on 2025-03-05."
        assert asked["answers"] == [["again", "Send it again"]]
        assert len(mailbox.got) == 1
        assert page.refused("send", number=number, reminder=True) == (
            "There is no letter about invoice 2025-0001."
        )
        mailbox.refuses.add("linde@example.org")
        told = page.done("send", number=number, sure="again")
        assert told["said"] == "2025-0001 was not sent."
        assert told["errors"] == ["The server did not take it: 550 no such"]


@pytest.mark.parametrize("number", ["2025-9999", "../cakes", "\0"])
def test_nothing_but_an_invoice_is_shown(tmp_path: Path, number: str) -> None:
    with invoices(tmp_path) as page:
        address = f"/{page.slug}/extension/ParapluWork/paper"
        answer = page.client.get(address, query_string={"invoice": number})
        assert answer.status_code in {400, 404}
