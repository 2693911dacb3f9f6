"""`paraplu pay`: the file, what is told of it, and that nothing is paid twice."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from tests.bookkeeping.payments.conftest import (
    BAKERY,
    BEGIN,
    CHAIRS,
    PRINTER,
    PRIVATE,
    REGISTER,
    bill,
    paid,
)
from tests.cli.conftest import Run
from tests.support import HEAD, write_books

from paraplu import journal as booking
from paraplu.journal import atomic_file as writing
from paraplu.journal import committing
from paraplu_cli import pay as command

ADVANCED = """\
2025-06-03 * "L01" "Paint, advanced" ^L01-paint
  counterparty: "L01"
  receipt: "c.txt"
  Expenses:Members:L01:Costs  25.00 EUR
  Liabilities:Members:L01:Payable

"""
FROZEN = bill(
    "50.00",
    "2025-05-02",
    receipt="b.txt",
    link="frozen",
    account="Liabilities:Members:L02:Payable",
    spent="Expenses:Members:L02:Costs",
)
LEDGER = BEGIN + FROZEN + bill("1234.50", link="print") + ADVANCED
DATE = ("--date", "2025-06-10")

TEXT = """\
Payments on 2025-06-10, from Assets:Bank:Daily (NL91ABNA0417164300)

payee     account number         amount   what for
Printer   NL02ABNA0123456789   1,234.50   Bill of 2025-06-02
L01       private                 25.00   Paint, advanced
total                          1,259.50

2 payments, for the bank: payments/2025-06-10-#.xml

Not paid
  ledger/main.beancount:14  Printer  50.00
    MB05: 50.00 leaves the ring of L02, which is frozen from 2025-06-01 until
    2025-06-30: dispute.
