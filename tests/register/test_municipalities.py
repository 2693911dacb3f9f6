"""Municipalities in the register: agreements, client managers, decisions, estimates."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from tests.register.conftest import told

from paraplu.base.dates import Month
from paraplu.base.dutch_law.exemptions import Exemption
from paraplu.base.periods import PeriodLength
from paraplu.register.municipality import Attribution, ThermometerSpending
from paraplu.register.unknown import Unknown

if TYPE_CHECKING:
    from tests.register.conftest import Read

D = dt.date

WHOLE = """\
municipalities:
  Voorbeeldstad:
    agreement:
      - {from: 2025-01-01, attribution: invoice, thermometer_spending: income}
      - {from: 2026-01-01, reference: afspraak 2025-11,
         document: documents/coop/afspraak.pdf, attribution: work_month,
         thermometer_spending: not_income, tax_forfait: 18%}
    period: month
    due: 2
    filed:
      - {period: 2026-01, sent: 2026-03-02}
      - {period: 2026-01, sent: 2026-03-20}
members:
  L07:
    joined: 2025-01-01
    municipality:
      - {name: Voorbeeldstad, client_manager: K2, from: 2026-02-10}
      - {name: Voorbeeldstad, client_manager: K1}
    exemptions:
      - {kind: 34a-a, from: 2027-01, reference: besluit 2, extended_until: 2028-03}
      - {kind: n, from: 2026-01, until: 2026-06, reference: besluit 1, used: 2}
    estimates:
      - {month: 2026-01, income: 150.00, sent: 2025-12-20}
      - {month: 2026-01, income: 120.00, sent: 2026-01-10}
