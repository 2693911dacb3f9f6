"""CAMT.053 as some banks and programs write it: without what should be there."""

import datetime as dt
from decimal import Decimal

from tests.nl_banks import camt
from tests.nl_banks.conftest import Read

from nl_banks.statement import Balance


def test_a_balance_without_a_day_has_that_of_the_lines(read: Read) -> None:
    whole = camt.document(
        camt.statement(
            camt.balance("OPBD", "10.00", "2026-03-01"),
            camt.balance("CLBD", "22.50", "2026-03-02"),
            camt.entry("12.50"),
        )
    )
    bare = whole.replace("<Dt><Dt>2026-03-01</Dt></Dt></Bal>", "</Bal>")
    bare = bare.replace("<Dt><Dt>2026-03-02</Dt></Dt></Bal>", "</Bal>")
    assert bare.count("</Dt></Bal>") == 0
    (statement,) = read(bare)
    assert statement.closing == Balance(dt.date(2026, 3, 2), Decimal("22.50"))
    assert not statement.remarks


def test_without_lines_such_a_balance_is_none(read: Read) -> None:
    empty = camt.document(camt.statement(camt.balance("CLBD", "22.50", "2026-03-02")))
    (statement,) = read(empty.replace("<Dt><Dt>2026-03-02</Dt></Dt>", ""))
    assert statement.closing is None


def test_a_file_without_a_namespace_is_known_by_what_it_holds(read: Read) -> None:
    text = camt.document(camt.statement(camt.entry("12.50")))
    bare = text.replace(f' xmlns="urn:iso:std:iso:20022:tech:xsd:{camt.V2}"', "")
    assert "camt.053" not in bare
    (statement,) = read(bare)
    assert statement.layout == "camt053"
    assert [one.amount for one in statement.bookings] == [Decimal("12.50")]


def test_the_other_side_may_be_a_savings_account(read: Read) -> None:
    details = (
        "<TxDtls><RltdPties><CdtrAcct><Tp><Prtry>V12345678</Prtry></Tp></CdtrAcct>"
        "</RltdPties></TxDtls>"
    )
    text = camt.document(camt.statement(camt.entry("-12.50", details)))
    (statement,) = read(text)
    assert statement.bookings[0].counterparty == "V12345678"