"""


def write(folder: Path, ledger: str = LEDGER, register: str = REGISTER) -> None:
    files = {f"{name}.txt": name for name in "abcdef"}
    files["../members.private.yaml"] = PRIVATE
    write_books(folder, ledger, members=register, files=files)


@pytest.fixture(autouse=True)
def _books(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(command, "clock", lambda: dt.date(2025, 6, 3))


def made(folder: Path) -> list[Path]:
    return sorted(folder.glob("payments/*.xml"))


def everything(folder: Path) -> dict[str, bytes]:
    return {str(p): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_pay(tmp_path: Path, run: Run) -> None:
    ran = run("pay", *DATE)
    (file,) = made(tmp_path)
    assert ran == (1, TEXT.replace("#", file.stem[-12:]), "")
    text = file.read_text("utf-8")
    assert "<IBAN>NL39RABO0300065264</IBAN>" in text
    assert "<Nm>Jo Jansen</Nm>" in text
    assert "pain.001.001.09" in text


def test_why_a_payment_counts_for_a_bill(tmp_path: Path, run: Run) -> None:
    more = paid("30.00", link="print", payee="") + paid("20.00", payee="PRINTER")
    write(tmp_path, BEGIN + bill("80.00", link="print") + more)
    plain = run("pay", *DATE, "--dry-run")
    told = run("pay", *DATE, "--dry-run", "--explain")
    assert told.status == plain.status
    assert " ".join(told.out.removeprefix(plain.out.rstrip("\n")).split()) == (
        "ledger/main.beancount:14 Printer 2025-06-05: 30.00 by "
        "ledger/main.beancount:19: it has the same ^link. 2025-06-05: 20.00 by "
        "ledger/main.beancount:23: it has the same payee, and this was the oldest "
        "open bill."
    )
    made = json.loads(
        run("pay", *DATE, "--dry-run", "--explain", "--format", "json").out
    )
    assert [
        [match["reason"] for match in one["settled"]]
        for one in (*made["payments"], *made["refused"])
    ] == [["link", "party"]]


def test_what_is_private_is_only_in_the_file(tmp_path: Path, run: Run) -> None:
    told = run("pay", *DATE).out + run("pay", *DATE, "--format", "json").out
    told += (tmp_path / "payments" / "sent.jsonl").read_text("utf-8")
    assert "Jansen" not in told
    assert "NL39RABO0300065264" not in told


def test_a_second_run_changes_nothing(tmp_path: Path, run: Run) -> None:
    run("pay", *DATE)
    before = everything(tmp_path)
    again = run("pay", *DATE)
    assert "There is nothing to pay, so no file was made." in again.out
    assert "On its way, not in the books yet\n" in again.out
    assert run("pay", "--date", "2025-06-20").out.count("to be paid on 2025-06-10") == 2
    assert everything(tmp_path) == before


def test_nothing_changes_in_the_books(tmp_path: Path, run: Run) -> None:
    before = everything(tmp_path / "ledger")
    run("pay", *DATE)
    assert everything(tmp_path / "ledger") == before


def test_once_the_bank_is_booked_it_is_over(tmp_path: Path, run: Run) -> None:
    run("pay", *DATE)
    booked = paid("1234.50", "2025-06-10", link="print")
    write(tmp_path, LEDGER + booked)
    left = json.loads(run("pay", "--date", "2025-06-20", "--format", "json").out)
    assert [one["payee"] for one in left["under_way"]] == ["L01"]
    new = bill("1234.50", "2025-06-12", receipt="d.txt", link="print")
    write(tmp_path, LEDGER + booked + new)
    found = json.loads(run("pay", "--date", "2025-06-20", "--format", "json").out)
    assert [one["amount"] for one in found["payments"]] == ["1234.50"]


def test_the_same_bill_each_month_without_a_link(tmp_path: Path, run: Run) -> None:
    def pay(day: str) -> list[str]:
        out = run("pay", "--date", day, "--format", "json").out
        return [one["amount"] for one in json.loads(out)["payments"]]

    write(tmp_path, BEGIN + bill("10.00", "2025-06-02"))
    assert pay("2025-06-03") == ["10.00"]
    ledger = BEGIN + bill("10.00", "2025-06-02") + paid("10.00", "2025-06-04")
    write(tmp_path, ledger + bill("10.00", "2025-07-02", receipt="b.txt"))
    assert pay("2025-07-03") == ["10.00"]
    assert pay("2025-07-03") == []


def test_the_bank_did_not_pay_it(tmp_path: Path, run: Run) -> None:
    run("pay", *DATE)
    record = tmp_path / "payments" / "sent.jsonl"
    first, second = record.read_text("utf-8").splitlines(keepends=True)
    assert json.loads(first) == {
        "date": "2025-06-10",
        "file": made(tmp_path)[0].name,
        "account": "Liabilities:Members:L01:Payable",
        "payee": "Printer",
        "links": ["print"],
        "amount": "1234.50",
    }
    record.write_text(second, "utf-8")
    assert "\n1 payment, for the bank: " in run("pay", "--date", "2025-06-20").out
    assert len(made(tmp_path)) == 2


PAID = (
    '{"date": "2025-06-10", "file": "x", "account": "Liabilities:Members:L01:Payable", '
    '"payee": "x", "links": [], "amount": "9.00"}'
)


@pytest.mark.parametrize(
    "line",
    [
        *("{", "[]", "3", '{"date": "2025-06-10"}', '"x"', "\x00", "null"),
        *("[" * 100_000, "9" * 5_000, PAID.replace("9.00", "9E+30")),
    ],
)
def test_a_record_that_is_no_record(tmp_path: Path, run: Run, line: str) -> None:
    (tmp_path / "payments").mkdir()
    (tmp_path / "payments" / "sent.jsonl").write_text(f"\n{line}\n", "utf-8")
    ran = run("pay", *DATE)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith(
        "paraplu: Line 2 of payments/sent.jsonl is not a payment."
    )


def test_a_dry_run_writes_nothing(tmp_path: Path, run: Run) -> None:
    before = everything(tmp_path)
    ran = run("pay", *DATE, "--dry-run")
    assert ran.status == 1
    assert "\n2 payments; nothing was written.\n" in ran.out
    assert everything(tmp_path) == before


def test_json(run: Run) -> None:
    found = json.loads(run("pay", *DATE, "--format", "json", "--pain", "03").out)
    private = found["payments"].pop()
    assert found["payments"] == [
        {
            "payee": "Printer",
            "account": "Liabilities:Members:L01:Payable",
            "links": ["print"],
            "amount": "1234.50",
            "due": None,
            "file": "ledger/main.beancount",
            "line": 19,
            "member": None,
            "iban": PRINTER,
            "reference": None,
            "text": "Bill of 2025-06-02",
            "notes": [],
        }
    ]
    assert (private["member"], private["iban"]) == ("L01", None)
    assert {key: found[key] for key in ("version", "schema", "total", "under_way")} == {
        "version": 1,
        "schema": "pain.001.001.03",
        "total": "1259.50",
        "under_way": [],
    }
    assert [one["links"] for one in found["refused"]] == [["frozen"]]


COOP = {"account": "Liabilities:Payable", "spent": "Expenses:Coop:Publicity"}


def given(
    payee: str, receipt: str, *notes: str, amount: str = "10.00", **accounts: str
) -> str:
    """Return a bill with a receipt and notes of its own."""
    text = (amount, "2025-06-02", payee, payee.lower(), f"{receipt}.txt", *notes)
    return bill(*text, **accounts)


RIGHT, SLIP = f'counterparty: "{CHAIRS}"', f'counterparty: "{CHAIRS[:-1]}8"'
TYPED = 'reference: "RF19539007547034"'
# Each fault beside the bill that looks like it, and is paid.
FAULTS = {
    "no account number": (given("Baker", "d"), given("Baker", "d", RIGHT)),
    "a check that fails": (given("Baker", "d", SLIP), given("Baker", "d", RIGHT)),
    "two that differ": (
        given("Baker", "d", RIGHT) + given("Baker", "e", f'counterparty: "{BAKERY}"'),
        given("Baker", "d", RIGHT) + given("Baker", "e", RIGHT),
    ),
    "another than the supplier's": (
        given("Printer", "d", RIGHT),
        given("Printer", "d", f'counterparty: "{PRINTER}"'),
    ),
    "a cent below nil": (
        given("Baker", "d", RIGHT, amount="-0.01", **COOP),
        given("Baker", "d", RIGHT, amount="0.01", **COOP),
    ),
    "nothing": (
        given("Baker", "d", RIGHT, amount="0.00").replace("ble\n", "ble  0.00 EUR\n"),
        given("Baker", "d", RIGHT, amount="0.01"),
    ),
    "half a cent": (
        given("Baker", "d", RIGHT, amount="9.995"),
        given("Baker", "d", RIGHT, amount="9.99"),
    ),
    "a reference with a slip": (
        given("Baker", "d", RIGHT, TYPED.replace("4703", "4730")),
        given("Baker", "d", RIGHT, TYPED.replace("RF19", "RF18")),
    ),
    "nobody": (
        bill("10.00", "2025-06-02", "", "nobody", "d.txt", RIGHT),
        given("Baker", "d", RIGHT),
    ),
}


@pytest.mark.parametrize(("wrong", "right"), FAULTS.values(), ids=FAULTS)
def test_a_fault_in_one_bill_stops_all(
    tmp_path: Path, run: Run, wrong: str, right: str
) -> None:
    write(tmp_path, LEDGER + wrong)
    before = everything(tmp_path)
    ran = run("pay", *DATE)
    assert (ran.status, ran.err) == (2, "")
    assert "\nTo fix first\n  ledger/main.beancount:30  " in ran.out
    assert ran.out.endswith(
        "\n\nNothing was written: 1 bill has an error. Fix this and run it again, or "
        "add\n--leave-out to pay only the others.\n"
    )
    assert run("pay", *DATE, "--dry-run") == ran
    assert everything(tmp_path) == before
    assert run("pay", *DATE, "--leave-out").out.count("\n2 payments, for the bank") == 1
    assert len(made(tmp_path)) == 1
    (tmp_path / "payments" / "sent.jsonl").unlink()
    write(tmp_path, LEDGER + right)
    ran = run("pay", *DATE)
    assert (ran.status, "\n3 payments, for the bank: " in ran.out) == (1, True)


def test_faults_are_told_all_at_once(tmp_path: Path, run: Run) -> None:
    write(tmp_path, LEDGER + given("Baker", "d", SLIP) + given("Grocer", "e"))
    ran = run("pay", *DATE)
    faults, forbidden = ran.out.split("\nTo fix first\n")[1].split("\nNot paid\n")
    assert "is no account number (IBAN)" in faults
    assert "There is no account number (IBAN) for Grocer." in faults
    assert "MB05: " in forbidden
    assert "\nNothing was written: 2 bills have errors. " in forbidden
    found = json.loads(run("pay", *DATE, "--format", "json").out)
    assert (found["stopped"], found["file"]) == (True, None)
    assert [len(one["faults"]) for one in found["refused"]] == [0, 1, 1]
    assert [len(one["reasons"]) for one in found["refused"]] == [1, 1, 1]
    left = json.loads(run("pay", *DATE, "--leave-out", "--format", "json").out)
    assert (left["stopped"], left["total"]) == (False, "1259.50")
    assert left["file"] == f"payments/{made(tmp_path)[0].name}"


def test_a_fault_in_the_only_bill(tmp_path: Path, run: Run) -> None:
    write(tmp_path, BEGIN + given("Baker", "d"))
    ran = run("pay", *DATE)
    assert ran.out.endswith(
        "\nNothing was written: 1 bill has an error. Fix this and run it again.\n"
    )
    left = run("pay", *DATE, "--leave-out")
    assert (left.status, "There is nothing to pay, so no file" in left.out) == (1, True)


def test_a_fault_in_a_bill_that_nobody_asked_for(tmp_path: Path, run: Run) -> None:
    write(tmp_path, LEDGER + given("Baker", "d"))
    ran = run("pay", *DATE, "--only", "print")
    assert (ran.status, "\n1 payment, for the bank: " in ran.out) == (0, True)
    assert run("pay", *DATE, "--only", "baker").status == 2


def test_only(tmp_path: Path, run: Run) -> None:
    ran = run("pay", *DATE, "--only", "^L01-paint")
    assert ran.status == 0
    assert "Printer" not in ran.out
    assert "\n1 payment, for the bank: " in ran.out
    ran = run("pay", *DATE, "--only", "gone")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == (
        "paraplu: There is no open bill with ^gone. The open ones are: L01-paint, "
        "frozen, print. See paraplu pay --help.\n"
    )
    assert len(made(tmp_path)) == 1


def test_two_bank_accounts(tmp_path: Path, run: Run) -> None:
    for wish in ("Assets:Bank:Savings", "nl44 rabo 0123 4567 89"):
        ran = run("pay", *DATE, "--account", wish, "--dry-run")
        assert "from Assets:Bank:Savings (NL44RABO0123456789)" in ran.out
    assert "Assets:Bank:Savings has 0.00 in the books" in ran.out
    ran = run("pay", *DATE, "--account", "Assets:Bank:Gone")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == (
        "paraplu: The register has no bank account Assets:Bank:Gone. It has: "
        "Assets:Bank:Daily, Assets:Bank:Savings.\n"
    )
    nameless = REGISTER.replace("  iban: NL91ABNA0417164300\n", "")
    write(tmp_path, register=nameless)
    assert run("pay", *DATE).err.startswith(
        "paraplu: There are several bank accounts; choose one with --account:"
    )


PIN = """\
    - {provider: sumup, account: "Assets:Clearing:Cards"}
    - {provider: mollie, account: "Assets:Clearing:Payouts"}
