"""Invoices and reminders go by e-mail once, and the record says when."""

from __future__ import annotations

import io
import json
from email import message_from_bytes, policy
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from tests.bookkeeping.invoices.conftest import Run
from tests.bookkeeping.invoices.test_list import PAID, add
from tests.bookkeeping.sending.conftest import Mailbox

ON = ("--date", "2025-03-12")


def record(ledger: Path) -> list[str]:
    path = ledger / "invoices/sent.jsonl"
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    said = [json.loads(line) for line in lines]
    return [f"{one['step']} {one['document']}" for one in said]


def test_all_are_sent_once(ledger: Path, mailbox: Mailbox, run: Run) -> None:
    ran = run("send", "--all", *ON)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == ("2025-0001 was sent to linde.\n2025-0002 was sent to k07.\n")
    assert [to for to, _ in mailbox.got] == [
        ["linde@example.org"],
        ["jansen@example.org"],
    ]
    assert record(ledger) == [
        "begun 2025-0001",
        "sent 2025-0001",
        "begun 2025-0002",
        "sent 2025-0002",
    ]
    # Nothing on record tells who somebody is, for git keeps it.
    text = (ledger / "invoices/sent.jsonl").read_text("utf-8").casefold()
    assert not [word for word in ("jansen", "linde", "@") if word in text]
    assert run("send", "--all", *ON).out == "Nothing was sent.\n"
    ran = run("send", "2025-0001", *ON)
    assert ran.status == 1
    assert ran.err.startswith("2025-0001  It was sent on 20")
    assert len(mailbox.got) == 2
    assert run("send", "2025-0001", "--again", *ON).status == 0
    assert len(mailbox.got) == 3


def test_what_a_message_says(ledger: Path, mailbox: Mailbox, run: Run) -> None:
    link = "https://pay.example.org/x?a=1&b=2"
    assert run("send", "2025-0001", "--payment-link", link, *ON).status == 0
    [(_, message)] = mailbox.got
    assert message["Subject"] == "Invoice 2025-0001, Taartenatelier Zoet"
    assert message["From"] == "Taartenatelier Zoet <coop@example.org>"
    assert message["To"] == "Zorgcentrum De Linde <linde@example.org>"
    plain = message.get_body(("plain",))
    rich = message.get_body(("html",))
    assert plain
    assert rich
    assert plain.get_content().replace("\r\n", "\n") == (
        "Dear Zorgcentrum De Linde,\n\nAttached is invoice 2025-0001.\n\n"
        "Please pay 85.02 euros to NL91ABNA0417164300, in the name of Coöperatie De "
        "Proeftuin U.A., with the reference RF8020250001.\n\n"
        "It is due by 24 March 2025.\n\n"
        f"Or pay online: {link}\n\nWith kind regards,\n\nTaartenatelier Zoet\n"
    )
    assert 'href="https://pay.example.org/x?a=1&amp;b=2"' in rich.get_content()
    [picture] = [p for p in message.walk() if p.get_content_type() == "image/png"]
    data = picture.get_payload(decode=True)
    assert isinstance(data, bytes)
    [code] = zxingcpp.read_barcodes(Image.open(io.BytesIO(data)))
    assert code.text.splitlines()[5:8] == [
        "Coöperatie De Proeftuin U.A.",
        "NL91ABNA0417164300",
        "EUR85.02",
    ]
    attached = {p.get_filename(): p.get_content() for p in message.iter_attachments()}
    folder = ledger / "invoices/2025"
    assert attached == {
        name: (folder / name).read_bytes()
        for name in ("2025-0001-linde.pdf", "2025-0001-linde.xml")
    }


def test_a_paid_invoice_asks_for_nothing(
    ledger: Path, mailbox: Mailbox, run: Run
) -> None:
    add(ledger, PAID)
    assert run("send", "2025-0001", "--date", "2025-12-31").status == 0
    [(_, message)] = mailbox.got
    plain = message.get_body(("plain",))
    assert plain
    assert "Please pay" not in plain.get_content()
    assert "image/png" not in {part.get_content_type() for part in message.walk()}


def test_one_bad_customer_stops_no_other(
    ledger: Path, mailbox: Mailbox, run: Run
) -> None:
    mailbox.refuses.add("linde@example.org")
    ran = run("send", "--all", *ON)
    assert ran.status == 1
    assert ran.out == "2025-0002 was sent to k07.\n"
    assert ran.err == "2025-0001  The server did not take it: 550 no such\n"
    assert record(ledger)[:2] == ["begun 2025-0001", "failed 2025-0001"]
    # What was surely not sent may go the next time.
    mailbox.refuses.clear()
    assert run("send", "--all", *ON).out == "2025-0001 was sent to linde.\n"


