"""MT940: in the ways in which the banks write it, and what is refused."""

import datetime as dt
from decimal import Decimal

import pytest
from tests.nl_banks.conftest import Read, Refuse

from nl_banks.statement import Balance, Statement, StatementLine

# A dot stands for a space at the end of a line.
ING = """\
{1:F01INGBNL2ABXXX0000000000}
{2:I940INGBNL2AXXXN}
{4:
:20:P260302000000001
:25:NL65INGB0006040930EUR
:28C:00000
:60F:C260301EUR100,00
:61:2603020302C12,50NTRFNONREF//26061000000001
/TRCD/00100/
:86:/CNTP/NL91ABNA0417164300/ABNANL2A/Bakker Bram///REMI/USTD//Taart·
voor Els/
:61:2603020302D75,00NDDTEREF//26061000000002
/TRCD/01018/
:86:/EREF/T-3//MARF/M-7//CSID/NL98ZZZ999999990000//CNTP/NL20INGB00012
34567/INGBNL2A/Stroom en Co///REMI/USTD//Termijn maart tot 00
:00:00/
:62F:C260302EUR37,50
:64:C260302EUR37,50
:65:C260303EUR37,50
:86:/SUM/1/1/75,00/12,50/
-}
""".replace("·", " ")
ABN = """\
ABNANL2A
940
ABNANL2A
:20:ABN AMRO BANK NV
:25:417164300
:28:06101/1
:60F:C260301EUR100,
:61:2603010302D9,5N426NONREF
:86:BEA   NR:XXX1234   01.03.26/12.54 BAKKER BRAM AMSTERDAM,PAS999

:61:2603020302C4,N944NONREF
:86:SEPA IDEAL                       IBAN: NL20INGB0001234567
BIC: INGBNL2A                    NAAM: ELS DE VRIES
OMSCHRIJVING: ORDER 12           KENMERK: 02-03-2026 18:14
:61:2603020302D10,N658NONREF
:86:/TRTP/SEPA OVERBOEKING/IBAN/NL20INGB0001234567/BIC/INGBNL2A/NAME/
ELS DE VRIES/REMI/TERUG/EREF/NOTPROVIDED
:61:2603020302C2,N654NONREF
:86:/TRTP/ACCEPTGIROBETALING/IBAN/NL20INGB0001234567/BIC/INGBNL2A
/NAME/ELS DE VRIES/REMI/ISSUER: CUR                  REF: 4420
043232693268/EREF/NOTPROVIDED
:62F:C260302EUR86,5
-
"""
RABOBANK = """\
:940:
:20:940S260302
:25:NL44RABO0123456789 EUR
:28C:0
:60F:C260301EUR000000000100,00
:61:260302D000000000025,00N102EREF
NL91ABNA0417164300
:86:/EREF/01-03-2026 12:00 0030000987654321/BENM//NAME/BAKKERIJ BRAM·
BV/REMI/kenmerk 408 /ISDT/2026-03-01
:61:260302D000000000010,00N086EREF
NL20INGB0001234567
:86:/EREF/123456789/BENM//NAME/Belastingdienst/REMI//CDTRREFTP//CD/SC
OR/ISSR/CUR/CDTRREF/1234567899874563/ISDT/2026-03-01
:62F:C260302EUR000000000065,00
""".replace("·", " ")
ASN = """\
{1:F01ASNBNL21XXXX0000000000}{2:O940ASNBNL21XXXXN}{3:}{4:
:20:0000000000
:25:NL32ASNB0123456789
:28C:61/1
:60F:C260301EUR100,00
:61:2603020302D65,00NOVBNL91ABNA0417164300
bakker bram
:86:NL91ABNA0417164300 bakker bram
·
Betaling taart·
·
:61:260302    D1,65NDIV
:86:·
·
Kosten gebruik betaalrekening·
:62F:C260302EUR33,35
-}{5:}
{1:F01ASNBNL21XXXX0000000000}{2:O940ASNBNL21XXXXN}{3:}{4:
:20:0000000000
:25:NL32ASNB0123456789
:28C:62/1
:60F:C260303EUR33,35
:62F:C260303EUR33,35
-}{5:}
""".replace("·", " ")
TRIODOS = """\
:20:1308728725026/1
:25:TRIODOSBANK/0390123456
:28:1
:60F:C260301EUR100,00
:61:260302D15,70NET NONREF
:86:000>100987654321
>20ALGEMENE TUSSENREKENING KOS>21TEN VAN 01-10-2025 TOT EN M
>22ET 31-12-2025>310390123456
:61:260302C20,00NET NONREF
:86:000>100000000000
>20ABNANL2A
>21NL91ABNA0417164300
>22TAART VOOR HET FEEST VAN DE>23 BUREN
>24FACTUUR 12>310390123456
:62F:C260303EUR104,30
-
"""
KNAB = """\
{1:F01KNABNL2HAXXX0000000000}{2:I940KNABNL2HXXXXN3020}{4:
:20:B4E08MS9D00A0009
:25:NL87 KNAB 0123 4567 89
:28C:1/1
:60F:C251229EUR0,
:61:2601011229C1000,NTRFNONREF//ABC9886658908791
:86:REK: NL91ABNA0417164300/NAAM: BEDRIJF VOF
:61:2512301230C5NTRF29-12-2025 10:05//B4G29PGDCK1QFV3E
:86:EEN OMSCHRIJVING
REK: NL20INGB0001234567/NAAM: ELS
:62F:C260101EUR1005,
-}
"""
BUNQ = """\
BUNQNL2A
940
BUNQNL2A
:20:STMT
:25:NL02BUNQ0123456789
:28C:1/1
:60F:D260301EUR5,00
:61:2603020302C8,00NTRFNONREF
:86:/IBAN/NL91ABNA0417164300/NAME/Bakker Bram/REMI/Taart/EREF/E-1
:61:2603020302RC2,00NTRFNONREF
:61:2603020302RD1,00NTRFNONREF
:62F:C260302EUR2,00
-
"""
EVERY = {
    "ING": ING,
    "ABN AMRO": ABN,
    "Rabobank": RABOBANK,
    "ASN Bank": ASN,
    "Triodos Bank": TRIODOS,
    "Knab": KNAB,
    "bunq": BUNQ,
}
MARCH_2 = dt.date(2026, 3, 2)


