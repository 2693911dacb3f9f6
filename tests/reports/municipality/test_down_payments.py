"""Down payments: taken before the work, taken off the price, given back."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from tests.reports.municipality.conftest import register, rows, said

if TYPE_CHECKING:
    from tests.reports.municipality.conftest import Books

    from paraplu.reports.papers.municipality.report import MunicipalityReport

END = dt.date(2026, 12, 31)

# 100 ahead in March, the rest when the cake is delivered in April.
AT_ONCE = """\
2026-03-20 * "Customer" "Down payment: cake" ^C1
  Assets:Bank                               109.00 EUR
  Liabilities:Members:L01:Deposit          -100.00 EUR
  Liabilities:VAT:Low                        -9.00 EUR

2026-04-12 * "Customer" "Cake" ^C1
  Assets:Bank                               196.20 EUR
  Liabilities:Members:L01:Deposit           100.00 EUR
  Income:Members:L01:Sales                 -280.00 EUR
  Liabilities:VAT:Low                       -16.20 EUR
"""
# The same by invoices: of the down payment, and at the end of all.
ON_ACCOUNT = """\
2026-03-10 * "Customer" "Down payment: cake" ^C1
  Assets:Members:L01:Receivable             109.00 EUR
  Liabilities:Members:L01:Deposit          -100.00 EUR
  Liabilities:VAT:Low                        -9.00 EUR

2026-03-20 * "Customer" "Paid" ^C1
  Assets:Bank                               109.00 EUR
  Assets:Members:L01:Receivable            -109.00 EUR

2026-04-12 * "Customer" "Cake" ^C1
  delivered: 2026-04-12
  Assets:Members:L01:Receivable             196.20 EUR
  Liabilities:Members:L01:Deposit           100.00 EUR
  Income:Members:L01:Sales                 -280.00 EUR
  Liabilities:VAT:Low                       -16.20 EUR

2026-05-02 * "Customer" "Paid" ^C1
  Assets:Bank                               196.20 EUR
  Assets:Members:L01:Receivable            -196.20 EUR
"""
# The final invoice is of the whole price, and the down payment comes off it apart.
TAKEN_OFF_APART = """\
2026-03-20 * "Customer" "Down payment: cake" ^C1
  Assets:Bank                               109.00 EUR
  Liabilities:Members:L01:Deposit          -100.00 EUR
  Liabilities:VAT:Low                        -9.00 EUR

2026-04-12 * "Customer" "Cake" ^C2
  delivered: 2026-04-12
  Assets:Members:L01:Receivable             305.20 EUR
  Income:Members:L01:Sales                 -280.00 EUR
  Liabilities:VAT:Low                       -25.20 EUR

2026-04-12 * "Customer" "Down payment taken off" ^C2
  Liabilities:Members:L01:Deposit           100.00 EUR
  Liabilities:VAT:Low                         9.00 EUR
  Assets:Members:L01:Receivable            -109.00 EUR

2026-05-02 * "Customer" "Paid" ^C2
  Assets:Bank                               196.20 EUR
  Assets:Members:L01:Receivable            -196.20 EUR
"""


def year(books: Books, ledger: str, basis: str) -> MunicipalityReport:
    return books.report(ledger, register(basis), period="2026", today=END)


@pytest.mark.parametrize("ledger", [AT_ONCE, ON_ACCOUNT, TAKEN_OFF_APART])
@pytest.mark.parametrize("basis", ["invoice", "work_month"])
def test_what_is_sold_counts_whole_when_it_is_delivered(
    books: Books, ledger: str, basis: str
) -> None:
    assert rows(year(books, ledger, basis).turnover) == ["2026-04-12 280.00 25.20"]
    march = books.report(ledger, register(basis), period="2026-Q1", today=END)
    assert march.turnover.counted == ()
    assert [said(one.booked, one.net, one.tax) for one in march.advances] in (
        ["2026-03-20 100.00 9.00"],
        ["2026-03-10 100.00 9.00"],
    )


@pytest.mark.parametrize(
    ("ledger", "expected"),
    [
        (AT_ONCE, ["2026-03-20 100.00 9.00", "2026-04-12 180.00 16.20"]),
        (ON_ACCOUNT, ["2026-03-20 100.00 9.00", "2026-05-02 180.00 16.20"]),
        (
            TAKEN_OFF_APART,
            [
                "2026-03-20 100.00 9.00",
                # It came in before, so it comes to nothing in April.
                "2026-04-12 100.00 9.00",
                "2026-04-12 -100.00 -9.00",
                "2026-05-02 180.00 16.20",
            ],
        ),
    ],
)
def test_by_the_receipt_money_counts_as_it_comes_in(
    books: Books, ledger: str, expected: list[str]
) -> None:
    report = year(books, ledger, "receipt")
    assert rows(report.turnover) == expected
    assert report.advances == ()
    assert report.vat
    assert report.vat.same


def test_the_vat_of_each_quarter_ties_to_the_accounts(books: Books) -> None:
    q1, q2 = (
        books.report(AT_ONCE, period=period, today=END)
        for period in ("2026-Q1", "2026-Q2")
    )
    assert q1.vat
    assert said(*q1.vat) == "0.00 0.00 9.00 0.00 9.00"
    assert q2.vat
    # 25.20 on the cake, of which 9.00 was on the account in the first quarter.
    assert said(*q2.vat) == "25.20 0.00 -9.00 0.00 16.20"
    both = year(books, AT_ONCE, "invoice").vat
    assert both
    assert both.same


def test_a_down_payment_that_is_given_back(books: Books) -> None:
    ledger = (
        AT_ONCE.split("2026-04-12", maxsplit=1)[0]
        + """\