"""
TOWN = "members: {}\nmunicipalities:\n  Hulst:\n    "
MEMBER = "municipalities: {Hulst: {}}\nmembers:\n  L01:\n    joined: 2025-01-01\n    "
KIND_N = "{kind: n, from: 2026-03}"
ESTIMATE = "{month: 2026-01, income: 5, sent: 2026-01-01}"


def test_the_agreement_of_a_day(read: Read) -> None:
    reading = read(WHOLE)
    assert reading.faults == ()
    (town,) = reading.register.municipalities.values()
    assert (town.name, town.span, town.due) == (
        "Voorbeeldstad",
        PeriodLength.MONTH,
        2,
    )
    assert town.agreement(D(2024, 12, 31)) is None
    first, second = (town.agreement(D(year, 12, 31)) for year in (2025, 2026))
    assert first
    assert (first.attribution, first.spending, first.tax_forfait) == (
        *(Attribution.INVOICE, ThermometerSpending.INCOME, Decimal(0)),
    )
    assert second
    assert second.attribution is Attribution.WORK_MONTH
    assert second.spending is ThermometerSpending.NOT_INCOME
    assert second.tax_forfait == Decimal("0.18")
    assert (second.reference, second.document) == (
        *("afspraak 2025-11", "documents/coop/afspraak.pdf"),
    )


def test_when_a_report_is_due_and_what_was_sent(read: Read) -> None:
    (town,) = read(WHOLE).register.municipalities.values()
    assert town.due_day(D(2026, 1, 31)) == D(2026, 3, 31)
    assert town.due_day(D(2026, 11, 30)) == D(2027, 1, 31)
    assert town.due_day(D(2026, 12, 31)) == D(2027, 2, 28)
    sent = town.sent("2026-01")
    assert sent
    assert sent.sent == D(2026, 3, 20)
    assert town.sent("2026-02") is None


def test_the_client_manager_of_a_day(read: Read) -> None:
    benefit = read(WHOLE).register.members["L07"].benefit
    managers = [
        contact.client_manager if contact else None
        for contact in map(benefit.contact, (D(2026, 2, 9), D(2026, 2, 10)))
    ]
    assert managers == ["K1", "K2"]
    quarter = benefit.contacts_in(D(2026, 1, 1), D(2026, 3, 31))
    assert [one.client_manager for one in quarter] == ["K1", "K2"]
    after = benefit.contacts_in(D(2026, 2, 10), D(2026, 3, 31))
    assert [one.client_manager for one in after] == ["K2"]


def test_the_decision_of_a_month(read: Read) -> None:
    benefit = read(WHOLE).register.members["L07"].benefit
    months = [(2025, 12), (2026, 1), (2026, 6), (2026, 7), (2027, 1), (2030, 1)]
    found = [benefit.exemption(Month(*month)) for month in months]
    assert [one.kind if one else None for one in found] == [
        *(None, Exemption.REGULAR, Exemption.REGULAR, None),
        *(Exemption.WORK_34A, Exemption.WORK_34A),
    ]
    regular, work = benefit.granted
    assert (regular.used, regular.reference) == (2, "besluit 1")
    assert (work.used, work.extended) == (None, Month(2028, 3))


def test_the_last_estimate_that_was_sent_counts(read: Read) -> None:
    benefit = read(WHOLE).register.members["L07"].benefit
    estimate = benefit.estimate(Month(2026, 1))
    assert estimate
    assert (estimate.income, estimate.sent) == (Decimal(120), D(2026, 1, 10))
    assert benefit.estimate(Month(2026, 2)) is None


def test_a_register_without_them_is_as_it_was(read: Read) -> None:
    register = read("members: {L01: {joined: 2025-01-01}}").register
    assert register.municipalities == {}
    benefit = register.members["L01"].benefit
    assert benefit.contact(D(2026, 1, 1)) is None
    assert benefit.contacts_in(D.min, D.max) == ()
    assert benefit.exemption(Month(2026, 1)) is None


def test_a_municipality_of_which_nothing_was_agreed(read: Read) -> None:
    reading = read(f"{MEMBER}municipality: {{name: Hulst}}")
    assert reading.faults == ()
    town = reading.register.municipalities["Hulst"]
    assert (town.span, town.due, town.agreement(D.max)) == (
        PeriodLength.QUARTER,
        1,
        None,
    )


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (f"{TOWN}agreement: none", 4, "must be keys with values, but is a single"),
        (
            f"{TOWN}agreement: {{attribution: month}}",
            4,
            "month is not one of: work_month, invoice, receipt.",
        ),
        (
            f"{TOWN}agreement: {{thermometer_spending: no}}",
            4,
            "no is not one of: income, not_income.",
        ),
        (f"{TOWN}agreement: {{tax_forfait: 18}}", 4, "18 is not a percentage."),
        (
            f"{TOWN}agreement:\n    - {{from: 2026-01-01}}\n    - {{from: 2026-01-01}}",
            6,
            "two of these begin on the same day; the other is on line 5.",
        ),
        (f"{TOWN}period: week", 4, "week is not one of: month, quarter, year."),
        (f"{TOWN}due: 0", 4, "0 is not a whole number from 1 to 12."),
        (f"{TOWN}due: 13", 4, "13 is not a whole number from 1 to 12."),
        (f"{TOWN}due: April", 4, "April is not a whole number from 1 to 12."),
        (f"{TOWN}filed: [{{period: 2026-Q1}}]", 4, "sent is missing."),
        (
            f"{TOWN}filed: [{{period: 2026-Q5, sent: 2026-04-01}}]",
            4,
            "2026-Q5 is not a period: write 2026-Q1, 2026-03 or 2026.",
        ),
        (f"{TOWN}klantmanager: K1", 4, "the key klantmanager is not known here."),
        (f"{MEMBER}municipality: Hulst", 5, "municipality: {name: Utrecht, client_"),
        (f"{MEMBER}municipality: {{client_manager: K1}}", 5, "name is missing."),
        (
            f"{MEMBER}municipality: {{name: Hulst, client_manager: k@hulst.nl}}",
            5,
            "holds an e-mail address.",
        ),
        (
            f"{MEMBER}municipality: {{name: Terneuzen}}",
            5,
            "the municipality Terneuzen of L01 is not under `municipalities:`.",
        ),
        (f"{MEMBER}exemptions: [{{kind: m, from: 2026-01}}]", 5, "m is not one of: n,"),
        (f"{MEMBER}exemptions: [{{kind: n}}]", 5, "from is missing."),
        (
            f"{MEMBER}exemptions: [{{kind: n, from: 2026-13}}]",
            5,
            "2026-13 is not a month. → Write year and month: 2026-03.",
        ),
        (
            f"{MEMBER}exemptions: [{{kind: n, from: 2026-01-01}}]",
            5,
            "2026-01-01 is not a month.",
        ),
        (f"{MEMBER}exemptions: [{{kind: n, from: 0026-01}}]", 5, "cannot be right."),
        (
            f"{MEMBER}exemptions: [{{kind: n, from: 2026-03, until: 2026-02}}]",
            5,
            "exemptions › 1: ends on 2026-02, before it begins.",
        ),
        (
            f"{MEMBER}exemptions:\n    - {KIND_N}\n    - {KIND_N}",
            7,
            "two exemptions begin in 2026-03; the other is on line 6.",
        ),
        (
            f"{MEMBER}estimates: [{{month: 2026-01, income: -5, sent: 2026-01-01}}]",
            5,
            "-5 is below zero.",
        ),
        (f"{MEMBER}estimates: [{{month: 2026-01, income: 5}}]", 5, "sent is missing."),
        (
            f"{MEMBER}estimates:\n    - {ESTIMATE}\n    - {ESTIMATE}",
            7,
            "two estimates for 2026-01 were sent on 2026-01-01; the other is on line 6",
        ),
    ],
)
def test_faults(text: str, line: int, words: str, read: Read) -> None:
    (fault,) = told(read(text).faults)
    assert fault[0] == line
    assert words in fault[1]


def test_what_a_fault_makes_unknown(read: Read) -> None:
    register = read(f"{TOWN}due: 0").register
    assert register.unknown == (Unknown("municipalities"),)
    register = read(f"{MEMBER}municipality: {{name: Terneuzen}}").register
    assert register.unknown == (Unknown("members.municipality", "L01"),)
    assert register.knows("members.permission", "L01")
