"""Turnover by what was agreed: month of the work, of the invoice, of the money."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from tests.reports.municipality.conftest import register, rows, said

from paraplu.base.language import Language
from paraplu.reports.papers.municipality.sales import CustomerKind
from paraplu.reports.papers.values import NotKnown

if TYPE_CHECKING:
    from tests.reports.municipality.conftest import Books


D = dt.date

# Work in March, invoiced in April, paid in two parts in April and July.
ON_ACCOUNT = """\
2026-04-02 * "Customer" "Tables" ^2026-001
  delivered: 2026-03-20
  Assets:Members:L01:Receivable             121.00 EUR
  Income:Members:L01:Sales                 -100.00 EUR
  Liabilities:VAT:High                      -21.00 EUR

2026-04-20 * "Customer" "Part" ^2026-001
  Assets:Bank                                40.33 EUR
  Assets:Members:L01:Receivable             -40.33 EUR

2026-07-01 * "Customer" "The rest" ^2026-001
  Assets:Bank                                80.67 EUR
  Assets:Members:L01:Receivable             -80.67 EUR

2026-12-01 * "Later"
  Assets:Bank                                 1.00 EUR
  Income:Coop
"""


@pytest.mark.parametrize(
    ("attribution", "period", "expected"),
    [
        ("work_month", "2026-03", ["2026-03-20 100.00 21.00"]),
        ("work_month", "2026-04", []),
        ("invoice", "2026-03", []),
        ("invoice", "2026-04", ["2026-04-02 100.00 21.00"]),
        ("receipt", "2026-03", []),
        ("receipt", "2026-04", ["2026-04-20 33.33 7.00"]),
        ("receipt", "2026-07", ["2026-07-01 66.67 14.00"]),
        ("receipt", "2026", ["2026-04-20 33.33 7.00", "2026-07-01 66.67 14.00"]),
    ],
)
def test_by_the_agreed_basis(
    books: Books, attribution: str, period: str, expected: list[str]
) -> None:
    report = books.report(
        ON_ACCOUNT, register(attribution), period=period, today=D(2026, 12, 1)
    )
    assert rows(report.turnover) == expected


def test_a_sale_has_its_days_and_document(books: Books) -> None:
    report = books.report(ON_ACCOUNT, period="2026-Q2", today=D(2026, 12, 1))
    (counted,) = report.turnover.counted
    sale = counted.sale
    assert (sale.number, sale.booked, sale.received) == (
        *("2026-001", D(2026, 4, 2), D(2026, 7, 1)),
    )
    assert sale.worked
    assert said(sale.worked.begin, sale.gross) == "2026-03-20 121.00"
    assert sale.description == "Tables"
    assert sale.customer is CustomerKind.NOT_SAID


def test_what_is_not_paid_whole_was_not_received(books: Books) -> None:
    ledger = ON_ACCOUNT.split("2026-07-01", maxsplit=1)[0]
    report = books.report(ledger, period="2026-Q2")
    assert report.turnover.counted[0].sale.received is None


INVOICE = """\
number: 2026-0001
issued: 2026-03-31
total: 121.00
member: L01
customer: town
delivered: {from: 2026-01-15, until: 2026-03-10}
terms: 14
lines: [{description: Work over the winter, price: 100.00, vat: high}]
"""
INVOICED = """\
2026-03-31 * "Town" "Work over the winter" ^2026-0001
  Assets:Members:L01:Receivable             121.00 EUR
  Income:Members:L01:Sales                 -100.00 EUR
  Liabilities:VAT:High                      -21.00 EUR

2026-06-30 * "Later"
  Assets:Bank                                 1.00 EUR
  Income:Coop