2026-05-01 * "Customer" "No cake after all" ^C1
  Liabilities:Members:L01:Deposit           100.00 EUR
  Liabilities:VAT:Low                         9.00 EUR
  Assets:Bank                              -109.00 EUR
"""
    )
    assert year(books, ledger, "invoice").turnover.counted == ()
    assert rows(year(books, ledger, "receipt").turnover) == [
        *("2026-03-20 100.00 9.00", "2026-05-01 -100.00 -9.00"),
    ]


# Paid 29 too much in May, given back in June.
TOO_MUCH = """\
2026-04-12 * "Customer" "Chair" ^C1
  Assets:Members:L01:Receivable             121.00 EUR
  Income:Members:L01:Sales                 -100.00 EUR
  Liabilities:VAT:High                      -21.00 EUR

2026-05-02 * "Customer" "Paid" ^C1
  Assets:Bank                               150.00 EUR
  Assets:Members:L01:Receivable            -121.00 EUR
  Liabilities:Members:L01:Deposit           -29.00 EUR

2026-06-02 * "Customer" "Given back" ^C1
  Liabilities:Members:L01:Deposit            29.00 EUR
  Assets:Bank                               -29.00 EUR
"""


def test_what_is_paid_too_much_is_no_down_payment(books: Books) -> None:
    assert rows(year(books, TOO_MUCH, "receipt").turnover) == [
        "2026-05-02 100.00 21.00"
    ]
    on_the_claim = TOO_MUCH.replace(
        "-121.00 EUR\n  Liabilities:Members:L01:Deposit           -29.00",
        "-150.00",
    ).replace("Liabilities:Members:L01:Deposit ", "Assets:Members:L01:Receivable ")
    assert "Deposit" not in on_the_claim
    assert rows(year(books, on_the_claim, "receipt").turnover) == [
        "2026-05-02 100.00 21.00"
    ]


def test_paid_ahead_of_its_invoice_by_the_same_number(books: Books) -> None:
    ledger = """\
2026-03-20 * "Customer" "Paid ahead" ^C1
  Assets:Bank                               121.00 EUR
  Assets:Members:L01:Receivable            -121.00 EUR

2026-04-12 * "Customer" "Chair" ^C1
  Assets:Members:L01:Receivable             121.00 EUR
  Income:Members:L01:Sales                 -100.00 EUR
  Liabilities:VAT:High                      -21.00 EUR
"""
    assert rows(year(books, ledger, "receipt").turnover) == ["2026-03-20 100.00 21.00"]
    assert rows(year(books, ledger, "invoice").turnover) == ["2026-04-12 100.00 21.00"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        # Money counted in March; the cake by its invoice, less that.
        ("receipt", "invoice", ["2026-03-20 100.00 9.00", "2026-04-12 180.00 16.20"]),
        # It did not count in March, so all of it does as the rest comes in.
        ("invoice", "receipt", ["2026-04-12 280.00 25.20"]),
    ],
)
def test_a_new_agreement_counts_a_down_payment_once(
    books: Books, old: str, new: str, expected: list[str]
) -> None:
    agreement = (
        f"[{{attribution: {old}, thermometer_spending: income}}, "
        f"{{from: 2026-04-01, attribution: {new}, thermometer_spending: income}}]"
    )
    members = register(agreement=agreement)
    report = books.report(AT_ONCE, members, period="2026", today=END)
    assert rows(report.turnover) == expected
