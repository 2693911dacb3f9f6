"""The importer in beangulp: a script of three lines, one importer for each account."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import beangulp
import pytest
from beancount.core import data
from beancount.parser import parser
from click.testing import CliRunner

from nl_banks import Balance, Importer, LineKind, Refused, Statement, StatementLine
from nl_banks.directives import directives

# A name that shouts, and a backslash: both come from whoever paid.
ING = """\
"Datum";"Naam / Omschrijving";"Rekening";"Tegenrekening";"Code";"Af Bij";\
"Bedrag (EUR)";"Mutatiesoort";"Mededelingen";"Saldo na mutatie";"Tag"
"20260303";"Bakker Bram";"NL65INGB0006040930";"NL91ABNA0417164300";"GT";"Bij";\
"12,50";"Online bankieren";"Taart";"112,50";""
"20260302";"Hr ""P"" <b>Puk</b>";"NL65INGB0006040930";"";"BA";"Af";"1.000,00";\
"Betaalautomaat";"C:\\nieuw";"100,00";""
"""
LEDGER = """\
2026-03-02 * "Hr 'P' ‹b›Puk‹/b›" "C:\\\\nieuw"
  bank-ref: "line-3db24cc0704836ac-1"
  Assets:Bank:ING  -1000.00 EUR

2026-03-03 * "Bakker Bram" "Taart"
  bank-ref: "line-3c487539c1bca80a-1"
  counterparty: "NL91ABNA0417164300"
  Assets:Bank:ING  12.50 EUR

2026-03-04 balance Assets:Bank:ING  112.50 EUR
"""

CURRENT = Importer("NL65 INGB 0006 0409 30", "Assets:Bank:ING")
OTHER = Importer("NL02 INGB 0001 2345 67", "Assets:Bank:Other")


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "download.csv"
    path.write_text(ING, encoding="utf-8")
    return str(path)


def test_a_statement_becomes_entries(file: str) -> None:
    runner = CliRunner()
    result = runner.invoke(beangulp.Ingest([CURRENT, OTHER]).cli, ["extract", file])
    assert result.exit_code == 0
    found, errors, _ = parser.parse_string(result.stdout)
    wanted, _, _ = parser.parse_string(LEDGER)
    assert not errors
    assert [told(entry) for entry in found] == [told(entry) for entry in wanted]


def told(entry: data.Directive) -> object:
    """Return what a directive says, without its place."""
    meta = {k: v for k, v in entry.meta.items() if k not in {"filename", "lineno"}}
    if isinstance(entry, data.Transaction):
        postings = [(p.account, p.units) for p in entry.postings]
        return entry.date, entry.payee, entry.narration, meta, postings
    assert isinstance(entry, data.Balance)
    return entry.date, entry.account, entry.amount


def test_each_account_has_its_own_importer(file: str) -> None:
    assert CURRENT.identify(file) is True
    assert OTHER.identify(file) is False
    assert CURRENT.name != OTHER.name
    assert CURRENT.account(file) == "Assets:Bank:ING"
    assert CURRENT.date(file) == dt.date(2026, 3, 3)


def test_what_the_ledger_has_is_marked_and_no_more(file: str) -> None:
    ledger, _, _ = parser.parse_string(LEDGER)
    taken = CURRENT.extract(file, [])
    CURRENT.deduplicate(taken, ledger[:1])
    assert ["__duplicate__" in entry.meta for entry in taken] == [True, False, False]


def test_a_file_of_no_bank_is_nobodys(tmp_path: Path) -> None:
    path = tmp_path / "holiday.jpg"
    path.write_bytes(b"\xff\xd8\xff\xe0")
    assert CURRENT.identify(str(path)) is False


def test_a_file_that_was_changed_since_is_read_again(file: str) -> None:
    assert CURRENT.identify(file)
    Path(file).write_text(ING.replace("Taart", "Taartje"), encoding="utf-8")
    entries = CURRENT.extract(file, [])
    assert "Taartje" in [getattr(entry, "narration", None) for entry in entries]


def test_a_broken_file_stops_the_importer_with_its_line(file: str) -> None:
    Path(file).write_text(ING.replace("12,50", "12.5x"), encoding="utf-8")
    with pytest.raises(Refused, match=r"download.csv:2: .*12\.5x"):
        CURRENT.extract(file, [])


def booking(amount: str, kind: LineKind, fee: str = "0") -> StatementLine:
    return StatementLine(
        2, dt.date(2026, 3, 2), Decimal(amount), "EUR", kind=kind, fee=Decimal(fee)
    )


def test_a_provider_keeps_its_fee_and_pays_out() -> None:
    statement = Statement(
        "a-layout",
        "SumUp",
        "sumup",
        "EUR",
        (
            booking("10.00", LineKind.SALE, "-0.25"),
            booking("-1.00", LineKind.FEE),
            booking("-8.75", LineKind.PAYOUT),
        ),
        Balance(dt.date(2026, 3, 2), Decimal("0.00")),
    )
    entries = directives(
        statement,
        "Assets:Clearing:SumUp",
        fees="Expenses:Fees",
        transfers="Assets:Clearing:Underway",
    )
    moved = [
        [(p.account.rpartition(":")[2], str(p.units)) for p in entry.postings]
        for entry in entries
        if isinstance(entry, data.Transaction)
    ]
    assert moved == [
        [("SumUp", "9.75 EUR"), ("Fees", "0.25 EUR")],
        [("SumUp", "-1.00 EUR"), ("Fees", "1.00 EUR")],
        [("SumUp", "-8.75 EUR"), ("Underway", "8.75 EUR")],
    ]
