"""What is open: payments whole, in part and too much, and how late it is."""

from __future__ import annotations

import datetime as dt
import json
import re
from decimal import Decimal
from pathlib import Path

import pytest
from tests.bookkeeping.invoices.conftest import Run

from paraplu.bookkeeping.invoices import (
    InvoiceState,
    OpenInvoice,
    open_invoices,
    read_invoices,
)
from paraplu.check import check

PAID = """
2025-03-20 * "De Linde" "Betaling" ^2025-0001
  Assets:Bank                       85.02 EUR
  Assets:Members:L02:Receivable    -85.02 EUR
"""
IN_PART = PAID.replace("85.02", "60.00")
TOO_MUCH = PAID.replace("85.02", "90.00")
BOTH = """
2025-03-20 * "Samen" "Betaling" ^2025-0001 ^2025-0003
  Assets:Bank                      100.02 EUR
  Assets:Members:L02:Receivable   -100.02 EUR
"""
BAD_DEBT = """
2025-06-20 * "De Linde" "Nooit betaald" ^2025-0001
  Assets:Members:L02:Receivable    -85.02 EUR
  Expenses:Members:L02:Costs        78.00 EUR
  Liabilities:VAT:Low                7.02 EUR
"""


def add(ledger: Path, text: str) -> None:
    main = ledger / "main.beancount"
    main.write_text(main.read_text("utf-8") + text, "utf-8")


def standing(ledger: Path, today: dt.date | None = None) -> list[OpenInvoice]:
    report = check(ledger / "main.beancount", today=today)
    invoices = read_invoices(ledger, report.register)
    return open_invoices(report.books, invoices)


def test_books_with_errors_say_so(issued: Path, run: Run) -> None:
    assert "error" not in run("list").out
    add(issued, "\n2025-03-20 * oops\n")
    for arguments in ((), ("--member", "L01")):
        ran = run("list", *arguments)
        assert ran.out.endswith("\n\nThese books have 1 error: paraplu check\n")


def test_what_a_payment_is_held_against(issued: Path) -> None:
    cakes, chair = standing(issued)
    assert cakes == OpenInvoice(
        number="2025-0001",
        reference="RF8020250001",
        member="L02",
        trade_name="Taartenatelier Zoet",
        customer="linde",
        name="Zorgcentrum De Linde",
        issued=dt.date(2025, 3, 10),
        due=dt.date(2025, 3, 24),
        total=Decimal("85.02"),
        credited=Decimal(0),
        paid=Decimal(0),
        account="Assets:Members:L02:Receivable",
    )
    assert (cakes.open, chair.open) == (Decimal("85.02"), Decimal("96.80"))


@pytest.mark.parametrize(
    ("text", "left", "state"),
    [
        (PAID, [], None),
        (IN_PART, ["25.02"], InvoiceState.OPEN),
        (TOO_MUCH, ["-4.98"], InvoiceState.OVERPAID),
        (BAD_DEBT, [], None),
    ],
)
def test_payments(
    text: str, left: list[str], state: InvoiceState | None, issued: Path
) -> None:
    add(issued, text)
    found = [one for one in standing(issued) if one.number == "2025-0001"]
    assert [str(one.open) for one in found] == left
    assert all(one.state(dt.date(2025, 3, 20)) == state for one in found)


def test_one_payment_for_two_invoices(issued: Path, run: Run) -> None:
    draft = issued / "invoices/2025/more.yaml"
    text = (issued / "invoices/2025/2025-0001-linde.yaml").read_text("utf-8")
    keep = [
        line
        for line in text.splitlines()
        if not line.startswith(("number", "issued", "total", "#"))
    ]
    draft.write_text("\n".join(keep).replace("12", "2") + "\n", "utf-8")
    assert run("issue", str(draft), "--date", "2025-03-12").status == 0
    add(issued, BOTH)
    found = {one.number: one.paid for one in standing(issued)}
    assert found == {"2025-0002": Decimal(0), "2025-0003": Decimal("15.00")}