policies:"""


def test_a_payment_provider_pays_nothing(tmp_path: Path, run: Run) -> None:
    write(tmp_path, register=REGISTER.replace("policies:", PIN))
    before = everything(tmp_path)
    ran = run("pay", *DATE, "--account", "Assets:Clearing:Cards")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == (
        "paraplu: Assets:Clearing:Cards has no account number (IBAN) to pay from. "
        "These have one: Assets:Bank:Daily, Assets:Bank:Savings.\n"
    )
    assert everything(tmp_path) == before
    assert "from Assets:Bank:Daily" in run("pay", *DATE, "--dry-run").out
    nameless = REGISTER.replace("  iban: NL91ABNA0417164300\n", "")
    write(tmp_path, register=nameless.replace("policies:", PIN))
    assert run("pay", *DATE).err == (
        "paraplu: There are several bank accounts; choose one with --account: "
        "Assets:Bank:Daily, Assets:Bank:Savings.\n"
    )


WITHOUT = {
    "no cooperative": "members: {}\n",
    "no bank account": "cooperative: {name: X}\nmembers: {}\n",
    "no IBAN": """\
cooperative: {name: X, banks: [{provider: sumup, account: "Assets:Clearing:Cards"}]}
members: {}
""",
}


@pytest.mark.parametrize("register", WITHOUT.values(), ids=WITHOUT)
def test_a_register_without_who_pays(tmp_path: Path, run: Run, register: str) -> None:
    write_books(tmp_path, BEGIN.partition("\n\n")[0] + "\n", members=register)
    (tmp_path / "members.private.yaml").unlink()
    ran = run("pay", *DATE)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("paraplu: members.yaml ")


def test_the_only_account_is_that_of_the_cooperative(tmp_path: Path, run: Run) -> None:
    banks = REGISTER[REGISTER.index("  banks:") : REGISTER.index("policies:")]
    write(tmp_path, register=REGISTER.replace(banks, ""))
    assert "from Assets:Bank:Daily (NL91ABNA0417164300)" in run("pay", *DATE).out


def test_a_file_that_is_there_stays(tmp_path: Path, run: Run) -> None:
    taken = tmp_path / "bank.xml"
    taken.write_text("mine", "utf-8")
    ran = run("pay", *DATE, "--out", "bank.xml")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("paraplu: bank.xml already exists")
    assert taken.read_text("utf-8") == "mine"
    assert not (tmp_path / "payments").exists()
    assert run("pay", *DATE, "--out", "sub/bank.xml").status == 1
    assert (tmp_path / "sub" / "bank.xml").exists()


def test_it_stopped_between_file_and_record(tmp_path: Path, run: Run) -> None:
    """The same run makes the same file again, and remembers it."""
    run("pay", *DATE)
    before = everything(tmp_path)
    (tmp_path / "payments" / "sent.jsonl").unlink()
    assert run("pay", *DATE).status == 1
    assert everything(tmp_path) == before


def test_a_disk_that_is_full(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing, "write_part", full)
    ran = run("pay", *DATE)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == "paraplu: Stopped: the disk is full.\n"
    assert made(tmp_path) == []


def test_paying_and_importing_keep_each_other_out(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(committing, "_PATIENCE", 0.0)
    folder = tmp_path / "ledger"
    with committing.alone(folder):
        ran = run("pay", *DATE)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == f"paraplu: Somebody else is writing in {folder}; try again.\n"
    assert made(tmp_path) == []


def test_the_books_are_read_when_nobody_writes_in_them(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is booked while the command waits counts: the bill is paid by then."""

    @contextmanager
    def after_an_import(folder: Path, *, dry_run: bool) -> Iterator[None]:
        assert (folder, dry_run) == (tmp_path / "ledger", False)
        write(tmp_path, LEDGER + paid("1234.50", "2025-06-10", link="print"))
        yield

    monkeypatch.setattr(booking, "alone", after_an_import)
    ran = run("pay", *DATE, "--only", "print")
    assert (ran.status, ran.out) == (2, "")
    assert "There is no open bill with ^print." in ran.err
    assert made(tmp_path) == []


