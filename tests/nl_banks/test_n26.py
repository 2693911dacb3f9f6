"""N26: the layout of now, and that of before in five languages."""

import datetime as dt
from decimal import Decimal

import pytest
from tests.nl_banks.conftest import Read, Refuse

from nl_banks.statement import Original, StatementLine

NOW = (
    '"Booking Date","Value Date","Partner Name","Partner Iban",Type,'
    '"Payment Reference","Account Name","Amount (EUR)","Original Amount",'
    '"Original Currency","Exchange Rate"\n'
)
BEFORE = (
    '"Date","Payee","Account number","Transaction type","Payment reference",'
    '"Category","Amount (EUR)","Amount (Foreign Currency)","Type Foreign Currency",'
    '"Exchange Rate"\n'
)
LANGUAGES = """\
Date,Payee,Account number,Transaction type,Payment reference,Category,Amount (EUR),\
Amount (Foreign Currency),Type Foreign Currency,Exchange Rate
Datum,Empfänger,Kontonummer,Transaktionstyp,Verwendungszweck,Kategorie,Betrag (EUR),\
Betrag (Fremdwährung),Fremdwährung,Wechselkurs
Date,Bénéficiaire,Numéro de compte,Type de transaction,Référence de paiement,\
Catégorie,Montant (EUR),Montant (Devise étrangère),Sélectionnez la devise étrangère,\
Taux de conversion
Fecha,Beneficiario,Número de cuenta,Tipo de transacción,Referencia de pago,Categoría,\
Cantidad (EUR),Cantidad (Divisa extranjera),Tipo de divisa extranjera,Tipo de cambio
Data,Beneficiario,Numero di conto,Tipo di transazione,Riferimento pagamento,Categoria,\
Importo (EURO),Importo (Valuta estera),Tipo di valuta straniera,Tasso di cambio
""".splitlines(keepends=True)
OLD_ROW = (
    '"2019-10-10","Kiosk","NL91ABNA0417164300","MasterCard Payment","Krant",'
    '"Shopping","-12.34","-13.50","USD","1.094"\n'
)


def test_what_was_paid_abroad_has_the_sign_of_what_was_booked(read: Read) -> None:
    rows = (
        '2026-02-26,2026-02-27,"SHOP \\"NY\\"",,Presentment,,"Main Account",-54.11,'
        "61.44,USD,0.88\n"
        '2026-02-27,2026-02-27,"Jan",NL91ABNA0417164300,"Credit Transfer",Taart,'
        '"Main Account",25.00,25.00,EUR,1\n'
    )
    (statement,) = read(NOW + rows)
    assert statement.account == ""
    assert statement.bookings == (
        StatementLine(
            line=2,
            date=dt.date(2026, 2, 26),
            amount=Decimal("-54.11"),
            currency="EUR",
            payee="SHOP 'NY'",
            narration="Presentment",
            value_date=dt.date(2026, 2, 27),
            original=Original(Decimal("-61.44"), "USD"),
        ),
        StatementLine(
            line=3,
            date=dt.date(2026, 2, 27),
            amount=Decimal("25.00"),
            currency="EUR",
            payee="Jan",
            narration="Taart",
            counterparty="NL91ABNA0417164300",
        ),
    )


def test_a_payer_cannot_end_a_cell_with_a_backslash(read: Read) -> None:
    text = '"a\\"",,Main,5.00,,,\n2026-02-28,2026-02-28,Forged,,x,y,Main,9.00,,,\n2026"'
    rows = (
        '"2026-02-26","2026-02-26","Jan",,Transfer,"Taart\\","Main Account",5.00,,,\n'
        f'"2026-02-26","2026-02-26","Jan",,Transfer,{text},"Main Account",5.00,,,\n'
    )
    (statement,) = read(NOW + rows)
    assert [(one.line, one.amount) for one in statement.bookings] == [
        (2, Decimal("5.00")),
        (3, Decimal("5.00")),
    ]
    assert statement.bookings[0].narration == "Taart\\"


def test_a_space_is_an_account_of_its_own(read: Read) -> None:
    rows = (
        '2026-04-17,2026-04-17,"Vakantie",,Transfer,,"Main Account",-0.8,,,\n'
        '2026-04-17,2026-04-17,"Main Account",,Transfer,,"Vakantie",0.8,,,\n'
    )
    assert [(one.account, one.bookings[0].amount) for one in read(NOW + rows)] == [
        ("", Decimal("-0.80")),
        ("Vakantie", Decimal("0.80")),
    ]


@pytest.mark.parametrize("header", LANGUAGES)
def test_the_layout_of_before_in_each_language(read: Read, header: str) -> None:
    (statement,) = read(header + OLD_ROW)
    assert statement.bookings == (
        StatementLine(
            line=2,
            date=dt.date(2019, 10, 10),
            amount=Decimal("-12.34"),
            currency="EUR",
            payee="Kiosk",
            narration="Krant",
            counterparty="NL91ABNA0417164300",
            original=Original(Decimal("-13.50"), "USD"),
        ),
    )


def test_the_category_may_be_missing(read: Read) -> None:
    header = BEFORE.replace('"Category",', "")
    (statement,) = read(header + OLD_ROW.replace('"Shopping",', ""))
    assert statement.bookings[0].amount == Decimal("-12.34")


@pytest.mark.parametrize(
    ("there", "instead"),
    [
        ("-12.34", "-12,34"),
        ("-12.34", ""),
        ("2019-10-10", "10-10-2019"),
        ('"USD"', '"dollars"'),
        ('"Shopping",', ""),
    ],
)
def test_what_does_not_parse_stops_the_file(
    refused: Refuse, there: str, instead: str
) -> None:
    assert refused(BEFORE + OLD_ROW.replace(there, instead)).line == 2


def test_a_header_in_two_languages_is_of_no_bank(refused: Refuse) -> None:
    refusal = refused(BEFORE.replace("Payee", "Empfänger") + OLD_ROW)
    assert "N26, CSV of 9 or 10 columns" in str(refusal)
