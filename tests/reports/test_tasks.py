"""What there is to do, by what somebody does about it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from time import process_time

from tests.support import MEMBERS, report_on

from paraplu.base.findings import Cause, Severity, Source
from paraplu.base.language import say
from paraplu.bookkeeping.payments.sent import Sent
from paraplu.reports.tasks.chores import chores_in
from paraplu.reports.tasks.jobs import BOOKS, CONTRIBUTION, JOBS, job_of
from paraplu.reports.tasks.making import tasks_of
from paraplu.reports.tasks.model import JobTask
from paraplu.reports.todo import todo_in
from paraplu.rules import RULES
from paraplu.rules.receipts import EV01
from paraplu.rules.verdict import Judgement

# Counting which lines run takes several times as long as running them.
PATIENCE = 6

FILES = {"a.pdf": "a", "b.pdf": "b"}


def tasks(
    folder: Path, ledger: str, *, members: str = MEMBERS, today: str = "2025-02-10"
) -> dict[str, JobTask]:
    """Return the tasks by their names, in order."""
    day = dt.date.fromisoformat(today)
    report = report_on(folder, ledger, members=members, files=FILES, today=day)
    judgement = Judgement(report.books, report.register, report.verdict)
    todo = todo_in(judgement)
    return {one.name: one for one in tasks_of(todo, chores_in(judgement, todo))}


def test_each_rule_has_a_job() -> None:
    whole = {code for code in RULES if job_of(code) is BOOKS}
    assert whole == {code for code in RULES if code[:2] in {"BC", "CK"}}
    assert len({job.key for job in JOBS}) == len(JOBS)
    assert {job_of(code) for code in RULES} <= set(JOBS)
    # What a contribution asks for depends on what is wrong with it.
    assert job_of("PF07", Cause.NOT_BOOKED) is CONTRIBUTION
    assert job_of("PF07", Cause.TOO_MUCH) is not CONTRIBUTION


SOLD = """\
2025-01-02 * "Board" "Deposit"
  Assets:Bank               5000.00 EUR
  Equity:Coop

2025-01-10 * "Table sold"
  Assets:Bank                121.00 EUR
  Income:Members:L01:Sales  -100.00 EUR
  Liabilities:VAT            -21.00 EUR

2025-01-11 * "Cake sold"
  Assets:Bank                109.00 EUR
  Income:Members:L02:Sales  -100.00 EUR
  Liabilities:VAT             -9.00 EUR

"""


def test_a_month_is_one_task_with_its_command(tmp_path: Path) -> None:
    found = tasks(tmp_path, SOLD)
    month = found["contribution-2025-01"]
    assert month.command == "paraplu contribution 2025-01"
    assert [(one.member, one.amount) for one in month.cases] == [
        ("L01", Decimal("30.00")),
        ("L02", Decimal("30.00")),
    ]
    assert (month.count, month.total, month.oldest) == (
        *(2, Decimal("60.00")),
        dt.date(2025, 1, 31),
    )


def test_what_a_rule_tells_of_is_told_once(tmp_path: Path) -> None:
    # Once the month is over for long, PF07 finds it too.
    found = tasks(tmp_path, SOLD, today="2025-04-10")
    month = found["contribution-2025-01"]
    assert [(one.member, one.code) for one in month.cases] == [
        ("L01", "PF07"),
        ("L02", "PF07"),
    ]
    # A permission that ends is one case, whoever tells of it.
    ending = tasks(tmp_path, SOLD, today="2025-12-15")["renew"]
    assert [one.member for one in ending.cases] == ["L01", "L02"]
    assert {one.command for one in ending.cases} == {
        "paraplu report renewal L01",
        "paraplu report renewal L02",
    }


BILLS = (
    SOLD
    + """\
2025-01-15 * "Sawmill" "Wood" ^w1
  receipt: "a.pdf"
  due: 2025-02-15
  Expenses:Coop:Wood          50.00 EUR
  Liabilities:Payable

2025-01-16 * "Sawmill" "Of later" ^w2
  receipt: "b.pdf"
  due: 2025-03-15
  Expenses:Coop:Wood          60.00 EUR
  Liabilities:Payable