def test_a_ledger_that_beancount_cannot_read_whole(tmp_path: Path, run: Run) -> None:
    """What it could not read may be the payment of a bill."""
    write(tmp_path, LEDGER + '2025-06-04 * "Printer" "Paid"\n  Assets:Bank:Daily 1 2\n')
    ran = run("pay", *DATE)
    assert (ran.status, ran.out) == (2, "")
    assert "BC00" in ran.err
    assert made(tmp_path) == []


def test_books_in_another_currency(tmp_path: Path, run: Run) -> None:
    write_books(
        tmp_path,
        BEGIN.replace("EUR", "USD"),
        members=REGISTER,
        head=HEAD.replace("EUR", "USD"),
    )
    ran = run("pay", *DATE)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == "paraplu: The books are in USD; SEPA pays only in euros.\n"


def test_a_register_with_faults(tmp_path: Path, run: Run) -> None:
    write(tmp_path, register=REGISTER.replace(PRINTER, CHAIRS.replace("NL20", "NL21")))
    ran = run("pay", *DATE)
    assert (ran.status, ran.out) == (2, "")
    assert "members.yaml:9  MB00  error" in ran.err


def test_no_day(run: Run) -> None:
    ran = run("pay", "--date", "tomorrow")
    assert ran.status == 2
    assert "“tomorrow” is not a day such as 2026-10-31." in ran.err