"""


def test_work_over_months_counts_in_equal_parts(books: Books) -> None:
    customers = "town: {name: Gemeente Hulst, oin: '00000001001234567000'}\n"
    files = {
        "invoices/2026/2026-0001-town.yaml": INVOICE,
        "customers.yaml": customers,
    }
    report = books.report(INVOICED, register("work_month"), files=files)
    assert rows(report.turnover) == [
        "2026-01-31 33.33 7.00",
        "2026-02-28 33.34 7.00",
        "2026-03-10 33.33 7.00",
    ]
    assert report.result.turnover == 100
    sale = report.turnover.counted[0].sale
    assert (sale.number, sale.customer) == ("2026-0001", CustomerKind.GOVERNMENT)
    february = books.report(
        INVOICED, register("work_month"), files=files, period="2026-02"
    )
    assert february.result.turnover == Decimal("33.34")


def test_a_sale_at_once_was_delivered_that_day(books: Books) -> None:
    ledger = """\
2026-03-20 * "Market"
  Assets:Bank                               121.00 EUR
  Income:Members:L01:Sales                 -100.00 EUR
  Liabilities:VAT:High                      -21.00 EUR
"""
    for attribution in ("work_month", "invoice", "receipt"):
        report = books.report(ledger, register(attribution))
        assert rows(report.turnover) == ["2026-03-20 100.00 21.00"]
        sale = report.turnover.counted[0].sale
        assert (sale.received, sale.customer) == (
            D(2026, 3, 20),
            CustomerKind.NO_INVOICE,
        )


UNDATED = """\
2026-{month} * "Customer" "Tables" ^2026-001
  Assets:Members:L01:Receivable             100.00 EUR
  Income:Members:L01:Sales                 -100.00 EUR

2026-06-30 * "Later"
  Assets:Bank                                 1.00 EUR
  Income:Coop
"""


@pytest.mark.parametrize(
    ("day", "open_"), [("02-10", 1), ("04-15", 1), ("04-16", 0), ("06-01", 0)]
)
def test_without_a_day_of_work_the_total_stays_open(
    books: Books, day: str, open_: int
) -> None:
    """An invoice may come until the 15th of the month after the work."""
    ledger = UNDATED.format(month=day)
    report = books.report(ledger, register("work_month"))
    assert len(report.turnover.open) == open_
    for amount in (
        report.turnover.net,
        report.turnover.tax,
        report.result.turnover,
        report.result.result,
        report.result.kept,
    ):
        assert isinstance(amount, NotKnown) == bool(open_)
    if open_:
        assert isinstance(report.turnover.net, NotKnown)
        why = Language("en").render(report.turnover.net.reason)
        assert "the day of the work is not in these books" in why
        assert report.head.status == "provisional"
    # With the day of the invoice there is no question.
    whole = books.report(ledger, register("invoice"))
    assert not isinstance(whole.result.turnover, NotKnown)


def test_a_credit_note_takes_back(books: Books) -> None:
    ledger = """\
2026-02-01 * "Customer" "Tables" ^A
  Assets:Members:L01:Receivable             121.00 EUR
  Income:Members:L01:Sales                 -100.00 EUR
  Liabilities:VAT:High                      -21.00 EUR

2026-03-01 * "Customer" "Tables came back" ^A
  Income:Members:L01:Sales                  100.00 EUR
  Liabilities:VAT:High                       21.00 EUR
  Assets:Members:L01:Receivable            -121.00 EUR
"""
    for attribution in ("invoice", "receipt"):
        report = books.report(ledger, register(attribution))
        assert report.turnover.net == 0
    march = books.report(ledger, register("invoice"), period="2026-03")
    assert rows(march.turnover) == ["2026-03-01 -100.00 -21.00"]


def test_under_the_scheme_for_small_businesses_there_is_no_vat(books: Books) -> None:
    ledger = """\
2026-03-20 * "Market"
  Assets:Bank                               121.00 EUR
  Income:Members:L01:Sales                 -121.00 EUR
"""
    report = books.report(ledger, register(scheme="kor"))
    assert report.head.small
    (counted,) = report.turnover.counted
    assert said(counted.net, counted.tax, counted.gross) == "121.00 0.00 121.00"


SHARED = """\
2026-03-20 * "Market" "A stall of two, about L03"
  Assets:Bank                               230.00 EUR
  Income:Members:L01:Sales                 -100.00 EUR
  Income:Members:L03:Sales                 -100.00 EUR
  Liabilities:VAT:High                      -21.00 EUR
  Liabilities:VAT:Low                        -9.00 EUR