2025-01-17 * "Landlord" "Rent, without a day" ^r1
  waiver: "EV01: asked for"
  Expenses:Coop:Rent          70.00 EUR
  Liabilities:Payable
"""
)


def test_bills_are_to_be_paid_a_week_before_their_day(tmp_path: Path) -> None:
    found = tasks(tmp_path, BILLS)["pay"]
    assert [(one.day, one.amount) for one in found.cases] == [
        (dt.date(2025, 2, 15), Decimal("50.00")),
        # Thirty days, where no day was agreed.
        (dt.date(2025, 2, 16), Decimal("70.00")),
    ]
    paid = BILLS + (
        '\n2025-02-01 * "Sawmill" "Paid" ^w1\n  Assets:Bank  -50.00 EUR\n'
        "  Liabilities:Payable\n"
    )
    assert [one.amount for one in tasks(tmp_path, paid)["pay"].cases] == [
        Decimal("70.00")
    ]


def test_a_bill_that_is_in_a_file_for_the_bank_is_not_to_be_paid_again(
    tmp_path: Path,
) -> None:
    sent = Sent(
        dt.date(2025, 2, 12),
        "a.xml",
        *("Liabilities:Payable", "Sawmill", frozenset({"w1"}), Decimal("50.00")),
    )
    folder = tmp_path / "payments"
    folder.mkdir()
    (folder / "sent.jsonl").write_text(sent.written(), "utf-8")
    assert [one.amount for one in tasks(tmp_path, BILLS)["pay"].cases] == [
        Decimal("70.00")
    ]
    # Nobody can tell what was sent, which is told where bills are paid.
    (folder / "sent.jsonl").write_text("nonsense\n", "utf-8")
    assert [one.amount for one in tasks(tmp_path, BILLS)["pay"].cases] == [
        Decimal("50.00"),
        Decimal("70.00"),
    ]


def test_the_gravest_comes_first_and_books_as_a_whole_before_all(
    tmp_path: Path,
) -> None:
    ledger = SOLD + (
        '2025-01-20 * "Lunch"\n  Assets:Members:L01:Cash  -5.00 EUR\n'
        "  Expenses:Coop:Lunch\n\n"
        '2025-01-21 ! "Who is this"\n  Assets:Bank  -7.00 EUR\n  Expenses:Coop:What\n'
    )
    found = tasks(tmp_path, ledger + 'option "nonsense" "x"\n')
    names = list(found)
    assert names[:2] == ["books", "money"]
    weights = [one.severity for one in found.values()]
    order = list(Severity)
    assert weights == sorted(weights, key=order.index)
    (case,) = found["allocate"].cases
    assert (case.what, case.amount) == ("Who is this", Decimal("7.00"))


def test_nothing_to_do_is_no_task(tmp_path: Path) -> None:
    lasting = MEMBERS.replace(", until: 2025-12-31}]", "}]")
    ledger = '2025-01-02 * "Deposit"\n  Equity:Coop  -5.00 EUR\n  Assets:Cash\n'
    assert tasks(tmp_path, ledger, members=lasting) == {}


def test_fifteen_thousand_findings_take_no_time(tmp_path: Path) -> None:
    report = report_on(tmp_path, SOLD)
    judgement = Judgement(report.books, report.register, report.verdict)
    many = [
        EV01.found(
            say("no receipt"),
            Source("main.beancount", n),
            member=f"L{n % 200:03}",
            amount=Decimal(n),
            currency="EUR",
            date=dt.date(2025, 1, 1 + n % 28),
        )
        for n in range(15_000)
    ]
    begun = process_time()
    todo = todo_in(judgement, many)
    (receipts,) = [
        one for one in tasks_of(todo, chores_in(judgement, todo)) if one.count > 99
    ]
    assert process_time() - begun < 0.5 * PATIENCE
    assert (receipts.name, receipts.count) == ("receipts", 15_000)
    assert receipts.cases[0].day == dt.date(2025, 1, 1)
