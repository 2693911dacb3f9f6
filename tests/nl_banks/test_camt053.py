"""CAMT.053: accounts and balances, lines, batches, and what is refused."""

import datetime as dt
from decimal import Decimal

import pytest
from tests.nl_banks import camt
from tests.nl_banks.conftest import Read, Refuse

from nl_banks.statement import Balance, Original, StatementLine

MARCH_2 = dt.date(2026, 3, 2)


def one(read: Read, *parts: str) -> StatementLine:
    """Return the only line of a statement with these parts."""
    (statement,) = read(camt.document(camt.statement(*parts)))
    (booking,) = statement.bookings
    return booking


def test_a_day_is_read(read: Read) -> None:
    (statement,) = read(camt.DAY)
    assert statement.layout == "camt053"
    assert statement.bank == "ING"
    assert statement.account == camt.OWN
    assert statement.currency == "EUR"
    assert statement.closing == Balance(MARCH_2, Decimal("62.50"))
    assert statement.remark == ""
    assert statement.bookings == (
        StatementLine(
            line=7,
            date=MARCH_2,
            amount=Decimal("12.50"),
            currency="EUR",
            payee="Bakker Bram",
            narration="Taart voor Els",
            counterparty="NL91ABNA0417164300",
            reference="20260302/26061AB0000000001",
        ),
        StatementLine(
            line=8,
            date=MARCH_2,
            amount=Decimal("-75.00"),
            currency="EUR",
            payee="Stroom & Co",
            narration="Termijn maart klant 12",
            counterparty="NL20INGB0001234567",
            reference="20260302/26061AB0000000002",
            payment_reference="T-3",
            mandate="M-7",
        ),
        StatementLine(
            line=9,
            date=MARCH_2,
            amount=Decimal("25.00"),
            currency="EUR",
            payee="Garage Gijs",
            counterparty="NL91ABNA0417164300",
            reference="20260302/26058AB0000000009",
            return_reason="AC04",
        ),
    )


def test_newer_versions_put_names_status_and_amounts_elsewhere(read: Read) -> None:
    (statement,) = read(
        camt.document(
            f"<Stmt><Id>S</Id><Acct><Id><Othr><Id>{camt.OWN}</Id></Othr></Id></Acct>",
            camt.balance("OPBD", "0", "2026-03-02"),
            camt.entry(
                "7",
                camt.payment(
                    '<Amt Ccy="EUR">7</Amt><CdtDbtInd>CRDT</CdtDbtInd>',
                    camt.parties("<Dbtr><Pty><Nm>Els</Nm></Pty></Dbtr>"),
                ),
                status="<Sts><Cd>BOOK</Cd></Sts>",
            ).replace(
                "<Dt>2026-03-02</Dt></BookgDt>",
                "<DtTm>2026-03-02T23:30:00+01:00</DtTm></BookgDt>",
            ),
            "</Stmt>",
            version="camt.053.001.13",
        )
    )
    assert statement.account == camt.OWN
    assert statement.closing is None
    (booking,) = statement.bookings
    assert (booking.date, booking.amount) == (MARCH_2, Decimal("7.00"))
    assert booking.payee == "Els"


@pytest.mark.parametrize("version", ["02", "03", "04", "06", "08", "10", "11", "13"])
def test_every_version_is_read(read: Read, version: str) -> None:
    text = camt.DAY.replace(camt.V2, f"camt.053.001.{version}")
    assert len(read(text)[0].bookings) == 3


def test_prefixes_and_other_encodings_are_read(read: Read) -> None:
    prefixed = camt.DAY.replace('xmlns="', 'xmlns:n="').replace("<", "<n:")
    prefixed = prefixed.replace("<n:/", "</n:").replace("<n:?", "<?")
    assert read(prefixed) == read(camt.DAY)
    utf16 = camt.DAY.replace("UTF-8", "UTF-16").encode("utf-16")
    assert read(utf16) == read(camt.DAY)
    latin = camt.DAY.replace("UTF-8", "ISO-8859-1").replace("Gijs", "Gijsé")
    assert read(latin.encode("latin-1"))[0].bookings[2].payee == "Garage Gijsé"


@pytest.mark.parametrize("status", ["PDNG", "INFO", "FUTR"])
def test_what_is_not_booked_is_no_line(read: Read, status: str) -> None:
    for said in (status, f"<Cd>{status}</Cd>"):
        (statement,) = read(
            camt.document(
                camt.statement(
                    camt.entry("9.00", status=f"<Sts>{said}</Sts>"),
                    camt.entry("7.00"),
                )
            )
        )
        assert [line.amount for line in statement.bookings] == [Decimal("7.00")]


