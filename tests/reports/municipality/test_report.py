"""The report's blocks: spending, result, thermometer, evidence, head, pro forma."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from tests.reports.municipality.conftest import FILES, LEDGER, register, said

from paraplu.base.language import Language
from paraplu.reports.papers.values import NotKnown
from paraplu.reports.papers.worked import NOT_KEPT

if TYPE_CHECKING:
    from tests.reports.municipality.conftest import Books

    from paraplu.reports.papers.municipality.report import MunicipalityReport

D = dt.date


@pytest.fixture
def report(books: Books) -> MunicipalityReport:
    return books.report(LEDGER, files=FILES)


def test_what_was_spent_beside_the_caps(report: MunicipalityReport) -> None:
    told = [
        said(one.path, one.before, one.spent, one.cap, one.remaining, len(one.moves))
        for one in report.spending.categories
    ]
    assert told == [
        "Costs:Phone 0.00 170.00 300.00 130.00 2",
        "Costs:Post 0.00 5.00 None None 1",
        "Equipment 0.00 250.00 None None 1",
        "Training:Welding 0.00 60.00 None None 1",
    ]
    # A cap on all training covers what is below it, and is in no total.
    assert [said(one.path, one.remaining) for one in report.spending.capped] == [
        "Training 440.00"
    ]
    approvals = report.spending.categories[2].approvals
    assert [(one.who, one.day) for one in approvals] == [("bestuur", D(2026, 2, 1))]


def test_depreciation_is_apart_and_giving_back_is_no_cost(
    report: MunicipalityReport,
) -> None:
    assert report.spending.written_off == 10
    paths = {one.path for one in report.spending.categories}
    assert not any("Depreciation" in path or "Start" in path for path in paths)
    assert report.result.costs == 175


def test_used_before_the_period_in_the_same_year(books: Books) -> None:
    report = books.report(LEDGER, period="2026-02", files=FILES)
    phone = report.spending.categories[0]
    assert said(phone.before, phone.spent, phone.remaining) == "80.00 90.00 130.00"
    december = books.report(LEDGER, period="2025-12", files=FILES)
    assert december.spending.categories == ()


def test_the_result_and_what_became_of_it(report: MunicipalityReport) -> None:
    found = report.result
    assert said(found.turnover, found.booked, found.costs) == "300.00 300.00 175.00"
    assert said(found.contribution, found.result) == "40.00 85.00"
    assert said(found.growth, found.training, found.set_off) == "250.00 60.00 0.00"
    assert found.kept == -225


def test_the_thermometer_adds_up(report: MunicipalityReport) -> None:
    tally = report.tally
    assert said(tally.before, tally.thermometer) == "500.00 575.00"
    assert tally.figures.start_capital == 300
    gone = tally.invested + tally.figures.set_off
    assert tally.before + tally.gross + 300 - gone == tally.thermometer


def test_the_evidence(report: MunicipalityReport) -> None:
    found = report.evidence
    assert (found.shown, found.missing, found.excused) == (2, 2, 1)
    told = [
        said(one.date, one.amount, one.number or "-", one.there, one.small)
        for one in found.documents
    ]
    assert told == [
        "2026-01-05 80.00 phone.txt True False",
        "2026-02-03 250.00 saw.txt True False",
        "2026-02-10 90.00 - False False",
        "2026-03-05 5.00 - False True",
        # A receipt that is named and is not on disk shows nothing.
        "2026-03-10 60.00 - False False",
    ]
    saw = found.documents[1]
    assert saw.bank_refs == ("20260203-001",)
    # printf 'Saw 250' | sha256sum
    assert saw.digest == "86b13e9b"
    assert saw.path == "ledger/documents/saw.txt"


def test_hours_are_not_known(report: MunicipalityReport) -> None:
    assert report.hours == NOT_KEPT


def test_the_head(report: MunicipalityReport) -> None:
    head = report.head
    assert (head.member, head.trade_name) == ("L01", "Tweede Leven Meubels")
    assert (head.status, head.corrects) == ("final", None)
    assert (head.due, head.closing) == (D(2026, 4, 30), D(2026, 3, 31))
    assert head.municipality
    assert head.municipality.name == "Hulst"
    assert head.attribution == "invoice"
    assert head.cooperative.kvk == "12345678"
    assert [one.client_manager for one in head.contacts] == ["K1", "K2"]
    permissions = head.permissions
    assert [one.reference for one in permissions.decisions] == ["besluit 1"]
    assert (permissions.until, permissions.renew) == (D(2026, 3, 31), True)


@pytest.mark.parametrize(
    ("period", "filed", "status"),
    [
        ("2026-Q1", "[]", "final"),
        ("2026-Q1", "[{period: 2026-Q1, sent: 2026-04-20}]", "corrected"),
        ("2026-Q1", "[{period: 2025-Q4, sent: 2026-04-20}]", "final"),
        ("2026-Q2", "[]", "provisional"),
        ("2026", "[]", "provisional"),
    ],
)
def test_the_status(books: Books, period: str, filed: str, status: str) -> None:
    members = register(filed=filed)
    report = books.report(LEDGER, members, period=period, files=FILES)
    assert report.head.status == status
    corrects = D(2026, 4, 20) if status == "corrected" else None
    assert report.head.corrects == corrects


def test_pro_forma_month_by_month(books: Books) -> None:
    members = register(exemptions="[{kind: n, from: 2026-01, reference: besluit 9}]")
    report = books.report(LEDGER, members, files=FILES)
    told = [
        said(
            one.month,
            one.considered.result,
            one.considered.income,
            one.set_off.exempt,
            one.set_off.to_set_off,
            one.set_off.used,
        )
        for one in report.set_offs
        if one.considered and one.set_off
    ]
    assert told == [
        "2026-01 220.00 220.00 55.00 165.00 1",
        "2026-02 -90.00 0.00 0.00 0.00 1",
        "2026-03 -45.00 0.00 0.00 0.00 1",
    ]
    assert [one.considered.deducted for one in report.set_offs if one.considered] == [
        *(0, 250, 60),
    ]


def test_months_of_an_exemption_are_counted_from_its_first(books: Books) -> None:
    members = register(exemptions="[{kind: n, from: 2026-01}]")
    report = books.report(LEDGER, members, period="2026-04", today=D(2026, 5, 1))
    (april,) = report.set_offs
    assert april.set_off
    assert (april.set_off.used, april.set_off.exempt) == (2, Decimal("1.75"))


def test_estimate_actual_and_difference(books: Books) -> None:
    estimates = (
        "[{month: 2026-01, income: 200.00, sent: 2025-12-20}, "
        "{month: 2026-02, income: 100.00, sent: 2025-12-20}, "
        "{month: 2026-05, income: 100.00, sent: 2025-12-20}]"
    )
    report = books.report(LEDGER, register(estimates=estimates), files=FILES)
    assert [
        said(one.estimate.month, one.estimate.income, one.actual, one.difference)
        for one in report.estimates
    ] == ["2026-01 200.00 220.00 20.00", "2026-02 100.00 0.00 -100.00"]


def test_without_an_agreement_income_stays_open(books: Books) -> None:
    estimates = "[{month: 2026-01, income: 200.00, sent: 2025-12-20}]"
    members = register(agreement="[]", estimates=estimates)
    report = books.report(LEDGER, members, files=FILES)
    assert report.head.agreement is None
    assert report.result.turnover == 300
    whys = [Language("en").render(one.why) for one in report.set_offs if one.why]
    assert (
        whys == ["the register has no agreement with a municipality for this month"] * 3
    )
    (estimated,) = report.estimates
    assert isinstance(estimated.actual, NotKnown)
    assert isinstance(estimated.difference, NotKnown)
