"""The books of the example are in order, on every day one may look at them."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from paraplu.base.chart import Kind
from paraplu.base.findings import Severity
from paraplu.base.money import ZERO
from paraplu.check import Report
from paraplu.ledger.books import Books
from paraplu.ledger.cover import cover_by_day
from paraplu.rules import RULES
from paraplu.rules.verdict import judge

MONTH_ENDS = [
    dt.date(2025 + number // 12, number % 12 + 1, 1) - dt.timedelta(days=1)
    for number in range(1, 23)
]
NET_TURNOVER = (Kind.SALES, Kind.INTERNAL_SALES, Kind.COSTS)
Months = defaultdict[tuple[int, int], Decimal]
RATES = {"High": Decimal("0.21"), "Low": Decimal("0.09")}


def test_all_is_well_but_for_a_permission_that_ends_soon(report: Report) -> None:
    found = [(f.code, f.severity, f.member) for f in report.verdict.findings]
    assert found == [("MB04", Severity.WARNING, "L05")]
    assert set(report.verdict.ran) == set(RULES)


def test_two_things_are_waived(report: Report) -> None:
    waived = [(w.code, w.member, w.days, w.findings) for w in report.verdict.waived]
    assert sorted(waived) == [("EV01", "L02", 12, 1), ("EV03", "L02", 39, 1)]


def test_the_books_are_those_of_a_small_cooperative(report: Report) -> None:
    books = report.books
    assert books.span == (
        MONTH_ENDS[0].replace(day=1),
        MONTH_ENDS[-1],
    )
    assert 1200 <= len(books.transactions) <= 1400
    assert list(books.rings) == list(report.register.members)


@pytest.mark.parametrize("day", MONTH_ENDS, ids=str)
def test_no_month_ends_with_an_error(report: Report, day: dt.date) -> None:
    """Warnings that were true on a day are fine."""
    verdict = judge(replace(report.books, today=day), report.register)
    assert [f for f in verdict.findings if f.severity is Severity.ERROR] == []


def test_cover_is_there_in_money_every_day(report: Report) -> None:
    assert [c for c in cover_by_day(report.books) if c.short_in_money > 0] == []


def test_every_kind_of_account_is_used(report: Report) -> None:
    used = {account.kind for account in report.books.days}
    unused = {Kind.COOP_RECEIVABLE, Kind.FUND_LIABILITIES}
    assert set(Kind) - used == unused | {Kind.EXTRA, Kind.UNKNOWN, Kind.NOTHING}


def test_who_left_has_an_empty_ring(report: Report) -> None:
    gone = [m for m in report.register.members.values() if m.left]
    assert [member.code for member in gone] == ["L08"]
    ring = report.books.rings["L08"]
    assert {sum(days.values(), ZERO) for days in ring.days.values()} == {ZERO}


def test_contributions_are_those_of_the_policy(report: Report) -> None:
    """The policy's rate over net turnover; months below nil count afterwards."""
    assert len(report.books.rings) == 8
    for code in report.books.rings:
        base, paid = _by_month(report.books, code)
        carried = ZERO
        for end in MONTH_ENDS:
            (agreed,) = report.register.policy(end, code).contribution
            assert agreed.base == "net_turnover"
            carried += base[end.year, end.month]
            share = max(carried, ZERO) * agreed.rate
            carried = min(carried, ZERO)
            due = share.quantize(Decimal("0.01"), ROUND_HALF_UP)
            assert (code, end, paid[end.year, end.month]) == (code, end, due)


def _by_month(books: Books, code: str) -> tuple[Months, Months]:
    """Return a member's net turnover and contribution by month, without closings."""
    base: Months = defaultdict(Decimal)
    paid: Months = defaultdict(Decimal)
    for transaction in books.transactions_of(code):
        if transaction.narration.startswith("Afsluiting"):
            continue
        month = transaction.date.year, transaction.date.month
        for posting in transaction.postings:
            account = posting.account
            if account.member != code:
                continue
            if account.kind in NET_TURNOVER:
                base[month] -= posting.amount
            elif account.kind is Kind.CONTRIBUTION:
                paid[month] += posting.amount
    return base, paid


def test_vat_on_sales_is_right_to_the_cent(report: Report) -> None:
    taxed = [
        transaction
        for transaction in report.books.transactions
        if {Kind.SALES, Kind.VAT_DUE}
        <= {account.kind for account in transaction.accounts}
    ]
    assert len(taxed) > 100
    for transaction in taxed:
        net = tax = ZERO
        rates = set()
        for posting in transaction.postings:
            if posting.account.kind in (Kind.SALES, Kind.DEPOSIT):
                net += posting.amount
            elif posting.account.kind is Kind.VAT_DUE:
                tax += posting.amount
                rates.add(posting.account.detail[0])
        (rate,) = rates
        assert abs(tax - net * RATES[rate]) <= Decimal("0.01"), transaction


def test_the_tax_office_is_paid_in_whole_euros(report: Report) -> None:
    paid = [
        amount
        for account, days in report.books.days.items()
        if account.name == "Liabilities:VAT:Return"
        for amount in days.values()
    ]
    # Two of before, seven returns with their payment, and that of a supplement.
    assert len(paid) == 2 + 2 * 7 + 1
    assert {amount % 1 for amount in paid} == {ZERO}


def test_invoices_are_numbered_without_a_gap(report: Report) -> None:
    numbers = [
        found[1]
        for one in report.books.transactions
        if Kind.SALES in {account.kind for account in one.accounts}
        and (found := re.search(r", factuur (\d{4}-\d{4})$", one.narration))
    ]
    years = Counter(number[:4] for number in numbers)
    assert numbers == [
        f"{year}-{count:04}"
        for year, total in sorted(years.items())
        for count in range(1, total + 1)
    ]


def test_decisions_that_the_register_names_are_there(
    report: Report, project: Path
) -> None:
    documents = [
        project / "ledger" / permission.document
        for member in report.register.members.values()
        for permission in member.permissions
    ]
    assert len(documents) == 19
    assert [path for path in documents if not path.is_file()] == []
