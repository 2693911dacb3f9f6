"""Where webshops sell: bol.com, Shopify Payments, Etsy; and Adyen behind others."""

import datetime as dt
import io
from collections.abc import Iterable
from decimal import Decimal

import openpyxl
import pytest
from tests.nl_banks.conftest import Read, Refuse

from nl_banks.statement import LineKind, Original, Statement, StatementLine

SOLD = "Verkoopprijs artikel(en), ontvangen van kopers en door bol.com door te storten"
BOL = (
    *("Type", "EAN", "Artikelomschrijving", "Datum", "Bestelnummer", "Aantal"),
    *("Bedrag", "Bedrag\n(incl. BTW)", "Land van verzending"),
)
SALE = dt.datetime(2026, 3, 4)  # noqa: DTZ001 - a workbook has no zones
ROWS: list[tuple[object, ...]] = [
    (SOLD, "8712345678901", "Vaas", SALE, "A1", 1, -16.53, -20.0, "NL"),
    ("Commissie", "8712345678901", "Vaas", SALE, "A1", 1, 2.07, 2.5, "NL"),
    (
        "Correctie verkoopprijs artikel(en)",
        "8712",
        "Kop",
        SALE,
        "A2",
        1,
        8.26,
        10,
        "BE",
    ),
    ("Correctie commissie", "8712", "Kop", SALE, "A2", 1, -1.0, -1.21, "BE"),
    ("Compensatie", "8712", "Kop", SALE, "A3", 1, -5, -5, "NL"),
]
TOP: list[tuple[object, ...]] = [
    ("Periode:", "01-03-2026 t/m 31-03-2026"),
    ("Verkopernummer:", "1234567"),
    (),
]


def kept(statement: Statement) -> Decimal:
    return sum((one.amount + one.fee for one in statement.bookings), Decimal())


