"""Finom, KBC and American Express: accounts and a card beside the Dutch banks."""

import datetime as dt
from decimal import Decimal

from tests.nl_banks.conftest import Read, Refuse

from nl_banks.statement import Balance, Original, StatementLine

FINOM = (
    "Completed date,Time completed,Status,Transaction type,Counterparty name,"
    "Counterparty BIC,Counterparty IBAN,Reference,Tags,Transaction payer,Card number,"
    "Original currency,Original amount,Payment currency,Payment amount,"
    "Wallet balance after transaction,Wallet name,Wallet IBAN,Documents,"
    "Transaction ID\n"
)
CARD = (
    "03.06.2026,09:53,Completed,Card,Shop,,,,,Els,1234,USD,-10.00,EUR,-9.00,91.00,"
    "Main,NL91 ABNA 0417 1643 00,,t2\n"
)
TOPUP = (
    "02.06.2026,08:00,Completed,Transfer,Bram,,NL65INGB0006040930,F-1,,,,EUR,100.00,"
    "EUR,100.00,100.00,Main,NL91 ABNA 0417 1643 00,,t1\n"
)
UNDONE = CARD.replace("Completed", "Declined").replace("t2", "t3")


def test_finom_has_a_balance_after_each_line(read: Read, refused: Refuse) -> None:
    (statement,) = read(FINOM + UNDONE + CARD + TOPUP)
    assert (statement.bank, statement.account) == ("Finom", "NL91ABNA0417164300")
    assert statement.closing == Balance(dt.date(2026, 6, 3), Decimal("91.00"))
    assert statement.bookings[1] == StatementLine(
        line=3,
        date=dt.date(2026, 6, 3),
        amount=Decimal("-9.00"),
        currency="EUR",
        payee="Shop",
        narration="Card",
        reference="t2",
        original=Original(Decimal("-10.00"), "USD"),
        after=Decimal("91.00"),
    )
    assert refused(FINOM + CARD.replace("91.00", "90.00") + TOPUP).line
    # Two days that the layout does not write.
    assert refused(FINOM + TOPUP.replace("02.06.2026", "2026-06-02")).line == 2


KBC = (
    "Rekeningnummer;Rubrieknaam;Naam;Munt;Afschriftnummer;Datum;Omschrijving;Valuta;"
    "Bedrag;Saldo;credit;debet;rekeningnummer tegenpartij;BIC tegenpartij;"
    "Naam tegenpartij;Adres tegenpartij;gestructureerde mededeling;Vrije mededeling\n"
)
OUT = (
    "BE68539007547034;      ;COOP;EUR;  02026001;04/03/2026;OVERSCHRIJVING NAAR   ;"
    "05/03/2026;-775,08;224,92;        ;-775,08;NL91 ABNA 0417 1643 00;ABNANL2A;"
    "Bram;   ;***190/5063/21290***;   \n"
)
IN = (
    "BE68539007547034;      ;COOP;EUR;  02026001;03/03/2026;OVERSCHRIJVING VAN;"
    "03/03/2026;1.000,00;1.000,00;1.000,00;;BE34 7440 1076 7090;KREDBEBB;Els;;;stoel\n"
)


def test_kbc_is_read_with_what_was_agreed(read: Read, refused: Refuse) -> None:
    (statement,) = read(KBC + OUT + IN)
    assert (statement.layout, statement.account) == ("kbc", "BE68539007547034")
    assert statement.bookings[0].narration == "OVERSCHRIJVING VAN stoel"
    assert statement.bookings[1] == StatementLine(
        line=2,
        date=dt.date(2026, 3, 4),
        amount=Decimal("-775.08"),
        currency="EUR",
        payee="Bram",
        narration="OVERSCHRIJVING NAAR",
        counterparty="NL91ABNA0417164300",
        value_date=dt.date(2026, 3, 5),
        payment_reference="190506321290",
        after=Decimal("224.92"),
    )
    assert refused(KBC + OUT.replace("224,92", "224,93") + IN).line