def test_without_a_date_it_is_today(run: Run) -> None:
    assert run("pay", "--dry-run").out.startswith("Payments on 2025-06-03,")


def test_no_day_in_the_past(tmp_path: Path, run: Run) -> None:
    before = everything(tmp_path)
    ran = run("pay", "--date", "2025-06-02")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == (
        "paraplu: 2025-06-02 is in the past; the bank can pay today, 2025-06-03, or "
        "later. See paraplu pay --help.\n"
    )
    assert everything(tmp_path) == before
    assert run("pay", "--date", "2025-06-03").status != 2


def test_no_day_more_than_a_year_ahead(tmp_path: Path, run: Run) -> None:
    before = everything(tmp_path)
    ran = run("pay", "--date", "2026-06-04")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == (
        "paraplu: 2026-06-04 is more than a year ahead; the bank takes payments until "
        "2026-06-03. See paraplu pay --help.\n"
    )
    assert everything(tmp_path) == before
    assert run("pay", "--date", "2026-06-03", "--dry-run").status != 2


def test_a_file_made_again_keeps_the_time_of_the_first(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        command, "now", lambda: dt.datetime(2025, 6, 3, 9, 30, tzinfo=dt.UTC)
    )
    run("pay", *DATE)
    (file,) = made(tmp_path)
    first = file.read_text("utf-8")
    assert "<CreDtTm>2025-06-03T09:30:00</CreDtTm>" in first
    (tmp_path / "payments" / "sent.jsonl").unlink()
    monkeypatch.setattr(
        command, "now", lambda: dt.datetime(2025, 6, 3, 10, 45, tzinfo=dt.UTC)
    )
    assert "\n2 payments, for the bank: " in run("pay", *DATE).out
    assert file.read_text("utf-8") == first