def test_a_status_that_nobody_knows_is_refused(refused: Refuse) -> None:
    text = camt.DAY.replace("BOOK", "MAYB", 1)
    assert str(refused(text)).endswith(
        "statement.csv:7: “MAYB” does not say whether this is booked."
    )


def test_a_reversal_goes_the_way_that_it_says(read: Read) -> None:
    booking = one(
        read,
        camt.entry("-30.00").replace("<Sts>", "<RvslInd>true</RvslInd><Sts>"),
    )
    assert booking.amount == Decimal("-30.00")
    assert booking.return_reason == "reversal"
    no = camt.entry("30.00").replace("<Sts>", "<RvslInd>false</RvslInd><Sts>")
    assert one(read, no).return_reason == ""


def test_the_interest_has_a_day_of_its_own(read: Read) -> None:
    later = camt.entry("3.00").replace(
        "2026-03-02</Dt></ValDt>", "2026-03-05</Dt></ValDt>"
    )
    assert one(read, later).value_date == dt.date(2026, 3, 5)
    only = camt.entry("3.00").replace("<BookgDt><Dt>2026-03-02</Dt></BookgDt>", "")
    assert (one(read, only).date, one(read, only).value_date) == (MARCH_2, None)


def test_the_creditors_reference_goes_before_that_of_the_payer(read: Read) -> None:
    strd = (
        "<RmtInf><Strd><RfrdDocInf><Nb>F-12</Nb></RfrdDocInf><CdtrRefInf>"
        "<Ref>RF18539007547034</Ref></CdtrRefInf></Strd></RmtInf>"
    )
    refs = "<Refs><EndToEndId>E-1</EndToEndId></Refs>"
    booking = one(read, camt.entry("3.00", camt.payment(refs, strd)))
    assert booking.payment_reference == "RF18539007547034"
    assert booking.narration == "F-12"
    assert one(read, camt.entry("3.00", camt.payment(refs))).payment_reference == "E-1"


def test_who_is_behind_the_other_side_is_kept(read: Read) -> None:
    behind = "<UltmtDbtr><Nm>Winkel Wim</Nm></UltmtDbtr>"
    both = camt.payment(
        camt.parties(camt.party("Dbtr", "Betaaldienst"), behind), camt.text("Order 8")
    )
    booking = one(read, camt.entry("3.00", both))
    assert booking.payee == "Betaaldienst"
    assert booking.narration == "Order 8; Andere partij: Winkel Wim"
    alone = camt.payment(
        camt.parties(behind, "<DbtrAcct><Id><Othr><Id>P123</Id></Othr></Id></DbtrAcct>")
    )
    booking = one(read, camt.entry("3.00", alone))
    assert (booking.payee, booking.counterparty) == ("Winkel Wim", "P123")


def test_the_account_itself_is_never_the_other_side(read: Read) -> None:
    told = camt.parties(
        camt.party("Dbtr", "De Kleine Kaai", camt.OWN), camt.party("Cdtr", "Bram")
    )
    booking = one(read, camt.entry("3.00", camt.payment(told)))
    assert (booking.payee, booking.counterparty) == ("Bram", camt.OTHER)


def test_another_currency_is_kept(read: Read) -> None:
    told = '<AmtDtls><InstdAmt><Amt Ccy="USD">22.36</Amt></InstdAmt></AmtDtls>'
    booking = one(read, camt.entry("-20.72", camt.payment(told)))
    assert booking.amount == Decimal("-20.72")
    assert booking.original == Original(Decimal("-22.36"), "USD")
    euros = told.replace("USD", "EUR")
    assert one(read, camt.entry("-22.36", camt.payment(euros))).original is None


def test_charges_are_told_apart_where_they_make_up_the_amount(read: Read) -> None:
    kept = '<Chrgs><Amt Ccy="EUR">5.00</Amt></Chrgs>'
    booking = one(read, camt.entry("95.00", camt.payment(camt.share("100"), kept)))
    assert (booking.amount, booking.fee) == (Decimal("100.00"), Decimal("-5.00"))
    left = one(read, camt.entry("-105.00", camt.payment(camt.share("100"), kept)))
    assert (left.amount, left.fee) == (Decimal("-100.00"), Decimal("-5.00"))
    said = (
        '<Chrgs><Rcrd><Amt Ccy="EUR">5.00</Amt><CdtDbtInd>DBIT</CdtDbtInd>'
        "<ChrgInclInd>true</ChrgInclInd></Rcrd></Chrgs>"
    )
    assert one(read, camt.entry("95.00", more=said)).fee == Decimal("-5.00")


