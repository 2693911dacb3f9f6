from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection
from pathlib import Path

import pytest
from tests.support import report_on

from paraplu.base.language import Language
from paraplu.bookkeeping.payments.debtors import debtor_of
from paraplu.bookkeeping.payments.orders import PaymentBatch
from paraplu.bookkeeping.payments.preparing import JudgedBooks, prepare
from paraplu.bookkeeping.payments.sent import Sent
from paraplu.rules.verdict import judge

DAY = dt.date(2025, 6, 10)
# Account numbers that are well formed; nobody has them.
PRINTER, BAKERY, CHAIRS = (
    "NL02ABNA0123456789",
    "NL86INGB0002445588",
    "NL20INGB0001234567",
)
REGISTER = f"""\
cooperative:
  name: Coöperatie De Proeftuin U.A.
  iban: NL91ABNA0417164300
  banks:
    - {{iban: NL91ABNA0417164300, account: "Assets:Bank:Daily"}}
    - {{iban: NL44RABO0123456789, account: "Assets:Bank:Savings"}}
policies: [{{from: 2024-01-01, receipt_from: 10.00, approval_from: 250.00}}]
suppliers:
  Printer: {{iban: {PRINTER}, holder: Drukkerij De Pers B.V.}}
members:
  L01: {{joined: 2025-01-01, permission: [{{from: 2025-01-01}}]}}
  L02:
    joined: 2025-01-01
    permission: [{{from: 2025-01-01}}]
    frozen: [{{from: 2025-06-01, until: 2025-06-30, reason: dispute}}]
"""
PRIVATE = """\
L01: {name: "Jo Jansen", ibans: [NL39RABO0300065264]}
"""
# Money that both members earned, and their bank.
BEGIN = """\
2025-01-02 * "Board" "Means"
  Assets:Bank:Daily                        5,000.00 EUR
  Equity:Coop

2025-01-03 * "Customers" "Chairs and cakes"
  Assets:Bank:Daily                       10,000.00 EUR
  Income:Members:L01:Sales                -5,000.00 EUR
  Income:Members:L02:Sales                -5,000.00 EUR

"""

Prepare = Callable[..., PaymentBatch]


@pytest.fixture
def prepared(tmp_path: Path) -> Prepare:
    """Return the batch of a ledger below `BEGIN`, seen from `DAY`."""

    def prepare_batch(
        ledger: str,
        *,
        day: dt.date = DAY,
        only: Collection[str] = (),
        account: str | None = None,
        sent: Collection[Sent] = (),
        register: str = REGISTER,
        private: str = PRIVATE,
        due_by: dt.date | None = None,
    ) -> PaymentBatch:
        files = {f"{name}.txt": name for name in "abcdef"}
        files["../members.private.yaml"] = private
        report = report_on(
            tmp_path, BEGIN + ledger, members=register, files=files, today=day
        )
        debtor = debtor_of(report.register, report.books, account)
        judged = JudgedBooks(
            report.books,
            report.register,
            report.verdict.findings,
            lambda books: judge(books, report.register).findings,
        )
        return prepare(judged, debtor, day, sent=sent, only=only, due_by=due_by)

    return prepare_batch


def bill(
    amount: str,
    day: str = "2025-06-02",
    payee: str = "Printer",
    link: str = "",
    receipt: str = "a.txt",
    *notes: str,
    account: str = "Liabilities:Members:L01:Payable",
    spent: str = "Expenses:Members:L01:Costs",
) -> str:
    """Return a bill; below nil it is a credit note."""
    meta = "".join(f"  {note}\n" for note in (f'receipt: "{receipt}"', *notes))
    return (
        f'{day} * "{payee}" "Bill of {day}" {"^" + link if link else ""}\n'
        f"{meta}  {spent}  {amount} EUR\n  {account}\n\n"
    )


def paid(
    amount: str,
    day: str = "2025-06-05",
    payee: str = "Printer",
    link: str = "",
    account: str = "Liabilities:Members:L01:Payable",
) -> str:
    """Return the payment of a bill."""
    return (
        f'{day} * "{payee}" "Paid" {"^" + link if link else ""}\n'
        f"  {account}  {amount} EUR\n  Assets:Bank:Daily\n\n"
    )


def told(batch: PaymentBatch) -> list[str]:
    """Return what is paid: amount, and account number."""
    return [f"{p.amount} {p.payee.iban}" for p in batch.payments]


def reasons(batch: PaymentBatch) -> list[str]:
    """Return why bills are not paid, in English."""
    say = Language("en").render
    return [say(reason) for one in batch.refused for reason in one.why]


def under_way(batch: PaymentBatch) -> list[str]:
    """Return the amounts of the bills that are in a file already."""
    return [str(one.payable.open) for one in batch.under_way]