def one(statements: list[Statement]) -> Statement:
    (statement,) = statements
    return statement


@pytest.mark.parametrize("bank", EVERY)
def test_every_61_is_one_line_and_they_make_up_the_balances(
    read: Read, bank: str
) -> None:
    statements = read(EVERY[bank])
    assert {statement.layout for statement in statements} == {"mt940"}
    assert {statement.bank for statement in statements} == {bank}
    lines = sum(len(statement.bookings) for statement in statements)
    assert lines == EVERY[bank].count("\n:61:")
    assert {statement.remark for statement in statements} == {""}


@pytest.mark.parametrize("bank", EVERY)
def test_line_ends_do_not_matter(read: Read, bank: str) -> None:
    text = EVERY[bank]
    assert read(text.replace("\n", "\r\n")) == read(text) == read("\ufeff" + text)


def test_ing_is_read(read: Read) -> None:
    statement = one(read(ING))
    assert statement.account == "NL65INGB0006040930"
    assert statement.closing == Balance(MARCH_2, Decimal("37.50"))
    assert statement.bookings == (
        StatementLine(
            line=8,
            date=MARCH_2,
            amount=Decimal("12.50"),
            currency="EUR",
            payee="Bakker Bram",
            narration="Taart voor Els",
            counterparty="NL91ABNA0417164300",
            reference="20260302/26061000000001",
        ),
        StatementLine(
            line=12,
            date=MARCH_2,
            amount=Decimal("-75.00"),
            currency="EUR",
            payee="Stroom en Co",
            # A line of the text that looks like a tag stays text.
            narration="Termijn maart tot 00 :00:00; Incassant: NL98ZZZ999999990000",
            counterparty="NL20INGB0001234567",
            reference="20260302/26061000000002",
            payment_reference="T-3",
            mandate="M-7",
        ),
    )


def test_abn_amro_is_read(read: Read) -> None:
    card, ideal, transfer, giro = one(read(ABN)).bookings
    assert card.narration.startswith("BEA NR:XXX1234 01.03.26/12.54 BAKKER BRAM")
    assert (card.date, card.value_date) == (MARCH_2, dt.date(2026, 3, 1))
    assert (ideal.payee, ideal.counterparty) == ("ELS DE VRIES", "NL20INGB0001234567")
    assert ideal.narration == "ORDER 12"
    assert ideal.payment_reference == "02-03-2026 18:14"
    assert (transfer.payee, transfer.narration) == ("ELS DE VRIES", "TERUG")
    assert giro.payment_reference == "4420043232693268"