def test_charges_that_may_be_booked_elsewhere_are_left(read: Read) -> None:
    kept = '<Chrgs><Amt Ccy="EUR">5.00</Amt></Chrgs>'
    booking = one(read, camt.entry("95.00", camt.payment(camt.share("95"), kept)))
    assert (booking.amount, booking.fee) == (Decimal("95.00"), Decimal(0))
    assert one(read, camt.entry("95.00", more=kept)).fee == 0


def test_a_batch_that_adds_up_is_a_line_per_payment(read: Read) -> None:
    two = [
        camt.payment(camt.share("4.00"), camt.parties(camt.party("Dbtr", "Ans"))),
        camt.payment(camt.share("6.00"), camt.parties(camt.party("Dbtr", "Bob"))),
    ]
    batch = camt.entry("10.00", *two, more="<AcctSvcrRef>BATCH00000001</AcctSvcrRef>")
    (statement,) = read(camt.document(camt.statement(batch)))
    assert [(b.amount, b.payee, b.reference) for b in statement.bookings] == [
        (Decimal("4.00"), "Ans", "20260302/BATCH00000001/1"),
        (Decimal("6.00"), "Bob", "20260302/BATCH00000001/2"),
    ]


def test_a_batch_may_have_a_payment_that_goes_the_other_way(read: Read) -> None:
    back = camt.payment('<Amt Ccy="EUR">2.00</Amt><CdtDbtInd>DBIT</CdtDbtInd>')
    batch = camt.entry("10.00", camt.payment(camt.share("12.00")), back)
    (statement,) = read(camt.document(camt.statement(batch)))
    assert [b.amount for b in statement.bookings] == [Decimal(12), Decimal(-2)]


@pytest.mark.parametrize(
    ("second", "said"),
    [
        (camt.share("7.00"), ", waarvan 2 met een bedrag: 11.00"),
        ("", ", waarvan 1 met een bedrag: 4.00"),
        (camt.share("6.00").replace("EUR", "USD"), ", waarvan 1 met een bedrag: 4.00"),
    ],
)
def test_a_batch_that_does_not_add_up_is_one_line(
    read: Read, second: str, said: str
) -> None:
    two = [camt.payment(camt.share("4.00")), camt.payment(second)]
    text = "<AddtlNtryInf>SEPA BATCH</AddtlNtryInf>"
    booking = one(read, camt.entry("10.00", *two, after=text))
    assert booking.amount == Decimal("10.00")
    assert booking.narration == f"SEPA BATCH; Verzamelboeking van 2 betalingen{said}"


def test_a_batch_without_payments_is_one_line(read: Read) -> None:
    told = "<Btch><PmtInfId>LOON-3</PmtInfId><NbOfTxs>2</NbOfTxs></Btch>"
    assert one(read, camt.entry("-10.00", told)).narration == "LOON-3"


def test_a_key_that_is_there_twice_is_none(read: Read) -> None:
    same = "<AcctSvcrRef>26061AB0000000001</AcctSvcrRef>"
    other_day = camt.entry("5.00", more=same, day="2026-03-03")
    (statement,) = read(
        camt.document(
            camt.statement(
                camt.entry("3.00", more=same), camt.entry("4.00", more=same), other_day
            )
        )
    )
    assert [b.reference for b in statement.bookings] == [
        "",
        "",
        "20260303/26061AB0000000001",
    ]


def test_the_number_of_the_entry_is_a_key_if_it_is_no_count(read: Read) -> None:
    long = camt.entry("3.00").replace(
        "<Ntry>", "<Ntry><NtryRef>011111333306999888</NtryRef>"
    )
    assert one(read, long).reference == "20260302/011111333306999888"
    assert one(read, long.replace("011111333306999888", "000001")).reference == ""