def workbook(*sheets: Iterable[Iterable[object]]) -> bytes:
    book = openpyxl.Workbook()
    for number, rows in enumerate(sheets):
        sheet = book.worksheets[0] if not number else book.create_sheet()
        for row in rows:
            sheet.append([*row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize("first", [[], [[("Factuur", "1")]]], ids=["first", "second"])
def test_bol_pays_out_what_the_invoice_is_below_nought(
    read: Read, first: list[Iterable[Iterable[object]]]
) -> None:
    rows = [*TOP, BOL, *ROWS, ("Totaal", "", "", "", "", "", "", -13.71)]
    (statement,) = read(workbook(*first, rows))
    assert (statement.layout, statement.account) == ("bol-sheet", "bol.com")
    assert statement.bookings[0] == StatementLine(
        line=5,
        date=dt.date(2026, 3, 4),
        amount=Decimal("20.00"),
        currency="EUR",
        narration=f"{SOLD} Vaas 8712345678901 A1",
        payment_reference="A1",
        kind=LineKind.SALE,
    )
    assert [(one.amount, one.kind) for one in statement.bookings[1:]] == [
        (Decimal("-2.50"), LineKind.FEE),
        (Decimal("-10.00"), LineKind.REFUND),
        (Decimal("1.21"), LineKind.FEE),
        (Decimal("5.00"), LineKind.BOOKING),
    ]
    assert kept(statement) == Decimal("13.71")


BOL_CSV = (
    '"Type","EAN","Artikelomschrijving","Datum","Bestelnummer","Bedrag (incl. BTW)"\n'
    f'"{SOLD}","871","Vaas","04-03-2026","A1","-20.00"\n'
    '"Verzendkosten","","","31-03-2026","A1","4.55"\n'
)


def test_bol_as_csv_is_the_same(read: Read, refused: Refuse) -> None:
    (statement,) = read(BOL_CSV)
    assert [(one.date.day, one.amount) for one in statement.bookings] == [
        (4, Decimal("20.00")),
        (31, Decimal("-4.55")),
    ]
    wrong = refused(BOL_CSV + '"Totaal","","","","","-15.54"\n')
    assert (wrong.line, wrong.template[:11]) == (4, "The rows ad")
    assert refused(BOL_CSV.replace('"04-03-2026"', '""')).line == 2


SHOPIFY = (
    "Transaction Date,Type,Order,Card Brand,Card Source,Payout Status,Payout Date,"
    "Payout ID,Available On,Amount,Fee,Net,Checkout,Payment Method Name,"
    "Presentment Amount,Presentment Currency,Currency,VAT\n"
)
PAYOUT = (
    "2026-02-02 00:00:00 +0100,payout,,,,paid,2026-02-02,140,2026-02-02,-28.80,0.00,"
    "-28.80,,,-28.80,EUR,EUR,0.00\n"
)
REFUND = (
    "2026-01-20 09:00:00 +0100,refund,#3703,visa,online,paid,2026-02-02,140,"
    "2026-01-22,-8.00,0.00,-8.00,#5125,card,-8.00,EUR,EUR,0.00\n"
)
CHARGE = (
    "2026-01-19 23:30:45 -0500,charge,#3703,visa,online,paid,2026-02-02,140,"
    "2026-01-22,37.90,1.10,36.80,#5125,card,44.00,USD,EUR,0.00\n"
)


def test_a_payout_of_shopify_is_what_is_left_of_its_payments(read: Read) -> None:
    (statement,) = read(SHOPIFY + PAYOUT + REFUND + CHARGE)
    assert statement.account == "shopify"
    assert kept(statement) == 0
    charge, refund, payout = statement.bookings
    assert charge == StatementLine(
        line=4,
        date=dt.date(2026, 1, 19),
        amount=Decimal("37.90"),
        currency="EUR",
        narration="charge #3703 card",
        reference="charge #5125",
        payment_reference="140",
        original=Original(Decimal("44.00"), "USD"),
        kind=LineKind.SALE,
        fee=Decimal("-1.10"),
    )
    assert (refund.kind, refund.reference) == (LineKind.REFUND, "refund #5125")
    assert (payout.kind, payout.payment_reference) == (LineKind.PAYOUT, "140")


def test_a_payment_that_is_not_yet_paid_out_is_there(read: Read) -> None:
    pending = CHARGE.replace("paid,2026-02-02,140", "pending,,")
    (statement,) = read(SHOPIFY + pending)
    assert statement.bookings[0].payment_reference == ""
    assert kept(statement) == Decimal("36.80")


def test_shopify_adds_up(refused: Refuse) -> None:
    assert refused(SHOPIFY + CHARGE.replace("36.80", "36.90")).line == 2


def test_the_list_of_payouts_of_shopify_is_not_the_transactions(
    refused: Refuse,
) -> None:
    refusal = refused(
        "Payout Date,Status,Charges,Refunds,Adjustments,Reserved Funds,Fees,"
        "Retried Amount,Total,Currency\n2026-02-02,paid,1,0,0,0,0,0,1,EUR\n"
    )
    assert refusal.template.startswith("This is Shopify's list of payouts")


ETSY = "\ufeffDate,Type,Title,Info,Currency,Amount,Fees & Taxes,Net,Tax Details\n"
ETSY_ROWS = (
    '"31 July, 2026",Deposit,€1023.95 sent to your bank account,,EUR,--,--,--,--\n'
    '"30 July, 2026",VAT,VAT: Ads fee,Order #4137418052,EUR,--,-€0.96,-€0.96,--\n'
    '"30 July, 2026",Marketing,Fee for sale,Order #4137418052,EUR,--,-€4.80,-€4.80,--\n'
    '"29 July, 2026",Sale,Payment for Order #4137418052,,EUR,"€1,031.15",-€1.44,'
    '"€1,029.71",--\n'
)


def test_etsy_says_what_it_paid_out_in_words(read: Read) -> None:
    (statement,) = read(ETSY + ETSY_ROWS)
    assert statement.account == "etsy"
    assert kept(statement) == 0
    assert statement.bookings[0] == StatementLine(
        line=5,
        date=dt.date(2026, 7, 29),
        amount=Decimal("1031.15"),
        currency="EUR",
        narration="Sale: Payment for Order #4137418052",
        payment_reference="4137418052",
        kind=LineKind.SALE,
        fee=Decimal("-1.44"),
    )
    assert [(one.kind, one.amount) for one in statement.bookings[1:]] == [
        (LineKind.FEE, Decimal("-4.80")),
        (LineKind.FEE, Decimal("-0.96")),
        (LineKind.PAYOUT, Decimal("-1023.95")),
    ]


def test_etsy_has_american_days_and_credits(read: Read, refused: Refuse) -> None:
    rows = (
        '"September 3, 2026",Marketing,Credit for fee,order: 2842479918,USD,--,$3.84,'
        "$3.84,--\n"
        '"September 2, 2026",Tax,Sales tax paid by buyer,,USD,--,-$2.00,-$2.00,--\n'
    )
    (statement,) = read(ETSY + rows)
    assert [(one.date.day, one.amount, one.kind) for one in statement.bookings] == [
        (2, Decimal("-2.00"), LineKind.BOOKING),
        (3, Decimal("3.84"), LineKind.FEE),
    ]
    assert refused(ETSY + ETSY_ROWS.replace("€1023.95 sent", "Sent")).line == 2
    assert refused(ETSY + ETSY_ROWS.replace("30 July", "30 Mei")).line == 3
    assert refused(ETSY + ETSY_ROWS.replace("-€0.96,-€0.96", "-€0.96,-€0.95")).line == 3


ADYEN = (
    "Company Account,Merchant Account,Psp Reference,Merchant Reference,Payment Method,"
    "Creation Date,TimeZone,Type,Modification Reference,Gross Currency,"
    "Gross Debit (GC),Gross Credit (GC),Exchange Rate,Net Currency,Net Debit (NC),"
    "Net Credit (NC),Commission (NC),Markup (NC),Scheme Fees (NC),Interchange (NC),"
    "Payment Method Variant,Modification Merchant Reference,Batch Number\n"
)
ADYEN_ROWS = (
    "Co,Shop,P1,O-1,visa,2026-09-15 10:22:31,CET,Settled,M1,EUR,,45.99,1,EUR,,45.10,"
    "0.20,0.30,0.09,0.30,visa,,118\n"
    "Co,Shop,P2,O-2,mc,2026-09-15 11:00:00,CET,Settled,M2,USD,,50.00,0.9,EUR,,44.50,"
    "0.50,,,,mc,,118\n"
    "Co,Shop,P1,O-1,visa,2026-09-15 12:00:00,CET,Refunded,M3,EUR,5.00,,1,EUR,5.10,,"
    "0.10,,,,visa,,118\n"
    "Co,Shop,,,,2026-09-16 10:00:00,CET,Fee,Transaction Fees,,,,,EUR,2.00,,,,,,,,118\n"
    "Co,Shop,,,,2026-09-17 10:00:00,CET,MerchantPayout,,,,,,EUR,82.50,,,,,,,,118\n"
)


def test_a_batch_of_adyen_is_nought_with_its_payout(read: Read) -> None:
    (statement,) = read(ADYEN + ADYEN_ROWS)
    assert (statement.layout, statement.account) == ("adyen-csv", "adyen")
    assert kept(statement) == 0
    assert statement.bookings[1] == StatementLine(
        line=3,
        date=dt.date(2026, 9, 15),
        amount=Decimal("45.00"),
        currency="EUR",
        narration="Settled O-2 mc",
        reference="Settled P2 M2",
        payment_reference="118",
        original=Original(Decimal("50.00"), "USD"),
        kind=LineKind.SALE,
        fee=Decimal("-0.50"),
    )
    assert [(one.amount, one.fee, one.kind) for one in statement.bookings] == [
        (Decimal("45.99"), Decimal("-0.89"), LineKind.SALE),
        (Decimal("45.00"), Decimal("-0.50"), LineKind.SALE),
        (Decimal("-5.00"), Decimal("-0.10"), LineKind.REFUND),
        (Decimal("-2.00"), Decimal(0), LineKind.FEE),
        (Decimal("-82.50"), Decimal(0), LineKind.PAYOUT),
    ]


def test_a_row_left_out_of_a_batch_is_missed(read: Read, refused: Refuse) -> None:
    rows = ADYEN_ROWS.splitlines(keepends=True)
    refusal = refused(ADYEN + "".join(rows[1:]))
    assert (refusal.line, refusal.values["amount"]) == (5, Decimal("-45.10"))
    (open_batch,) = read(ADYEN + "".join(rows[1:-1]))
    assert len(open_batch.bookings) == 3
    assert refused(ADYEN + rows[0].replace("0.09", "0.19")).line == 2


def test_adyen_as_a_workbook_has_rows_above_its_header(read: Read) -> None:
    rows = [line.split(",") for line in (ADYEN + ADYEN_ROWS).splitlines()]
    (statement,) = read(workbook([["Settlement detail report"], [], *rows]))
    assert (statement.layout, len(statement.bookings)) == ("adyen-sheet", 5)
    assert kept(statement) == 0