def test_a_day_before_the_payment(issued: Path) -> None:
    add(issued, PAID)
    early = standing(issued, dt.date(2025, 3, 19))
    assert [one.number for one in early] == ["2025-0001", "2025-0002"]


def test_credit_counts_with_the_invoice(issued: Path, run: Run) -> None:
    run("credit", "2025-0001", "--line", "1=2", "--date", "2025-03-20")
    one = standing(issued)[0]
    assert (one.number, one.credited, one.open) == (
        "2025-0001",
        Decimal("14.17"),
        Decimal("70.85"),
    )


TABLE = """\
number member customer pay_by invoiced credited paid open
2025-0001 L02 Zorgcentrum_De_Linde 2025-03-24 85.02 0.00 60.00 25.02 overdue,_38_days
2025-0002 L01 Jansen 2025-03-24 96.80 0.00 0.00 96.80 overdue,_38_days
total 121.82

not_overdue 1_to_30_days 31_to_60_days 61_to_90_days more_than_90_days
0.00 0.00 121.82 0.00 0.00
"""


def test_the_table(issued: Path, run: Run) -> None:
    add(issued, IN_PART)
    heading, _, *table = run("list", "--today", "2025-05-01").out.splitlines()
    assert heading == "2 invoices in EUR, as of 2025-05-01"
    cells = [re.split(" {2,}", line.strip()) for line in table]
    rows = [" ".join(cell.replace(" ", "_") for cell in row) for row in cells]
    assert rows == TABLE.splitlines()
    assert table[0].index("open") + len("open") == table[1].index("25.02") + 5


def test_one_member_and_those_that_were_paid(issued: Path, run: Run) -> None:
    add(issued, PAID)
    assert run("list", "--member", "L02").out == "0 invoices in EUR, as of 2025-03-20\n"
    told = run("list", "--member", "L02", "--all").out
    assert "2025-0001" in told
    assert "paid\n" in told
    assert "2025-0002" not in told


def test_json_and_csv(issued: Path, run: Run) -> None:
    add(issued, TOO_MUCH)
    shown = json.loads(run("list", "--format", "json").out)
    assert [
        (one["number"], one["open"], one["state"], one["reference"])
        for one in shown["invoices"]
    ] == [
        ("2025-0001", "-4.98", "overpaid", "RF8020250001"),
        ("2025-0002", "96.80", "open", "RF5320250002"),
    ]
    assert shown["open"] == "91.82"
    lines = run("list", "--format", "csv").out.splitlines()
    assert lines[0] == (
        "number,reference,member,trade_name,customer,name,account,issued,due,total,"
        "credited,paid,written_off,open,state,days_overdue"
    )
    assert lines[2] == (
        "2025-0002,RF5320250002,L01,Tweede Leven Meubels,k07,Jansen,"
        "Assets:Members:L01:Receivable,2025-03-10,2025-03-24,96.80,0.00,0.00,0.00,96.80,"
        "open,0"
    )


def test_how_an_invoice_ended(issued: Path, run: Run) -> None:
    add(issued, PAID)
    run("credit", "2025-0002", "--date", "2025-03-25")
    paid, credited = json.loads(run("list", "--all", "--format", "json").out)[
        "invoices"
    ]
    assert (paid["state"], credited["state"]) == ("paid", "credited")
    assert run("list", "--all").out.count("  credited\n") == 1


def test_what_stands_again_has_the_term_of_its_own_paper(
    issued: Path, run: Run
) -> None:
    """Nobody is late who has a paper that says a later day."""
    assert run("credit", "2025-0001", "--date", "2025-03-20").status == 0
    assert run("credit", "2025-0003", "--date", "2025-04-01").status == 0
    found = {one.number: one for one in standing(issued, dt.date(2025, 4, 15))}
    assert found["2025-0001"].due == dt.date(2025, 4, 15)
    assert found["2025-0001"].days_late(dt.date(2025, 4, 16)) == 1
    # The other is due as it was, and so is one of which more was always open.
    assert found["2025-0002"].due == dt.date(2025, 3, 24)
    assert run("credit", "2025-0002", "--date", "2025-04-02", "--line", "1=0.5")
    assert run("credit", "2025-0005", "--date", "2025-04-03").status == 0
    late = {one.number: one for one in standing(issued, dt.date(2025, 4, 15))}
    assert late["2025-0002"].due == dt.date(2025, 3, 24)