def test_kbc_has_had_other_headers_and_ends_of_lines(read: Read) -> None:
    english = (
        "Account number;Heading;Name;Currency;Statement number;Date;Description;"
        "Value date;Amount;Balance;credit;debit;counterparty's account number;"
        "Counterparty BIC;Counterparty name;Counterparty address;"
        "standard-format reference;Free-format reference\n"
    )
    (told,) = read(KBC + OUT + IN)
    for text in (english + OUT + IN, (KBC + OUT + IN).replace("\n", "\r")):
        assert read(text) == [told]


KBC_CARD = (
    "kredietkaart;kaarthouder;uitgavenstaat;datum verrichting;Datum verrekening;bedrag;"
    "credit;debet;munt;koers;bedrag in EUR;Kosten op verrichting;Handelaar;locatie;"
    "land;toelichting\n"
)
SHOP = (
    "123456XXXXXX4321;ELS;         ;02/03/2026;04/03/2026;5,490000000;5,490000000;  ;"
    "USD;1,100000000;-4,99;0,00;PAYPAL *BOEK;123;United Kingdom;United Kingdom - 123;\n"
)
BACK = (
    "123456XXXXXX4321;ELS;         ;05/03/2026;05/03/2026;4,990000000;;4,990000000;EUR;"
    "1,000000000;4,99;0,00;PAYPAL *BOEK;123;United Kingdom;Terug\n"
)


def test_a_card_of_kbc_says_in_euros_what_moved(read: Read, refused: Refuse) -> None:
    (statement,) = read(KBC_CARD + BACK + SHOP)
    assert (statement.layout, statement.account, statement.closing) == (
        "kbc-card",
        "123456XXXXXX4321",
        None,
    )
    bought, back = statement.bookings
    assert bought == StatementLine(
        line=3,
        date=dt.date(2026, 3, 4),
        amount=Decimal("-4.99"),
        currency="EUR",
        payee="PAYPAL *BOEK",
        narration="United Kingdom - 123",
        value_date=dt.date(2026, 3, 2),
        original=Original(Decimal("-5.49"), "USD"),
    )
    assert (back.amount, back.value_date, back.original) == (
        Decimal("4.99"),
        None,
        None,
    )
    english = (
        "credit card;card holder;Billing statement;date transaction;Settlement date;"
        "amount;credit;debit;currency;price;amount in EUR;Transaction cost;Merchant;"
        "location;country;explanation\n"
    )
    assert read(english + BACK + SHOP) == [statement]
    # Nobody has seen whether these are in the amount.
    refusal = refused(KBC_CARD + SHOP.replace(";0,00;", ";0,10;"))
    assert (refusal.line, refusal.values["costs"]) == (2, "0,10")


AMEX = (
    "Datum,Omschrijving,Kaartlid,Rekening #,Bedrag,Aanvullende informatie,"
    "Vermeld op uw rekeningoverzicht als,Adres,Plaats,Postcode,Land,Referentie\n"
)
PAID = "03/14/2026,HARTELIJK BEDANKT,E,-71001,\"-23,00\",,,,,,,'101'\n"
BOUGHT = "03/02/2026,SHOP AMSTERDAM,E,-71001,\"23,00\",,Shop,,,,NL,'100'\n"


def test_what_was_bought_with_american_express_left(
    read: Read, refused: Refuse
) -> None:
    (statement,) = read(AMEX + PAID + BOUGHT)
    assert (statement.account, statement.closing) == ("-71001", None)
    assert statement.bookings == (
        StatementLine(
            line=3,
            date=dt.date(2026, 3, 2),
            amount=Decimal("-23.00"),
            currency="EUR",
            payee="Shop",
            narration="SHOP AMSTERDAM",
            reference="100",
        ),
        StatementLine(
            line=2,
            date=dt.date(2026, 3, 14),
            amount=Decimal("23.00"),
            currency="EUR",
            payee="HARTELIJK BEDANKT",
            narration="HARTELIJK BEDANKT",
            reference="101",
        ),
    )
    refusal = refused(AMEX + PAID.replace("03/14", "14/03"))
    assert (refusal.line, refusal.values["text"]) == (2, "14/03/2026")