def test_the_text_of_the_entry_is_read_where_there_is_no_other(read: Read) -> None:
    card = "<AddtlNtryInf>BEA, Betaalpas  Bakker,PAS123  NR:1</AddtlNtryInf>"
    booking = one(read, camt.entry("-3.00", after=card))
    assert booking.narration == "BEA, Betaalpas Bakker,PAS123 NR:1"
    sepa = (
        "<AddtlNtryInf>/TRTP/SEPA OVERBOEKING/IBAN/NL91ABNA0417164300/BIC/ABNANL2A"
        "/NAME/Bram/REMI/Taart/EREF/NOTPROVIDED</AddtlNtryInf>"
    )
    booking = one(read, camt.entry("3.00", after=sepa))
    assert (booking.payee, booking.narration) == ("Bram", "Taart")
    assert booking.counterparty == camt.OTHER


def test_text_from_outside_cannot_be_markup(read: Read) -> None:
    told = camt.payment(camt.text("&lt;script&gt;&#x202E;x&lt;/script&gt;"))
    assert one(read, camt.entry("3.00", told)).narration == "‹script›x‹/script›"


def test_longer_texts_than_the_schema_has_are_read(read: Read) -> None:
    told = camt.payment(camt.text("woord " * 60))
    assert one(read, camt.entry("3.00", told)).narration == ("woord " * 60).strip()


def test_statements_of_a_file_stay_apart_and_are_in_order(read: Read) -> None:
    first = camt.statement(
        camt.balance("OPBD", "0.00", "2026-03-02"),
        camt.balance("CLBD", "3.00", "2026-03-02"),
        camt.entry("3.00"),
    )
    second = camt.statement(
        camt.balance("PRCD", "3.00", "2026-03-02"),
        camt.balance("CLBD", "7.00", "2026-03-03"),
        camt.entry("4.00", day="2026-03-03"),
    )
    statements = read(camt.document(second, first))
    assert [one.closing for one in statements] == [
        Balance(MARCH_2, Decimal("3.00")),
        Balance(dt.date(2026, 3, 3), Decimal("7.00")),
    ]
    assert [one.remark for one in statements] == ["", ""]


def test_accounts_stay_apart(read: Read) -> None:
    own = camt.statement(camt.entry("3.00"))
    other = camt.statement(camt.entry("4.00", day="2026-03-01"), account=camt.OTHER)
    assert [one.account for one in read(camt.document(own, other))] == [
        camt.OWN,
        camt.OTHER,
    ]


def test_a_day_that_is_missing_is_told(read: Read) -> None:
    first = camt.statement(camt.balance("CLBD", "3.00", "2026-03-02"))
    later = camt.statement(
        camt.balance("OPBD", "9.00", "2026-03-04"),
        camt.balance("CLBD", "9.00", "2026-03-04"),
    )
    statements = read(camt.document(first, later))
    assert statements[0].remark == ""
    assert statements[1].remark == (
        "A statement is missing before this one: the account held 3.00 on 2026-03-02, "
        "and this one begins with 9.00."
    )


def test_lines_that_do_not_make_up_the_balances_are_told(read: Read) -> None:
    (statement,) = read(camt.DAY.replace("62.50", "60.00"))
    assert statement.closing == Balance(MARCH_2, Decimal("60.00"))
    assert statement.remark == (
        "The lines up to 2026-03-02 add up to -37.50, but the balance went from "
        "100.00 to 60.00. A line may be missing: download it again."
    )


def test_only_the_last_statement_of_a_day_tells_how_it_ended(read: Read) -> None:
    first = camt.statement(
        camt.balance("OPBD", "0.00", "2026-03-02"),
        camt.balance("CLBD", "3.00", "2026-03-02"),
        camt.entry("3.00"),
    )
    second = camt.statement(
        camt.balance("OPBD", "3.00", "2026-03-02"),
        camt.balance("CLBD", "1.00", "2026-03-02"),
        camt.entry("-2.00"),
    )
    statements = read(camt.document(first, second))
    assert [one.closing for one in statements] == [
        None,
        Balance(MARCH_2, Decimal("1.00")),
    ]
    assert [one.remark for one in statements] == ["", ""]


def test_pages_of_a_statement_go_on_from_each_other(read: Read) -> None:
    first = camt.statement(
        camt.balance("OPBD", "0.00", "2026-03-02"),
        camt.balance("ITBD", "3.00", "2026-03-02"),
        camt.entry("3.00"),
    )
    middle = camt.statement(
        camt.balance("ITBD", "3.00", "2026-03-02"),
        camt.balance("ITBD", "5.00", "2026-03-02"),
        camt.entry("2.00"),
    )
    last = camt.statement(
        camt.balance("ITBD", "5.00", "2026-03-02"),
        camt.balance("CLBD", "6.00", "2026-03-02"),
        camt.entry("1.00"),
    )
    statements = read(camt.document(first, middle, last))
    assert [one.remark for one in statements] == ["", "", ""]
    assert [one.closing for one in statements] == [
        None,
        None,
        Balance(MARCH_2, Decimal("6.00")),
    ]
    gap = read(camt.document(first, last))
    assert gap[1].remark.startswith(
        "A statement is missing before this one: the account held 3.00"
    )