2026-03-21 * "L03" "Books kept by L03"
  Expenses:Members:L01:Costs:Bookkeeping     25.00 EUR
  Income:Members:L03:InternalSales          -25.00 EUR
"""


def test_a_sale_of_two_members_shows_the_own_part_only(books: Books) -> None:
    report = books.report(SHARED)
    (counted,) = report.turnover.counted
    assert counted.net == 100
    assert counted.sale.description == ""
    (costs,) = report.spending.categories
    assert said(costs.path, costs.spent) == "Costs:Bookkeeping 25.00"
    other = books.report(SHARED, member="L03")
    assert [one.sale.customer for one in other.turnover.counted] == [
        *(CustomerKind.NO_INVOICE, CustomerKind.FELLOW),
    ]
    assert other.turnover.net == 125


def test_vat_that_cannot_be_told_by_member_stays_open(books: Books) -> None:
    report = books.report(SHARED)
    assert isinstance(report.turnover.tax, NotKnown)
    assert report.turnover.net == 100


def test_a_changed_agreement_counts_by_month(books: Books) -> None:
    agreement = (
        "[{attribution: invoice, thermometer_spending: income}, "
        "{from: 2026-02-01, attribution: receipt, thermometer_spending: income}]"
    )
    ledger = """\
2026-01-05 * "One" ^A
  Assets:Members:L01:Receivable             100.00 EUR
  Income:Members:L01:Sales

2026-02-05 * "Two" ^B
  Assets:Members:L01:Receivable             200.00 EUR
  Income:Members:L01:Sales

2026-03-05 * "Two" ^B
  Assets:Bank                               150.00 EUR
  Assets:Members:L01:Receivable
"""
    report = books.report(ledger, register(agreement=agreement))
    assert rows(report.turnover) == [
        *("2026-01-05 100.00 0", "2026-03-05 150.00 0.00"),
    ]


DUTCH = """\
2026-03-20 * "Markt"
  Assets:Bank                               121.00 EUR
  Income:Leden:L01:Omzet                   -100.00 EUR
  Liabilities:Btw                           -21.00 EUR

2026-03-21 * "Winkel" "Telefoon"
  Expenses:Leden:L01:Kosten:Phone            30.00 EUR
  Assets:Bank                               -30.00 EUR
"""


def test_in_the_words_of_a_dutch_chart(books: Books) -> None:
    report = books.report(DUTCH, "chart: nl\n" + register())
    assert rows(report.turnover) == ["2026-03-20 100.00 21.00"]
    (phone,) = report.spending.categories
    assert said(phone.path, phone.spent, phone.cap) == "Kosten:Phone 30.00 300.00"
    assert phone.said == "Phone"


def test_vat_of_several_members_is_told_by_their_codes(books: Books) -> None:
    ledger = """\
2026-03-20 * "Market"
  Assets:Bank                               230.00 EUR
  Income:Members:L01:Sales                 -100.00 EUR
    vat: "high"
  Income:Members:L03:Sales                 -100.00 EUR
    vat: "low"
  Liabilities:VAT                           -30.00 EUR
"""
    assert rows(books.report(ledger).turnover) == ["2026-03-20 100.00 21.00"]
    other = books.report(ledger, member="L03")
    assert rows(other.turnover) == ["2026-03-20 100.00 9.00"]


@pytest.mark.parametrize(
    ("day", "counted", "open_"),
    [
        ("2026-02-27", ["2026-02-27 100.00 0.00"], 0),
        ('"2026-02-27"', ["2026-02-27 100.00 0.00"], 0),
        # What is no day leaves it open: it says that the work was on another day.
        ('"in February"', [], 1),
    ],
)
def test_the_day_of_delivery_as_it_is_written(
    books: Books, day: str, counted: list[str], open_: int
) -> None:
    ledger = f"""\
2026-03-20 * "Market"
  delivered: {day}
  Assets:Bank                               100.00 EUR
  Income:Members:L01:Sales                 -100.00 EUR
"""
    report = books.report(ledger, register("work_month"))
    assert rows(report.turnover) == counted
    assert len(report.turnover.open) == open_
