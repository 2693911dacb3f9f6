"""Texts that hold several fields, and texts whose payer pretends that they do."""

import datetime as dt
from decimal import Decimal

from nl_banks import sepa
from nl_banks.statement import StatementLine

BOOKING = StatementLine(1, dt.date(2026, 3, 2), Decimal("-12.50"), "EUR")


def test_tags_of_a_transfer() -> None:
    text = (
        "/TRTP/SEPA OVERBOEKING/IBAN/NL91ABNA0417164300/BIC/ABNANL2A/NAME/Bakkerij "
        "Het Meel/REMI/Factuur 2026/14 /EREF/NOTPROVIDED"
    )
    assert sepa.tags(text) == {
        "TRTP": "SEPA OVERBOEKING",
        "IBAN": "NL91ABNA0417164300",
        "BIC": "ABNANL2A",
        "NAME": "Bakkerij Het Meel",
        "REMI": "Factuur 2026/14",
    }


def test_who_pays_cannot_write_another_name_in_the_description() -> None:
    text = (
        "/TRTP/SEPA OVERBOEKING/IBAN/NL91ABNA0417164300/NAME/Bakkerij Het Meel/REMI/"
        "Huur /NAME/Gemeente/IBAN/NL20INGB0001234567/EREF/E1"
    )
    told = sepa.tags(text)
    assert (told["NAME"], told["IBAN"]) == ("Bakkerij Het Meel", "NL91ABNA0417164300")
    assert told["REMI"] == "Huur /NAME/Gemeente/IBAN/NL20INGB0001234567"
    assert told["EREF"] == "E1"


def test_what_the_bank_puts_after_the_description_is_taken_where_it_is_last() -> None:
    told = sepa.tags(
        "/NAME/Energie/REMI/Mei /IBAN/NL20INGB0001234567 nee/IBAN/NL91ABNA0417164300"
    )
    assert told["IBAN"] == "NL91ABNA0417164300"
    assert told["REMI"] == "Mei /IBAN/NL20INGB0001234567 nee"


def test_a_counterparty_and_references_are_taken_apart() -> None:
    assert sepa.tags(
        "/CNTP/NL91ABNA0417164300/ABNANL2A/Bakkerij Het Meel///REMI/USTD//Brood/"
    ) == {
        "REMI": "Brood",
        "IBAN": "NL91ABNA0417164300",
        "BIC": "ABNANL2A",
        "NAME": "Bakkerij Het Meel",
    }
    assert sepa.tags("/REMI/STRD/CUR/9001123412341234/") == {"STRD": "9001123412341234"}


def test_words_of_a_direct_debit() -> None:
    text = (
        "SEPA Incasso algemeen doorlopend Incassant: NL98ZZZ999999990000  "
        "Naam: Stroom & Co                Machtiging: M-7             "
        "Omschrijving: Termijn mei: 45 euro   IBAN: NL91ABNA0417164300     "
    )
    assert sepa.words(text) == {
        "TRTP": "SEPA Incasso algemeen doorlopend",
        "CSID": "NL98ZZZ999999990000",
        "NAME": "Stroom & Co",
        "MARF": "M-7",
        "REMI": "Termijn mei: 45 euro",
        "IBAN": "NL91ABNA0417164300",
    }


def test_who_pays_cannot_write_another_account_in_the_description() -> None:
    told = sepa.words(
        "Naam: A. Bakker Omschrijving: Huur Naam: Gemeente IBAN: NL20INGB0001234567 "
        "IBAN: NL91ABNA0417164300"
    )
    assert (told["NAME"], told["IBAN"]) == ("A. Bakker", "NL91ABNA0417164300")
    assert told["REMI"] == "Huur Naam: Gemeente IBAN: NL20INGB0001234567"


def test_what_comes_after_one_word_is_text() -> None:
    told = sepa.words("Naam: A. Bakker IBAN: NL91ABNA0417164300 voor de taart")
    assert (told["IBAN"], told["REMI"]) == ("NL91ABNA0417164300", "voor de taart")


def test_a_text_without_fields_tells_nothing() -> None:
    for text in ("", "Brood en melk", "Zo:maar 12:30 / en/of", "http://IBAN:NL"):
        assert sepa.tags(text) == {}
        assert sepa.words(text) == {}
    assert sepa.filled(BOOKING._replace(narration="Brood"), {}).narration == "Brood"


def test_nothing_that_is_told_is_lost() -> None:
    told = {
        "TRTP": "SEPA Incasso",
        "NAME": "Stroom & Co",
        "IBAN": "NL91 ABNA 0417 1643 00",
        "REMI": "Termijn mei",
        "EREF": "E1",
        "STRD": "9001123412341234",
        "MARF": "M-7",
        "CSID": "NL98ZZZ999999990000",
        "RTRN": "MD06",
    }
    assert sepa.filled(BOOKING, told) == BOOKING._replace(
        payee="Stroom & Co",
        counterparty="NL91ABNA0417164300",
        payment_reference="9001123412341234",
        mandate="M-7",
        return_reason="MD06",
        narration="Termijn mei; Kenmerk: E1; Incassant: NL98ZZZ999999990000",
    )


def test_what_columns_say_is_kept_and_what_differs_is_told() -> None:
    booking = BOOKING._replace(payee="STROOM", counterparty="NL20INGB0001234567")
    filled = sepa.filled(booking, {"NAME": "Stroom & Co", "TRTP": "Retour"})
    assert (filled.payee, filled.counterparty) == ("STROOM", "NL20INGB0001234567")
    assert filled.narration == "Retour; Naam: Stroom & Co"


def test_markup_in_a_text_becomes_plain() -> None:
    filled = sepa.filled(BOOKING, sepa.tags("/NAME/<b>X</b>/REMI/<script>\u202e"))
    assert (filled.payee, filled.narration) == ("‹b›X‹/b›", "‹script›")


def test_a_number_that_is_no_iban_is_the_account_where_there_is_none() -> None:
    assert sepa.tags("/TRTP/SEPA OVERBOEKING/BBAN/53851317/NAME/Els/REMI/Opname") == {
        "TRTP": "SEPA OVERBOEKING",
        "IBAN": "53851317",
        "NAME": "Els",
        "REMI": "Opname",
    }
    both = sepa.tags("/IBAN/NL91ABNA0417164300/NAME/Els/REMI/x /BBAN/1234567")
    assert (both["IBAN"], both["BBAN"]) == ("NL91ABNA0417164300", "1234567")


def test_what_stands_behind_a_name_is_not_lost() -> None:
    told = sepa.tags("/CNTP/NL91ABNA0417164300/ABNANL2A/Els/Delft//REMI/USTD//Taart/")
    assert sepa.filled(BOOKING, told).narration == "Taart; Plaats: Delft"
    broken = sepa.tags("/CNTP/NL91ABNA0417164300/ABNANL2A/Els/// REMI/USTD//Taart/")
    assert sepa.filled(BOOKING, broken).narration == "Plaats: REMI/USTD/Taart"


def test_a_batch_is_told_by_its_key_where_there_is_no_more() -> None:
    alone = sepa.filled(BOOKING, sepa.tags("/PREF/Lonen-2026-03"))
    assert alone.narration == "Lonen-2026-03"
    more = sepa.filled(BOOKING, sepa.tags("/PREF/P1//REMI/USTD//TOTAAL 5 VZ/"))
    assert more.narration == "TOTAAL 5 VZ"
