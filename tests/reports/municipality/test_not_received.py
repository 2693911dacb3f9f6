"""What settles a sale and is no money: credit notes and bad debts; beside them fees."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from tests.reports.municipality.conftest import register, rows, said

from paraplu.base.language import Language
from paraplu.reports.papers.municipality.sections.turnover import turnover
from paraplu.reports.papers.values import NotKnown

if TYPE_CHECKING:
    from tests.reports.municipality.conftest import Books

    from paraplu.reports.papers.municipality.report import MunicipalityReport

END = dt.date(2026, 12, 31)

SOLD = """\
2026-02-01 * "Customer" "Tables" ^A
  delivered: 2026-01-28
  Assets:Members:L01:Receivable             121.00 EUR
  Income:Members:L01:Sales                 -100.00 EUR
  Liabilities:VAT:High                      -21.00 EUR
"""
CREDITED = """
2026-03-01 * "Customer" "They came back" ^A
  Income:Members:L01:Sales                  100.00 EUR
  Liabilities:VAT:High                       21.00 EUR
  Assets:Members:L01:Receivable            -121.00 EUR
"""
HALF_CREDITED = """
2026-03-01 * "Customer" "One came back" ^A
  Income:Members:L01:Sales                   50.00 EUR
  Liabilities:VAT:High                       10.50 EUR
  Assets:Members:L01:Receivable             -60.50 EUR

2026-04-01 * "Customer" "Paid" ^A
  Assets:Bank                                60.50 EUR
  Assets:Members:L01:Receivable             -60.50 EUR
"""
# Paid first, then credited, and the money went back.
PAID_AND_CREDITED = f"""
2026-02-20 * "Customer" "Paid" ^A
  Assets:Bank                               121.00 EUR
  Assets:Members:L01:Receivable            -121.00 EUR
{CREDITED}
2026-04-01 * "Customer" "Given back" ^A
  Assets:Members:L01:Receivable             121.00 EUR
  Assets:Bank                              -121.00 EUR
"""
LOST = """
2026-03-01 * "Customer" "Will never pay" ^A
  Expenses:Members:L01:Costs:BadDebts       100.00 EUR
  Liabilities:VAT:High                       21.00 EUR
  Assets:Members:L01:Receivable            -121.00 EUR
"""
HALF_LOST = """
2026-03-01 * "Customer" "Half of it, and no more" ^A
  Assets:Bank                                60.50 EUR
  Expenses:Members:L01:Costs:BadDebts        50.00 EUR
  Liabilities:VAT:High                       10.50 EUR
  Assets:Members:L01:Receivable            -121.00 EUR
"""
# The innocent look-alike: a fee that whoever collects the money keeps.
FEE = """
2026-03-01 * "Collector" "Tables, less a fee" ^A
  Assets:Bank                               118.00 EUR
  Expenses:Members:L01:Costs:Fees             3.00 EUR
  Assets:Members:L01:Receivable            -121.00 EUR