def test_a_balance_in_another_currency_is_not_of_the_account(read: Read) -> None:
    dollars = camt.balance("CLBD", "3.00", "2026-03-02", currency="USD")
    (statement,) = read(camt.document(camt.statement(dollars, camt.entry("3.00"))))
    assert statement.closing is None


def test_the_same_statement_twice_is_refused(refused: Refuse) -> None:
    day = camt.statement(camt.entry("3.00"))
    assert str(refused(camt.document(day, day))).endswith(
        "statement.csv:8: This file has the same statement twice, with its lines up "
        "to 2026-03-02. Take one of them out."
    )


def test_equal_lines_in_one_statement_are_two(read: Read) -> None:
    day = camt.statement(camt.entry("3.00"), camt.entry("3.00"))
    assert len(read(camt.document(day))[0].bookings) == 2


@pytest.mark.parametrize(
    ("kind", "what"),
    [
        ("052", "what was booked in the course of a day"),
        ("054", "advice of single entries"),
    ],
)
def test_other_messages_are_refused_as_what_they_are(
    refused: Refuse, kind: str, what: str
) -> None:
    text = camt.DAY.replace("camt.053", f"camt.{kind}")
    assert str(refused(text)).endswith(
        f"statement.csv: This is CAMT.{kind}: {what}, not a statement. "
        "Download CAMT.053."
    )


@pytest.mark.parametrize(
    ("good", "bad", "line", "why"),
    [
        (
            ">12.50<",
            ">12,50<",
            7,
            "“12,50” is not an amount as this layout writes it.",
        ),
        (
            ">12.50<",
            ">-1.00<",
            7,
            "“-1.00” is not an amount as this layout writes it.",
        ),
        (">12.50<", ">1e3<", 7, "“1e3” is not an amount as this layout writes it."),
        (">12.50<", "><", 7, "“” is not an amount as this layout writes it."),
        (
            ">CRDT</CdtDbtInd><Sts",
            ">CR</CdtDbtInd><Sts",
            7,
            "“CR” does not say whether",
        ),
        (
            "2026-03-02</Dt></BookgDt>",
            "2026-02-30</Dt></BookgDt>",
            7,
            "“2026-02-30” is",
        ),
        (
            "2026-03-02</Dt></BookgDt>",
            "02-03-2026</Dt></BookgDt>",
            7,
            "“02-03-2026” is",
        ),
        ("2026-03-02</Dt></BookgDt>", "</Dt></BookgDt>", 7, "“” is not a day"),
        (
            'EUR">12.50',
            'USD">12.50',
            7,
            "This line is in USD, but the account is in EUR.",
        ),
        ('EUR">12.50', 'euro">12.50', 7, "“euro” is not the code of a currency."),
        (
            "OPBD</Cd></CdOrPrtry></Tp><Amt",
            "OPBD</Cd></CdOrPrtry></Tp><X",
            5,
            "This XML",
        ),
        ("<IBAN>", "<Nm>", 4, "This XML is broken"),
        ("Acct>", "Acnt>", 5, "The statement does not say which account it is for."),
        (camt.OWN, " ", 4, "The statement does not say which account it is for."),
        ("</Document>", "", 12, "This XML is broken"),
        ("<Stmt>", "<Stm>", 0, "There is no statement in this file."),
    ],
)
def test_what_cannot_be_read_stops_the_file_with_its_line(
    refused: Refuse, good: str, bad: str, line: int, why: str
) -> None:
    assert good in camt.DAY
    changed = camt.DAY.replace(good, bad, 1)
    if good in {"Acct>", "<Stmt>"}:
        changed = changed.replace(good.replace("<", "</"), bad.replace("<", "</"))
    refusal = refused(changed)
    assert why in str(refusal)
    assert refusal.line == line


def test_a_statement_without_lines_has_its_balance(read: Read) -> None:
    quiet = camt.statement(camt.balance("CLBD", "-3.00", "2026-03-02"))
    (statement,) = read(camt.document(quiet))
    assert statement.bookings == ()
    assert statement.closing == Balance(MARCH_2, Decimal("-3.00"))
