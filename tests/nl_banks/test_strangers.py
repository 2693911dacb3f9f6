"""Files that are no statements, though a bank made them: who has one is told what."""

import pytest
from tests.nl_banks.conftest import Read, Refuse

REVOLUT = (
    "Transaction started (UTC),Transaction completed (UTC),Transaction ID,Payer,"
    "Expense ID\n2026-03-02,2026-03-02,1,Els,2\n"
)
BALANCES = (
    '"Date";"Account";"Currency";"Book balance";"Value balance"\n'
    '"2026-03-02";"NL65INGB0006040930";"EUR";"12,50";"12,50"\n'
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "This is a PDF"),
        (b"OFXHEADER:100\nDATA:OFXSGML\n", "This is OFX"),
        (b"!Type:Bank\nD02/03/26\nT-12.50\n^\n", "This is QIF"),
        (b"<!DOCTYPE html><html>Log in", "This is a web page"),
        (b'{"statements": []}', "This is JSON"),
        (b'<?xml version="1.0"?><Invoice/>', "This is XML, but not a statement"),
        (REVOLUT, "This is Revolut's expense report"),
        (BALANCES, "This is a list of balances"),
        (f"\ufeff{BALANCES}", "This is a list of balances"),
    ],
)
def test_it_is_told_what_a_file_is(
    refused: Refuse, text: str | bytes, said: str
) -> None:
    refusal = refused(text)
    assert refusal.template.startswith(said)
    assert "ownload" in refusal.template
    assert refusal.path


def test_what_somebody_was_told_names_no_file_of_another(refused: Refuse) -> None:
    assert refused(BALANCES, "one.csv").path != refused(BALANCES, "two.csv").path


def test_a_payer_cannot_make_a_statement_a_stranger(read: Read) -> None:
    (statement,) = read(
        "Date;Interest Date;Amount;Account;Counterparty;Name;Description\n"
        "2026-03-02;2026-03-02;-1,00;NL91BUNQ0417164300;;Els;%PDF Boeksaldo\n"
    )
    assert statement.bookings[0].narration == "%PDF Boeksaldo"


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "PNG"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
        (b"\x1f\x8b\x08\x00", "GZIP"),
        (b"\x00\x01\x02\x03" * 20, "BINARY"),
    ],
    ids=["image", "photo", "packed", "anything"],
)
def test_what_is_no_text_is_named_and_not_shown(
    refused: Refuse, start: bytes, kind: str
) -> None:
    refusal = refused(start + b"\x00" * 40)
    assert f"This is {kind}, and not a statement" in str(refusal)
    assert str(refusal).isprintable()