"""


def year(books: Books, more: str, basis: str) -> MunicipalityReport:
    return books.report(SOLD + more, register(basis), period="2026", today=END)


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        (CREDITED, []),
        (HALF_CREDITED, ["2026-04-01 50.00 10.50"]),
        (
            PAID_AND_CREDITED,
            ["2026-02-20 100.00 21.00", "2026-04-01 -100.00 -21.00"],
        ),
        (LOST, []),
        (HALF_LOST, ["2026-03-01 50.00 10.50"]),
        (FEE, ["2026-03-01 100.00 21.00"]),
    ],
)
def test_by_the_receipt_only_money_counts(
    books: Books, more: str, expected: list[str]
) -> None:
    assert rows(year(books, more, "receipt").turnover) == expected


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        (CREDITED, ["2026-03-01 -100.00 -21.00"]),
        (HALF_CREDITED, ["2026-03-01 -50.00 -10.50"]),
        (PAID_AND_CREDITED, ["2026-03-01 -100.00 -21.00"]),
        (LOST, []),
        (HALF_LOST, []),
        (FEE, []),
    ],
)
def test_by_the_invoice_a_credit_note_counts_in_its_own_month(
    books: Books, more: str, expected: list[str]
) -> None:
    sold = "2026-02-01 100.00 21.00"
    assert rows(year(books, more, "invoice").turnover) == [sold, *expected]


def test_by_the_work_a_credit_note_is_of_the_month_of_what_it_credits(
    books: Books,
) -> None:
    for more in (CREDITED, PAID_AND_CREDITED):
        report = year(books, more, "work_month")
        assert rows(report.turnover) == [
            *("2026-01-28 100.00 21.00", "2026-01-28 -100.00 -21.00"),
        ]


@pytest.mark.parametrize(
    ("more", "basis", "expected"),
    [
        # Net, what of it counts, VAT; costs, and what lowers the result beside them.
        (LOST, "invoice", ["100.00 100.00 -21.00", "0.00 100.00"]),
        (LOST, "work_month", ["100.00 100.00 -21.00", "0.00 100.00"]),
        (LOST, "receipt", ["100.00 0.00 -21.00", "0.00 0.00"]),
        (HALF_LOST, "invoice", ["50.00 50.00 -10.50", "0.00 50.00"]),
        (HALF_LOST, "receipt", ["50.00 0.00 -10.50", "0.00 0.00"]),
        (FEE, "invoice", ["3.00 0.00"]),
        (CREDITED, "invoice", ["0.00 0.00"]),
    ],
)
def test_what_is_written_off_stands_apart(
    books: Books, more: str, basis: str, expected: list[str]
) -> None:
    report = year(books, more, basis)
    found = [said(one.net, one.counted, one.tax) for one in report.lost]
    assert [*found, said(report.result.costs, report.result.lost)] == expected
    results = [one.considered.result for one in report.set_offs if one.considered]
    assert sum(results) == report.result.result
    assert len(results) == 12


def test_what_was_received_is_told_by_money_alone(books: Books) -> None:
    def received(more: str) -> object:
        (table, *_) = turnover(year(books, more, "invoice")).blocks
        (row, *_) = table.rows  # type: ignore[union-attr]
        at = [one.key for one in table.columns].index("received")  # type: ignore[union-attr]
        return str(row.cells[at])

    assert received(FEE) == "2026-03-01"
    assert received("") == "None"
    assert "credited" in str(received(CREDITED))
    assert "written off" in str(received(LOST))
    assert "partly credited" in str(received(HALF_CREDITED))
    # It was paid, though the money went back.
    assert received(PAID_AND_CREDITED) == "2026-02-20"


def test_written_off_after_a_new_agreement(books: Books) -> None:
    """It counted by its invoice, so losing it counts too, though now money does."""
    agreement = (
        "[{attribution: invoice, thermometer_spending: income}, "
        "{from: 2026-03-01, attribution: receipt, thermometer_spending: income}]"
    )
    report = books.report(
        SOLD + LOST, register(agreement=agreement), period="2026", today=END
    )
    assert rows(report.turnover) == ["2026-02-01 100.00 21.00"]
    assert said(report.result.lost, report.result.result) == "100.00 0.00"


OPENED = """\
2026-01-01 * "Opening"
  Assets:Members:L01:Receivable             121.00 EUR
  Liabilities:Members:L01:Deposit          -100.00 EUR
  Equity:Opening-Balances

2026-03-05 * "Customer" "Paid"
  Assets:Bank                               121.00 EUR
  Assets:Members:L01:Receivable

2026-04-05 * "Customer" "Cupboard"
  Assets:Bank                               121.00 EUR
  Liabilities:Members:L01:Deposit           100.00 EUR
  Income:Members:L01:Sales                 -200.00 EUR
  Liabilities:VAT:High                      -21.00 EUR
"""


def test_paid_for_an_invoice_of_before_the_books(books: Books) -> None:
    """How much VAT is in it nobody knows here, so the total is open, and says why."""
    report = books.report(OPENED, register("receipt"), period="2026-03", today=END)
    assert rows(report.turnover) == []
    assert [said(one.day, one.net) for one in report.turnover.before] == [
        "2026-03-05 121.00"
    ]
    net = report.turnover.net
    assert isinstance(net, NotKnown)
    assert Language("en").render(net.reason).startswith("1 payment is for an invoice")
    # Where no VAT was charged, all of it counts.
    small = register("receipt", scheme="kor")
    assert rows(books.report(OPENED, small, period="2026-03", today=END).turnover) == [
        "2026-03-05 121.00 0.00"
    ]
    # By the invoice it counted before the books.
    report = books.report(OPENED, register("invoice"), period="2026-03", today=END)
    assert report.turnover.net == 0


def test_a_down_payment_of_before_the_books_came_in_before(books: Books) -> None:
    report = books.report(OPENED, register("receipt"), period="2026-01", today=END)
    assert report.turnover.net == 0
    report = books.report(OPENED, register("receipt"), period="2026-04", today=END)
    assert rows(report.turnover) == ["2026-04-05 100.00 21.00"]
    report = books.report(OPENED, register("invoice"), period="2026-04", today=END)
    assert rows(report.turnover) == ["2026-04-05 200.00 21.00"]