def test_rabobank_is_read(read: Read) -> None:
    baker, tax = one(read(RABOBANK)).bookings
    assert (baker.payee, baker.narration) == ("BAKKERIJ BRAM BV", "kenmerk 408")
    assert baker.counterparty == "NL91ABNA0417164300"
    assert baker.payment_reference == "01-03-2026 12:00 0030000987654321"
    assert tax.payment_reference == "1234567899874563"
    assert tax.narration == "Kenmerk: 123456789"


def test_asn_has_the_whole_account_in_61(read: Read) -> None:
    first, quiet = read(ASN)
    assert quiet.bookings == ()
    assert quiet.closing == Balance(dt.date(2026, 3, 3), Decimal("33.35"))
    baker, costs = first.bookings
    assert (baker.payee, baker.narration) == ("bakker bram", "Betaling taart")
    assert baker.counterparty == "NL91ABNA0417164300"
    assert baker.payment_reference == ""
    assert costs.narration == "Kosten gebruik betaalrekening"


def test_triodos_has_numbered_parts(read: Read) -> None:
    statement = one(read(TRIODOS))
    assert statement.account == "0390123456"
    costs, cake = statement.bookings
    assert costs.counterparty == "0987654321"
    assert costs.narration == (
        "ALGEMENE TUSSENREKENING KOSTEN VAN 01-10-2025 TOT EN MET 31-12-2025"
    )
    assert cake.counterparty == "NL91ABNA0417164300"
    assert cake.narration == "TAART VOOR HET FEEST VAN DE BUREN FACTUUR 12"


def test_knab_books_in_another_year_than_it_counts_interest(read: Read) -> None:
    company, els = one(read(KNAB)).bookings
    assert (company.date, company.value_date) == (
        dt.date(2025, 12, 29),
        dt.date(2026, 1, 1),
    )
    assert (company.payee, company.narration) == ("BEDRIJF VOF", "")
    assert company.reference == "20251229/ABC9886658908791"
    assert (els.amount, els.narration) == (Decimal("5.00"), "EEN OMSCHRIJVING")
    assert els.payment_reference == "29-12-2025 10:05"


def test_what_is_taken_back_goes_the_other_way(read: Read) -> None:
    amounts = [booking.amount for booking in one(read(BUNQ)).bookings]
    assert amounts == [Decimal("8.00"), Decimal("-2.00"), Decimal("1.00")]


def test_the_oldest_ways_are_read(read: Read) -> None:
    rabobank = RABOBANK[: RABOBANK.index(":61:")].replace(
        "NL44RABO0123456789 EUR", "1291.99.348EUR"
    )
    statement = one(
        read(
            f"{rabobank}:61:260302D000000000025,00N0440121470966      W.P. Jansen\n"
            ":86:Terugboeking\n:86:KOSTEN KINDEROPVANG\n"
            ":61:260302D000000000010,00N030NONREF          TOMTE AMERSFOORT\n"
            ":62F:C260302EUR000000000065,00\n"
        )
    )
    assert statement.account == "129199348"
    first, second = statement.bookings
    assert (first.payee, first.counterparty) == ("W.P. Jansen", "0121470966")
    assert first.narration == "Terugboeking KOSTEN KINDEROPVANG"
    assert (second.payee, second.payment_reference) == ("TOMTE AMERSFOORT", "")


def test_a_tag_or_a_line_that_is_broken_off_is_read(read: Read) -> None:
    text = BUNQ.replace(":28C:1/1", ":\n28C:1/1").replace("0302C8,00", "0302C\n8,00")
    assert one(read(text)).bookings[0].amount == Decimal("8.00")
    around = BUNQ.replace(
        "BUNQNL2A\n940\nBUNQNL2A\n", "0000 01BUNQNL2AXXXX00001\n940 00\n"
    )
    assert read(around.replace("\n-\n", "\n-XXX\n"))[0].bank == "bunq"
    joined = BUNQ.replace("BUNQNL2A\n940\nBUNQNL2A\n", "{1:F01BUNQNL2AXXXX}{2:I940}{4:")
    assert len(read(joined)[0].bookings) == 3