def test_invoices_of_nobody_that_there_is(issued: Path, run: Run) -> None:
    assert issued.is_dir()
    status, out, err = run("list", "--member", "L03")
    assert (status, out) == (2, "")
    assert err == "paraplu: There is no member “L03”. Similar: L02, L01.\n"


def test_what_is_paid_back_under_a_credit_note(issued: Path, run: Run) -> None:
    add(issued, PAID)
    run("credit", "2025-0001", "--line", "1=2", "--date", "2025-03-25")
    back = """
2025-03-28 * "De Linde" "Twee taarten terug" ^2025-0003
  Assets:Members:L02:Receivable     14.17 EUR
  Assets:Bank                      -14.17 EUR
"""
    owed = {one.number: one.open for one in standing(issued, dt.date(2025, 3, 26))}
    assert owed["2025-0001"] == Decimal("-14.17")
    add(issued, back)
    assert "2025-0001" not in {one.number for one in standing(issued)}


def test_why_a_payment_counts(issued: Path, run: Run) -> None:
    run("credit", "2025-0001", "--line", "1=2", "--date", "2025-03-20")
    add(issued, IN_PART.replace("2025-03-20", "2025-03-25"))
    line = (issued / "main.beancount").read_text("utf-8").splitlines()
    place = next(n for n, text in enumerate(line, 1) if "2025-03-25" in text)
    plain = run("list", "--today", "2025-05-01").out
    told = run("list", "--today", "2025-05-01", "--explain").out
    assert told.startswith(plain.rstrip("\n"))
    assert " ".join(told.removeprefix(plain).split()) == (
        "2025-0001 2025-03-20: 14.17 by 2025-0003: it is a credit note for this "
        "invoice. 2025-03-25: 60.00 by ledger/main.beancount:"
        f"{place}: it has the same ^link."
    )


def test_why_for_programs(issued: Path, run: Run) -> None:
    add(issued, IN_PART)
    cakes, chair = json.loads(run("list", "--format", "json", "--explain").out)[
        "invoices"
    ]
    (match,) = cakes["settled"]
    assert (match["date"], match["amount"], match["reason"]) == (
        "2025-03-20",
        "60.00",
        "link",
    )
    assert chair["settled"] == []
    plain = json.loads(run("list", "--format", "json").out)["invoices"]
    assert "settled" not in plain[0]
    ran = run("list", "--format", "csv", "--explain")
    assert (ran.status, ran.out) == (2, "")
    assert "--explain needs --format text or json." in ran.err


LOST = """
2025-09-20 * "Zorgcentrum De Linde" "Failliet" ^2025-0001
  Assets:Members:L02:Receivable   -85.02 EUR
  Expenses:Members:L02:Costs       78.00 EUR
  Liabilities:VAT:Low               7.02 EUR
"""
# What the customer sold to the member is set against it: so it was paid.
SET_OFF = """
2025-09-20 * "Zorgcentrum De Linde" "Huur, verrekend" ^2025-0001
  Assets:Members:L02:Receivable   -85.02 EUR
  Expenses:Members:L02:Costs       70.26 EUR
  Assets:VAT                       14.76 EUR
"""


@pytest.mark.parametrize(
    ("entry", "state", "paid"),
    [
        (LOST, "written off", "0.00"),
        (SET_OFF, "paid", "85.02"),
        (PAID, "paid", "85.02"),
    ],
)
def test_what_was_written_off_was_not_paid(
    entry: str, state: str, paid: str, issued: Path, run: Run
) -> None:
    add(issued, entry)
    ran = run("list", "--all", "--format", "json", "--today", "2025-10-01")
    cakes = json.loads(ran.out)["invoices"][0]
    assert (cakes["state"], cakes["paid"], cakes["open"]) == (state, paid, "0.00")
