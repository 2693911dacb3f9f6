"""ABN AMRO: the TAB file, and the same table as a workbook."""

import datetime as dt
from decimal import Decimal

import pytest
from tests.nl_banks import books
from tests.nl_banks.conftest import Read, Refuse

from nl_banks.statement import Balance, StatementLine

TRANSFER = (
    "/TRTP/SEPA OVERBOEKING/IBAN/NL20INGB0001234567/BIC/INGBNL2A/NAME/Buurthuis De "
    "Kade/REMI/Zaalhuur /IBAN/ maart/EREF/E2E-1"
)
DEBIT = (
    "SEPA Incasso algemeen doorlopend Incassant: NL98ZZZ999999990000  Naam: Stroom & "
    'Co                Machtiging: M-7                  Omschrijving: Termijn "maart"'
    "        IBAN: NL91RABO0315273637         "
)
CARD = (
    "BEA, Betaalpas                   Bakkerij Het Meel,PAS123         "
    "NR:CT123456, 02.03.26/12:34      AMSTERDAM                        "
)
ROWS = (
    ("20260302", "1000,00", "2234,56", "20260301", "1234,56", TRANSFER),
    ("20260302", "2234,56", "2189,56", "20260302", "-45,00", DEBIT),
    ("20260303", "2189,56", "2187,06", "20260303", "-2,50", CARD),
)
TAB = "".join("\t".join(("123456789", "EUR", *row)) + "\r\n" for row in ROWS)


def test_three_kinds_of_descriptions(read: Read) -> None:
    (statement,) = read(TAB, "TXT260303.TAB")
    assert statement.layout == "abn-tab"
    assert statement.account == "123456789"
    assert statement.closing == Balance(dt.date(2026, 3, 3), Decimal("2187.06"))
    assert statement.remark == ""
    assert statement.bookings == (
        StatementLine(
            line=1,
            date=dt.date(2026, 3, 2),
            amount=Decimal("1234.56"),
            currency="EUR",
            payee="Buurthuis De Kade",
            narration="Zaalhuur /IBAN/ maart",
            counterparty="NL20INGB0001234567",
            value_date=dt.date(2026, 3, 1),
            payment_reference="E2E-1",
            before=Decimal("1000.00"),
            after=Decimal("2234.56"),
        ),
        StatementLine(
            line=2,
            date=dt.date(2026, 3, 2),
            amount=Decimal("-45.00"),
            currency="EUR",
            payee="Stroom & Co",
            narration="Termijn 'maart'; Incassant: NL98ZZZ999999990000",
            counterparty="NL91RABO0315273637",
            mandate="M-7",
            before=Decimal("2234.56"),
            after=Decimal("2189.56"),
        ),
        StatementLine(
            line=3,
            date=dt.date(2026, 3, 3),
            amount=Decimal("-2.50"),
            currency="EUR",
            payee="Bakkerij Het Meel",
            narration=(
                "BEA, Betaalpas Bakkerij Het Meel,PAS123 NR:CT123456, 02.03.26/12:34 "
                "AMSTERDAM"
            ),
            before=Decimal("2189.56"),
            after=Decimal("2187.06"),
        ),
    )


@pytest.mark.parametrize(
    ("text", "payee"),
    [
        ("BEA   NR:Q446X1   10.01.19/19.25 WATERKANT AMSTERDAM,PAS132", "WATERKANT AM"),
        ("BEA, Google Pay                  Bakkerij,PAS123   NR:1", "Bakkerij"),
        (
            "GEA, Betaalpas                   Geldmaat Kade 1,PAS123  NR:1",
            "Geldmaat Ka",
        ),
        ("BEA, Betaalpas zonder pas", ""),
        ("ABN AMRO BANK N.V.               Betaalpakket   2,70", ""),
    ],
)
def test_a_shop_is_found_in_a_card_payment(read: Read, text: str, payee: str) -> None:
    (statement,) = read(TAB.replace(CARD, text))
    found = statement.bookings[2].payee
    assert found.startswith(payee) if payee else found == ""
    assert " ".join(text.split()) == statement.bookings[2].narration


def test_a_quote_in_a_description_is_a_sign_like_another(read: Read) -> None:
    (statement,) = read(TAB.replace(CARD, '"Taart'))
    assert statement.bookings[2].narration == "'Taart"


def test_several_accounts_share_a_file(read: Read) -> None:
    first, second = read(TAB + TAB.replace("123456789", "987654321"))
    assert [one.account for one in (first, second)] == ["123456789", "987654321"]
    assert second.closing == first.closing


def test_the_newest_first_is_turned_around(read: Read) -> None:
    upside_down = "".join(reversed(TAB.splitlines(keepends=True)))
    (statement,) = read(upside_down)
    assert [one.line for one in statement.bookings] == [3, 2, 1]


def test_an_amount_that_is_not_what_was_booked_is_told(read: Read) -> None:
    (statement,) = read(TAB.replace("-45,00", "-44,00"))
    assert len(statement.bookings) == 3
    assert statement.closing == Balance(dt.date(2026, 3, 3), Decimal("2187.06"))
    assert statement.remark == (
        "Line 2: the balance goes from 2234.56 to 2189.56, which is not the amount of "
        "-44.00."
    )


@pytest.mark.parametrize(
    ("good", "bad", "why"),
    [
        ("\t2234,56\t2189,56", "\t2234,57\t2189,56", "do not add up"),
        ("-45,00", "-45.00", "not an amount as this layout writes it"),
        ("\t20260302\t-45", "\t02-03-2026\t-45", "not a day"),
        (
            "123456789\tEUR\t20260302\t2234",
            "rekening\tEUR\t20260302\t2234",
            "not an account",
        ),
        ("\t-45,00", "", "columns in this row is 7, where"),
        ("\t-45,00", "\t-45,00\t", "columns in this row is 9, where"),
        ("\t-45,00", "\t-45,00\0", "NUL"),
    ],
)
def test_a_line_that_is_odd_stops_the_file(
    refused: Refuse, good: str, bad: str, why: str
) -> None:
    refusal = refused(TAB.replace(good, bad))
    assert why in str(refusal)
    assert refusal.line == 2


def test_a_line_that_is_left_out_is_missed(refused: Refuse) -> None:
    first, _, third = TAB.splitlines(keepends=True)
    refusal = refused(first + third)
    assert refusal.line == 2
    assert refusal.values == {"stood": Decimal("2234.56"), "found": Decimal("2189.56")}


DUTCH = (
    "Rekeningnummer",
    "Muntsoort",
    "Transactiedatum",
    "Rentedatum",
    "Beginsaldo",
    "Eindsaldo",
    "Transactiebedrag",
    "Omschrijving",
)
SHEET = (
    DUTCH,
    ("123456789", "EUR", 20260302, 20260301, 1000.0, 2234.56, 1234.56, TRANSFER),
    ("123456789", "EUR", 20260302, 20260302, 2234.56, 2189.56, -45.0, DEBIT),
    ("123456789", "EUR", 20260303, 20260303, 2189.56, 2187.06, -2.5, CARD),
)


def test_the_workbook_says_the_same(read: Read) -> None:
    (tab,) = read(TAB)
    for content in (books.xls(SHEET), books.xlsx(SHEET)):
        (statement,) = read(content, "XLS260303.xls")
        assert statement.layout == "abn-xls"
        assert statement.account == tab.account
        assert statement.closing == tab.closing
        # The header is line 1.
        assert statement.bookings == tuple(
            one._replace(line=one.line + 1) for one in tab.bookings
        )