def test_a_customer_without_an_address(
    ledger: Path, mailbox: Mailbox, run: Run
) -> None:
    path = ledger / "customers.yaml"
    path.write_text(path.read_text("utf-8").replace("  email: linde@example.org\n", ""))
    ran = run("send", "--all", *ON)
    assert (ran.status, ran.out) == (1, "2025-0002 was sent to k07.\n")
    assert "There is no e-mail address for “linde”." in ran.err
    path.write_text(path.read_text("utf-8").replace("KvK", "") + "  email: a@b,c@d\n")
    assert run("send", "2025-0001", *ON).status != 0
    assert len(mailbox.got) == 1


def test_where_the_connection_breaks_it_may_have_gone(
    ledger: Path, mailbox: Mailbox, run: Run
) -> None:
    mailbox.breaks = True
    ran = run("send", "--all", *ON)
    assert ran.status == 1
    assert "2025-0001  The connection broke while it was sent." in ran.err
    assert "2025-0002  The connection broke before it." in ran.err
    assert record(ledger) == ["begun 2025-0001"]
    mailbox.breaks = False
    assert run("send", "--all", *ON).out == "2025-0002 was sent to k07.\n"
    ran = run("send", "2025-0001", *ON)
    assert ran.status == 1
    assert "the computer stopped while it was sent" in ran.err


def test_reminders_go_once_and_not_when_it_was_paid(
    ledger: Path, mailbox: Mailbox, run: Run
) -> None:
    run("remind", "--date", "2025-04-01")
    add(ledger, PAID)
    ran = run("send", "--reminders", "--date", "2025-04-02")
    assert ran.out == "2025-0002-reminder-1-2025-04-01 was sent to k07.\n"
    assert ran.err == "2025-0001-reminder-1-2025-04-01  It has been paid.\n"
    [(_, message)] = mailbox.got
    assert message["Subject"] == "Reminder of invoice 2025-0002, Tweede Leven Meubels"
    [letter] = message.iter_attachments()
    assert letter.get_filename() == "2025-0002-k07-reminder-1-2025-04-01.pdf"
    again = run("send", "--reminders", "--date", "2025-04-02")
    assert again.out == "Nothing was sent.\n"


def test_eml_files_lie_where_git_does_not_look(ledger: Path, run: Run) -> None:
    (ledger.parent / "mail.private.yaml").write_text("from: coop@example.org\n")
    ran = run("send", "--all", "--eml", *ON)
    assert ran.out == (
        "ledger/invoices/2025/private/2025-0001.eml\n"
        "ledger/invoices/2025/private/2025-0002.eml\n"
    )
    data = (ledger / "invoices/2025/private/2025-0001.eml").read_bytes()
    message = message_from_bytes(data, policy=policy.default)
    assert message["To"] == "Zorgcentrum De Linde <linde@example.org>"
    assert record(ledger) == ["filed 2025-0001", "filed 2025-0002"]
    assert "It was put in an .eml file" in run("send", "2025-0001", "--eml", *ON).err


def test_a_dry_run_sends_and_writes_nothing(
    ledger: Path, mailbox: Mailbox, run: Run
) -> None:
    ran = run("send", "--all", "--dry-run", *ON)
    assert ran.out == (
        "2025-0001 would be sent to linde.\n2025-0002 would be sent to k07.\n"
    )
    assert (mailbox.got, record(ledger)) == ([], [])


def test_old_invoices_do_not_go_with_all(
    ledger: Path, mailbox: Mailbox, run: Run
) -> None:
    assert ledger.is_dir()
    assert run("send", "--all", "--date", "2025-04-10").out == "Nothing was sent.\n"
    assert mailbox.got == []


@pytest.mark.parametrize(
    ("args", "why"),
    [
        ((), "Give numbers, or --all."),
        (("--all", "2025-0001"), "Give numbers, or --all."),
        (("--all", "--again"), "--again needs the numbers."),
        (("2025-0001", "--payment-link", "http://x"), "an address with https://"),
    ],
)
def test_what_cannot_be_asked(
    ledger: Path, run: Run, args: tuple[str, ...], why: str
) -> None:
    assert ledger.is_dir()
    ran = run("send", *args)
    assert ran.status == 2
    assert why in ran.err


def test_a_record_that_cannot_be_read_stops_it(
    ledger: Path, mailbox: Mailbox, run: Run
) -> None:
    (ledger / "invoices/sent.jsonl").write_text('{"step": "sent"}\n')
    ran = run("send", "--all", *ON)
    assert ran.status == 2
    assert "Line 1 of invoices/sent.jsonl cannot be read." in ran.err
    assert mailbox.got == []