def test_hostile_words_do_not_reach_the_terminal(tmp_path: Path, run: Run) -> None:
    payee = "Evil\x1b[31m\u202e"
    note = f'counterparty: "{PRINTER}"'
    write(tmp_path, BEGIN + bill("9.00", "2025-06-02", payee, "x", "a.txt", note))
    out = run("pay", *DATE).out
    assert "Evil\\u001b[31m\\u202e" in out
    assert "\x1b" not in out
    assert "<Nm>Evil (31m</Nm>" in made(tmp_path)[0].read_text("utf-8")


class Killed(BaseException):
    """The computer stops."""


def test_killed_at_each_step_it_pays_once(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whenever it stops: what the record says is in a file, and no bill is in two."""
    real = writing.keep_data
    step = 0
    while True:
        step += 1
        shutil.rmtree(tmp_path / "payments", ignore_errors=True)
        left = [step]

        def dying(path: Path, left: list[int] = left) -> None:
            left[0] -= 1
            if not left[0]:
                raise Killed
            real(path)

        monkeypatch.setattr(writing, "keep_data", dying)
        with suppress(Killed):
            run("pay", *DATE)
        monkeypatch.setattr(writing, "keep_data", real)
        named = recorded(tmp_path)
        next_day = run("pay", "--date", "2025-06-11")
        assert next_day.status == 1
        text = "".join(file.read_text("utf-8") for file in made(tmp_path))
        assert text.count("<InstdAmt ") == 2, step
        assert {file.name for file in made(tmp_path)} == recorded(tmp_path)
        late = bool(named) and left[0] <= 0
        assert ("The last run was stopped before it had made" in next_day.err) == late
        if left[0] > 0:
            break
    assert step == 4


def recorded(folder: Path) -> set[str]:
    """Return the names of the files that the record has."""
    record = folder / "payments" / "sent.jsonl"
    lines = record.read_text("utf-8").splitlines() if record.exists() else []
    return {json.loads(line)["file"] for line in lines}


def test_nothing_is_paid_behind_a_link_that_leads_out(
    run: Run, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Such a link may come with the books; a folder outside may be named."""
    outside = tmp_path_factory.mktemp("outside")
    Path("payments").symlink_to(outside)
    ran = run("pay", *DATE, "--leave-out")
    assert ran.status == 2
    assert "by a link in them" in ran.err
    assert not list(outside.iterdir())
    Path("payments").unlink()
    assert run("pay", *DATE, "--leave-out", "--out", f"{outside}/a.xml").status in {
        0,
        1,
    }
    assert (outside / "a.xml").read_bytes().startswith(b"<?xml")
