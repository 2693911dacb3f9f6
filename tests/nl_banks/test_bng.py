"""MT940 of BNG: other lines around it, a code for a key, and a text in columns."""

import datetime as dt
from decimal import Decimal

from tests.nl_banks.conftest import Read

from nl_banks.statement import Balance, StatementLine

STATEMENT = (
    "0200 13XXXXXXXXXXXX00000\n0200 13BNGHNL20AXXX00000\n940 02\n:20:34948930\n"
    ":25:0285000001\n:28C:9/1\n:60F:D260831EUR20,00\n:61:260912C100,00NMSC028\n"
    ":86:NL12INGB0000000012                 INGBNL2A Bakker Bram B.V.             "
    "         Zutphen Termijn 3\n"
    ":61:260912D10,50NMSC091\n:86:EB BATCH: 123 zonder rekening\n"
    ":62F:C260912EUR69,50\n-\n"
)


def test_a_statement_of_bng(read: Read) -> None:
    (statement,) = read(STATEMENT * 1)
    assert (statement.bank, statement.account) == ("BNG Bank", "0285000001")
    assert statement.bookings == (
        StatementLine(
            line=8,
            date=dt.date(2026, 9, 12),
            amount=Decimal("100.00"),
            currency="EUR",
            payee="Bakker Bram B.V.",
            narration="Zutphen Termijn 3",
            counterparty="NL12INGB0000000012",
        ),
        StatementLine(
            line=10,
            date=dt.date(2026, 9, 12),
            amount=Decimal("-10.50"),
            currency="EUR",
            narration="EB BATCH: 123 zonder rekening",
        ),
    )
    assert statement.closing == Balance(dt.date(2026, 9, 12), Decimal("69.50"))
    assert not statement.remarks


def test_two_statements_in_one_file(read: Read) -> None:
    second = STATEMENT.replace("2609", "2610").replace("260831", "261001")
    second = second.replace(":60F:D261001EUR20,00", ":60F:C260912EUR69,50")
    second = second.replace(":62F:C261012EUR69,50", ":62F:C261012EUR159,00")
    first, last = read(STATEMENT + second)
    assert not (*first.remarks, *last.remarks)
    assert last.closing == Balance(dt.date(2026, 10, 12), Decimal("159.00"))
