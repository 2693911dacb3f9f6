"""Mollie's balance as MT940, from a shared account."""

import datetime as dt
from decimal import Decimal

from tests.nl_banks.conftest import Read

from nl_banks.statement import Balance, LineKind

STATEMENT = """\
:20:940A261005
:25:NL30ABNA0524590958
:28C:1/1
:60F:C261001EUR0,00
:61:2610021002C29,93NMSC
:86:/TRTP/SEPA OVERBOEKING/IBAN/NL12INGB0000000012/BIC/INGBNL2A/NAME/
Klant/REMI/Bestelling 17/EREF/tr_AbCdEfGh12
:61:2610031003D5,00NMSC
:86:/TRTP/SEPA OVERBOEKING/IBAN/NL12INGB0000000012/BIC/INGBNL2A/NAME/
Klant/REMI/Retour 17/EREF/re_AbCdEfGh12
:61:2610051005D24,50NMSC
:86:/TRTP/SEPA OVERBOEKING/IBAN/NL21INGB0123456780/BIC/INGBNL2A/NAME/
De Proeftuin/REMI/REF 1234567.2610.01 UITBETALINGEN/EREF/1234567.2610.01
:61:2610051005D0,43NMSC
:86:/TRTP/SEPA OVERBOEKING/IBAN/NL21INGB0123456780/BIC/INGBNL2A/NAME/
Mollie B.V./REMI/Factuurnummer 2026.00017/EREF/NOTPROVIDED
:62F:C261005EUR0,00
"""


def test_sales_refunds_payout_and_fee_are_told_apart(read: Read) -> None:
    (statement,) = read(STATEMENT)
    assert (statement.bank, statement.account) == ("Mollie", "NL30ABNA0524590958")
    assert [
        (one.kind, one.amount, one.reference, one.payment_reference)
        for one in statement.bookings
    ] == [
        (LineKind.SALE, Decimal("29.93"), "tr_AbCdEfGh12", "tr_AbCdEfGh12"),
        (LineKind.REFUND, Decimal("-5.00"), "re_AbCdEfGh12", "re_AbCdEfGh12"),
        (LineKind.PAYOUT, Decimal("-24.50"), "", "1234567.2610.01"),
        (LineKind.FEE, Decimal("-0.43"), "", ""),
    ]
    assert statement.bookings[3].counterparty == "NL21INGB0123456780"
    assert statement.closing == Balance(dt.date(2026, 10, 5), Decimal("0.00"))


def test_it_is_known_by_its_lines_where_the_account_is_another(read: Read) -> None:
    other = STATEMENT.replace("NL30ABNA0524590958", "NL02ABNA0123456789")
    (statement,) = read(other)
    assert statement.bank == "Mollie"


def test_a_bank_that_a_payout_came_to_is_a_bank_still(read: Read) -> None:
    bank = STATEMENT.replace("NL30ABNA0524590958", "NL02ABNA0123456789")
    bank = bank.replace("EREF/tr_", "EREF/x").replace("EREF/re_", "EREF/y")
    (statement,) = read(bank)
    assert statement.bank == "ABN AMRO"
    assert {one.kind for one in statement.bookings} == {LineKind.BOOKING}
