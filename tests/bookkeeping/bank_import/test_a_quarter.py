"""A quarter as a bookkeeper has it: a bank, two providers, and downloads that overlap.

Read in no order, in two formats; the bank changes a line, somebody divides one, and a
debit comes back. In the end nothing waits, nothing is there twice, and all agrees.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from tests.benchmarks.statements import IBAN, Row, write_ing
from tests.bookkeeping.bank_import.books import Run
from tests.nl_banks import camt

from paraplu.check import check

REGISTER = f"""\
  banks:
    - {{iban: {IBAN}, account: "Assets:Bank:Main"}}
    - {{provider: Mollie, account: "Assets:Clearing:Mollie"}}
    - {{provider: PayPal, account: "Assets:Clearing:PayPal"}}
  match:
    - {{counterparty: NL10INGB0000000010, account: "Expenses:Coop:Rent"}}
"""
ACCOUNTS = """
2026-01-01 open Assets:Clearing:Mollie EUR
2026-01-01 open Assets:Clearing:PayPal EUR

;; Its report says nothing of this; its dashboard does.
2026-03-13 balance Assets:Clearing:Mollie  0.00 EUR
"""


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(f"2026-{text}")


def bank(on: str, payee: str, amount: str, text: str, other: str = "") -> Row:
    return Row(day(on), payee, other, Decimal(amount), text)


def rent(on: str) -> Row:
    return bank(on, "Verhuur Loods", "-40.00", "Huur", "NL10INGB0000000010")


PENDING = bank("01-30", "Bakker", "-12.10", "Pasvolgnr: 012")
JANUARY = (
    rent("01-05"),
    bank("01-09", "Buurtfeest", "124.20", "Bedankt!", "NL11INGB0000000011"),
    PENDING,
)
FEBRUARY = (
    PENDING._replace(payee="CCV*Bakkerij Bram", text="Kaartnr: 5238 53** Term: A1"),
    bank("02-04", "Stichting Mollie Payments", "77.12", "REF 1234567.2601.01"),
    rent("02-05"),
    bank("02-10", "Energie", "-30.00", "Termijn februari", "NL12INGB0000000012"),
    bank("02-20", "PayPal Europe S.a.r.l.", "60.00", "2L58"),
)
MARCH = (
    bank("03-03", "Energie", "30.00", "Storno", "NL12INGB0000000012"),
    rent("03-05"),
    bank("03-10", "Groothandel", "-60.00", "klei en glazuur", "NL13INGB0000000013"),
    bank("03-12", "Stichting Mollie Payments", "48.50", "REF 1234567.2602.02"),
    bank("03-27", "PayPal Europe S.a.r.l.", "38.00", "9K11"),
)
EVERY = (*JANUARY[:-1], *FEBRUARY, *MARCH)
END = Decimal("100.00") + sum(one.amount for one in EVERY)


def xml(opening: str, *rows: Row) -> str:
    """Return lines of the bank as CAMT.053, which has keys and mandates."""
    stood = Decimal(opening) + sum(one.amount for one in rows)
    entries = []
    for one in rows:
        refs = f"<AcctSvcrRef>26{one.date:%j}AB{one.date:%d}0000000001</AcctSvcrRef>"
        side = "Dbtr" if one.amount > 0 else "Cdtr"
        told = [camt.text(one.text)]
        if one.payee == "Energie":
            agreed = "<EndToEndId>E-2026-02</EndToEndId><MndtId>M-7</MndtId>"
            told.insert(0, f"<Refs>{agreed}</Refs>")
        if one.counterparty:
            told.append(camt.parties(camt.party(side, one.payee, one.counterparty)))
        else:
            told.append(camt.parties(f"<{side}><Nm>{one.payee}</Nm></{side}>"))
        entries.append(
            camt.entry(
                f"{one.amount}", camt.payment(*told), day=f"{one.date}", more=refs
            )
        )
    return camt.document(
        camt.statement(
            camt.balance("OPBD", opening, f"{rows[0].date}"),
            *entries,
            camt.balance("CLBD", f"{stood}", f"{rows[-1].date}"),
            account=IBAN,
        )
    )


MOLLIE = (
    "Date,Payment method,Currency,Amount,Status,ID,Description,Consumer name,"
    "Consumer bank account,Consumer BIC,Settlement currency,Settlement amount,"
    "Settlement reference,Amount refunded\n"
)


def settlement(reference: str, *rows: tuple[str, str, str, str]) -> str:
    return "".join(
        f"2026-{on} 10:00:00,ideal,EUR,{amount},paidout,{key},{text},,,,EUR,{amount},"
        f"{reference},\n"
        for on, key, text, amount in rows
    )


FIRST_OF_MOLLIE = settlement(
    "1234567.2601.01",
    ("01-28", "tr_a", "Bestelling 1", "50.00"),
    ("01-29", "tr_b", "Bestelling 2", "29.00"),
    ("02-02", "", "Withheld transaction fees", "-1.88"),
)
SECOND_OF_MOLLIE = settlement(
    "1234567.2602.02",
    ("02-27", "tr_c", "Bestelling 3", "50.00"),
    ("03-09", "", "Withheld transaction fees", "-1.50"),
)
PAYPAL = (
    '"Date","Time","Time Zone","Description","Currency","Gross","Fee","Net","Balance",'
    '"Transaction ID","From Email Address","Name","Bank Name","Bank Account",'
    '"Shipping and Handling Amount","Sales Tax","Invoice ID","Reference Txn ID"\n'
)


def paypal(*rows: tuple[str, str, str, str, str, str]) -> str:
    return "".join(
        f'"{on}/2026","10:00:00","CET","{what}","EUR","{gross}","{fee}",'
        f'"{Decimal(gross) + Decimal(fee)}","{after}","{key}","","","","","0.00",'
        '"0.00","",""\n'
        for on, what, gross, fee, after, key in rows
    )


PAYPAL_ROWS = (
    ("14/02", "Express Checkout Payment", "62.00", "-2.00", "60.00", "94Y7"),
    ("18/02", "General Withdrawal", "-60.00", "0.00", "0.00", "2L58"),
    ("21/03", "Express Checkout Payment", "40.00", "-2.00", "38.00", "95Z8"),
    ("25/03", "General Withdrawal", "-38.00", "0.00", "0.00", "9K11"),
)


@pytest.fixture
def books(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> Path:
    """Stand in new books that know the bank and the providers."""
    run("init", tmp_path, "--language", "en", "--today", "2026-01-01")
    register = tmp_path / "members.yaml"
    text = register.read_text("utf-8")
    register.write_text(re.sub(r"  # banks: .*\n", REGISTER, text), "utf-8")
    with (tmp_path / "ledger" / "accounts.beancount").open("a", encoding="utf-8") as to:
        to.write(ACCOUNTS)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def downloads(folder: Path) -> list[Path]:
    """Write what was downloaded, and return it in the order in which it is read."""
    written = []

    def keep(name: str, text: str | tuple[Row, ...], opening: str = "100.00") -> None:
        file = folder / name
        if isinstance(text, str):
            file.write_text(text, "utf-8")
        else:
            write_ing(file, text, Decimal(opening))
        written.append(file)

    keep("march.xml", xml("239.22", *MARCH))
    keep("paypal-1.csv", PAYPAL + paypal(*PAYPAL_ROWS[:2]))
    keep("january.csv", JANUARY)
    keep("mollie-2.csv", MOLLIE + SECOND_OF_MOLLIE)
    keep("february.csv", FEBRUARY, "184.20")
    keep("mollie.csv", MOLLIE + FIRST_OF_MOLLIE + SECOND_OF_MOLLIE)
    keep("february.xml", xml("184.20", *FEBRUARY, *MARCH[:2]))
    keep("paypal.csv", PAYPAL + paypal(*PAYPAL_ROWS))
    return written


def contents(folder: Path) -> dict[Path, str]:
    return {
        file: file.read_text("utf-8")
        for file in (folder / "ledger").rglob("*.beancount")
    }


def divide(folder: Path) -> None:
    """Divide what was bought over two entries by hand, each with the bank's key."""
    march = folder / "ledger" / "2026" / "2026-03-bank.beancount"
    text = march.read_text("utf-8")
    found = re.search(r'2026-03-10 ! "Groothandel".*?(?=\n\n)', text, re.DOTALL)
    assert found
    (key,) = (line for line in found[0].splitlines() if "bank-ref" in line)
    parts = (
        f'2026-03-10 * "Groothandel" "{what}"\n{key}\n'
        f"  {account}  {amount} EUR\n  Assets:Bank:Main  -{amount} EUR"
        for what, account, amount in (
            ("klei", "Expenses:Members:L01:Costs:Materials", "45.00"),
            ("koffie", "Expenses:Coop:Lunch", "15.00"),
        )
    )
    march.write_text(text.replace(found[0], "\n\n".join(parts)), "utf-8")