def test_a_dash_or_a_time_in_a_text_does_not_end_it(read: Read) -> None:
    text = BUNQ.replace("/REMI/Taart", "/REMI/Taart \n-\n:20:30 uur\n:62 taarten")
    narration = one(read(text)).bookings[0].narration
    assert narration == "Taart - :20:30 uur :62 taarten"


def test_a_colon_in_a_text_does_not_hide_the_next_line(read: Read) -> None:
    text = BUNQ.replace("/REMI/Taart/EREF/E-1", "/REMI/Taart\n:")
    assert [one.amount for one in one(read(text)).bookings] == [8, -2, 1]


def test_the_end_of_a_page_is_not_that_of_a_day(read: Read) -> None:
    pages = BUNQ.replace(":62F:", ":62M:") + BUNQ.replace(
        ":60F:D260301EUR5,00", ":60M:C260302EUR2,00"
    ).replace(":62F:C260302EUR2,00", ":62F:C260302EUR9,00")
    first, last = read(pages)
    assert (first.closing, first.remark, last.remark) == (None, "", "")
    assert last.closing == Balance(MARCH_2, Decimal("9.00"))


def test_lines_that_do_not_make_up_the_balances_are_told(read: Read) -> None:
    statement = one(read(BUNQ.replace("C8,00", "C9,00")))
    assert statement.closing == Balance(MARCH_2, Decimal("2.00"))
    assert statement.remark == (
        "The lines up to 2026-03-02 add up to 8.00, but the balance went from -5.00 "
        "to 2.00. A line may be missing: download it again."
    )


def test_a_line_that_a_payer_forged_is_seen(read: Read, refused: Refuse) -> None:
    line = "/REMI/Taart\n:61:2603020302C100,00NTRFNONREF\n:86:/REMI/Gift"
    assert one(read(BUNQ.replace("/REMI/Taart", line))).remark
    ended = f"{line}\n:62F:C260302EUR103,00\n"
    assert "does not belong to any statement" in str(
        refused(BUNQ.replace("/REMI/Taart", ended))
    )


@pytest.mark.parametrize(
    ("good", "bad", "line", "why"),
    [
        ("C8,00NTRF", "X8,00NTRF", 8, "“2603020302X8,00NTRFNONREF” is not a line as"),
        ("C8,00NTRF", "C8.00NTRF", 8, "“2603020302C8.00NTRFNONREF” is not a line as"),
        ("C8,00NTRF", "C-8,00NTRF", 8, "is not a line as this layout writes it."),
        ("C8,00NTRF", "CNTRF", 8, "is not a line as this layout writes it."),
        (":61:2603020302C", ":61:2602300302C", 8, "“20260230” is not a day"),
        (":61:2603020302C", ":61:2603021302C", 8, "“20261302” is not a day"),
        (":60F:D260301EUR5,00", ":60F:X260301EUR5,00", 7, "is not a balance as this"),
        (":60F:D260301EUR5,00", ":60F:D260301EUR5.00", 7, "is not a balance as this"),
        (":62F:C260302EUR", ":62F:C260302USD", 12, "This line is in USD, but the"),
        (":62F:C260302EUR2,00\n-\n", "", 11, "The statement is incomplete"),
        (":62F:C260302EUR2,00\n-\n", BUNQ[BUNQ.index(":20:") :], 12, "is incomplete"),
        (":60F:D260301EUR5,00\n", "", 7, "This line does not belong to any statement."),
        (
            "\n:61:2603020302C",
            "\n\t:61:2603020302C",
            8,
            "does not belong to any statement.",
        ),
        (
            "\n:61:2603020302C",
            "\n€:61:2603020302C",
            8,
            "does not belong to any statement.",
        ),
        (":25:NL02BUNQ0123456789", ":25:", 5, "does not say which account it is for."),
        (
            ":25:NL02BUNQ0123456789",
            ":25:EUR/",
            5,
            "does not say which account it is for",
        ),
        ("\n-\n", "\n-\nmore\n", 14, "This line does not belong to any statement."),
        (
            "\n-\n",
            "\n-\n:61:2603020302C8,00NTRF\n",
            14,
            "does not belong to any statement.",
        ),
        (
            "\n-\n",
            "\n:62F:C260302EUR2,00\n-\n",
            13,
            "does not belong to any statement.",
        ),
    ],
)
def test_what_cannot_be_read_stops_the_file_with_its_line(
    refused: Refuse, good: str, bad: str, line: int, why: str
) -> None:
    assert good in BUNQ
    text = BUNQ.replace(good, bad, 1)
    if ":60F:" not in text or ":25:NL" not in text:
        # The first statement shows what the file is.
        text = ASN + text
        line += ASN.count("\n")
    refusal = refused(text)
    assert why in str(refusal)
    assert refusal.line == line