# What somebody types at each line that waits, the oldest first.
TYPED = (
    ("Buurtfeest", "L01 sales h"),
    ("Bestelling 1", "L01 sales h"),
    ("Bestelling 2", "L01 sales h"),
    ("Bakkerij", "lunch"),
    ("transaction fees", "bankfees"),
    ("Energie", "rent"),
    ("Express Checkout", "L01 sales h"),
    ("Bestelling 3", "L01 sales h"),
    ("Energie", "1"),
    ("transaction fees", "bankfees"),
    ("Express Checkout", "L01 sales h"),
)


def test_a_quarter(books: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    files = downloads(books)
    for file in files:
        status, _, complaint = run("import", file)
        assert (status in {0, 1}, complaint) == (True, ""), file.name
        if file.name == "march.xml":
            divide(books)
    waiting = json.loads(run("allocate", "--format", "json")[1])["waiting"]
    said = [f"{one['payee']} {one['narration']}" for one in waiting]
    assert len(said) == len(TYPED)
    assert all(who in text for (who, _), text in zip(TYPED, said, strict=True))
    typed = "".join(f"{answer}\n" for _, answer in TYPED)
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    _, told, _ = run("allocate")
    assert "Nothing waits any more." in told
    before = contents(books)
    for file in [*files, *files[::-1]]:
        (found,) = json.loads(run("import", "--format", "json", file)[1])["files"]
        assert (found["new"], found["changed"]) == (0, []), file.name
        assert found["balance"] is None or found["balance"]["agrees"], file.name
    assert contents(books) == before
    judged = check(books / "ledger" / "main.beancount", today=day("03-31"))
    # Of the bank, of balances and of what waits there is nothing to say.
    codes = {finding.code for finding in judged.verdict.findings}
    assert codes
    assert not [code for code in codes if code.startswith(("BC", "BK", "PF06", "CK"))]
    ends = {
        account.name: sum(days.values(), Decimal(0))
        for account, days in judged.books.days.items()
    }
    clearing = {name: end for name, end in ends.items() if ":Clearing:" in name}
    assert {name: end for name, end in clearing.items() if end} == {}
    assert len(clearing) == 3
    assert ends["Assets:Bank:Main"] == END
    # Each line of the bank is there once.
    moved = Counter(
        (entry.date, posting.amount)
        for entry in judged.books.transactions
        for posting in entry.postings
        if posting.account.name == "Assets:Bank:Main" and entry.date != day("01-01")
    )
    divided = {(day("03-10"), Decimal(-45)): 1, (day("03-10"), Decimal(-15)): 1}
    once = Counter((one.date, one.amount) for one in EVERY if one.amount != -60)
    assert moved == once + Counter(divided)