def test_an_interim_report_is_no_statement(refused: Refuse) -> None:
    interim = BUNQ.replace(":60F:D260301EUR5,00", ":34F:EURD0,00")
    assert "Closest match: MT940" in str(refused(interim))


def test_text_from_outside_cannot_be_markup(read: Read) -> None:
    text = BUNQ.replace("/REMI/Taart", "/REMI/<b>\u202etraaT\u00ad</b>")
    assert one(read(text)).bookings[0].narration == "‹b›traaT‹/b›"
    legacy = BUNQ.replace("Taart", "Café").encode("cp1252")
    assert one(read(legacy)).bookings[0].narration == "Café"


def lines_of(read: Read, *fields: str) -> list[StatementLine]:
    """Return what lines of a statement of some bank are read as."""
    return list(
        read(
            ":20:STARTUMS\n:25:NL53ASNB0781269733\n:28C:2/1\n:60F:C260301EUR0,\n"
            + "\n".join(fields)
            + "\n:62F:C260302EUR0,\n-\n"
        )[0].bookings
    )


def test_asn_may_have_tags_after_the_name(read: Read) -> None:
    blank = " " * 65
    (booking,) = lines_of(
        read,
        ":61:2603020302D61,80NINCNL91ABNA0417164300\nbakkerij het meel b",
        f":86:NL91ABNA0417164300 bakkerij het meel b\n{blank}",
        "/TRTP/Zakelijke Europese Incasso/CSID/NL98ZZZ999999990000/NAME/BA",
        "KKERIJ HET MEEL BV/MARF/M-7/REMI/Factuur 14/IBAN/NL91ABNA04171643",
        f"{'00/BIC/ABNANL2A/EREF/E-1':65}",
    )
    assert booking.payee == "bakkerij het meel b"
    assert (booking.mandate, booking.payment_reference) == ("M-7", "E-1")
    assert booking.narration == (
        "Factuur 14; Zakelijke Europese Incasso; Incassant: NL98ZZZ999999990000; "
        "Naam: BAKKERIJ HET MEEL BV"
    )


def test_german_banks_number_other_parts(read: Read) -> None:
    first, second = lines_of(
        read,
        ":61:2603020302C3,99NTRFNONREF//8848037917407749",
        ":86:166?00GUTSCHRIFT?101717?20EREF+E-1?21SVWZ+Taart voor?22 Els?30GENO",
        "DE61KA1?31DE42293894455165709836?32ELS DE VRIES-VAN DEN BERG?33H",
        ":61:2603020302D1,00NMSCNONREF\n:86:808?00ENTGELTE",
    )
    assert first.payee == "ELS DE VRIES-VAN DEN BERGH"
    assert first.counterparty == "DE42293894455165709836"
    assert first.narration == "EREF+E-1 SVWZ+Taart voor Els"
    assert second.narration == "ENTGELTE"


def test_a_line_longer_than_any_is_not_joined_to_the_next(read: Read) -> None:
    long = "CLOUD SERVICES 650-3198939, US " + "x" * 60
    (booking,) = lines_of(
        read,
        ":61:2603020302D0,61NMSCNONREF",
        f":86:/NAME/CLOUD SERVICES/REMI/{long}",
        "1.00 NZD, 1 NZD = 0.61000 EUR",
    )
    assert booking.narration == f"{long} 1.00 NZD, 1 NZD = 0.61000 EUR"


def test_mollie_breaks_a_text_off_one_sign_later(read: Read) -> None:
    (booking,) = lines_of(
        read,
        ":61:2603020302D14,69NMSC",
        ":86:/TRTP/SEPA OVERBOEKING/IBAN/NL91ABNA0417164300/BIC/ABNANL2A/NAME/M",
        "ollie B.V./REMI/Factuurnummer 2026.00014/EREF/NOTPROVIDED",
    )
    assert (booking.payee, booking.narration) == (
        "Mollie B.V.",
        "Factuurnummer 2026.00014",
    )
