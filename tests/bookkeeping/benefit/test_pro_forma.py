"""The set-off pro forma: amounts to the cent, months under the law of each."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from paraplu.base.dates import Month
from paraplu.base.dutch_law.exemptions import Exemption
from paraplu.base.language import Language, say
from paraplu.bookkeeping.benefit.pro_forma import MonthResult, MonthSetOff, pro_forma
from paraplu.register.benefit import Benefit, Granted
from paraplu.register.municipality import Agreement, ThermometerSpending

AGREED = Agreement(spending=ThermometerSpending.INCOME)
AGREED_NOT = say("the day of the work is not known")


def after(first: str, count: int) -> list[Month]:
    """Return so many months from one on."""
    begin = Month.read(first)
    assert begin
    numbers = range(begin.year * 12 + begin.number - 1, 10**6)
    return [Month(n // 12, n % 12 + 1) for n, _ in zip(numbers, range(count))]  # noqa: B905 - as many as asked


def decided(kind: str, first: str, **more: object) -> Granted:
    month = Month.read(first)
    assert month
    return Granted(Exemption(kind), month, **more)  # type: ignore[arg-type]


def months(
    incomes: list[str],
    first: str,
    *granted: Granted,
    agreement: Agreement | None = AGREED,
    began: Month | None = None,
) -> tuple[MonthSetOff, ...]:
    """Return what would be set off of these incomes, a month each."""
    results = [
        MonthResult(month, Decimal(income))
        for month, income in zip(after(first, len(incomes)), incomes, strict=True)
    ]
    benefit = Benefit(granted=granted)
    return pro_forma(results, benefit, lambda _: agreement, began=began)


def told(month: MonthSetOff) -> str:
    """Return exempt and set off, with the months used; or why it is open."""
    found = month.set_off
    if found is None:
        assert month.why
        return Language("en").render(month.why)
    marks = [f"{found.exempt:.2f}", f"{found.to_set_off:.2f}", str(found.used)]
    marks += [name for name in ("over", "ends_soon") if getattr(found, name)]
    return " ".join(marks if found.verified else [*marks, "unverified"])


@pytest.mark.parametrize(
    ("income", "kind", "month", "expected"),
    [
        ("500", "n", "2026-01", "125.00 375.00 1"),
        ("1500", "n", "2026-01", "285.00 1215.00 1"),
        ("1500", "n", "2026-07", "285.00 1215.00 1 unverified"),
        ("1500", "n", "2024-03", "264.00 1236.00 1 unverified"),
        ("500", "r", "2026-01", "62.50 437.50 1"),
        ("1500", "r", "2026-06", "177.66 1322.34 1"),
        ("500", "y", "2026-01", "75.00 425.00 1"),
        ("1500", "y", "2026-01", "180.19 1319.81 1"),
        ("1500", "34a-a", "2027-01", "225.00 1275.00 1"),
        ("1500", "34a-b", "2027-01", "225.00 1275.00 1"),
        ("500", "34a-c", "2027-01", "125.00 375.00 1 unverified"),
        ("1500", "34a-c", "2027-01", "226.00 1274.00 1 unverified"),
        ("0.03", "n", "2026-01", "0.01 0.02 1"),
        ("0", "n", "2026-01", "0.00 0.00 0"),
        ("-80", "n", "2026-01", "0.00 0.00 0"),
    ],
)
def test_one_month(income: str, kind: str, month: str, expected: str) -> None:
    (found,) = months([income], month, decided(kind, month))
    assert told(found) == expected


def test_without_a_decision_all_is_set_off() -> None:
    (found,) = months(["500"], "2026-01")
    assert told(found) == "0.00 500.00 0"


def test_over_the_turn_of_a_year_each_month_has_its_own_law() -> None:
    found = months(
        ["1500"] * 3, "2026-11", decided("n", "2026-11"), decided("34a-a", "2027-01")
    )
    assert [told(month) for month in found] == [
        "285.00 1215.00 1 unverified",
        "285.00 1215.00 2 unverified",
        "225.00 1275.00 1",
    ]
    articles = [
        month.set_off.rule.article
        for month in found
        if month.set_off and month.set_off.rule
    ]
    assert articles == [
        "Participatiewet art. 31 lid 2 onder n",
        "Participatiewet art. 31 lid 2 onder n",
        "Participatiewet art. 34a lid 1 onder a",
    ]


def test_what_is_no_law_any_more_is_refused() -> None:
    _, found = months(["500"] * 2, "2026-12", decided("n", "2026-12"))
    assert told(found) == (
        "Participatiewet art. 31 lid 2 onder n ends on 2026-12-31; from then on "
        "article 34a counts. Put the new decision in the register."
    )
    assert found.considered
    assert found.considered.income == 500


@pytest.mark.parametrize(
    ("kind", "month", "words"),
    [
        ("34a-a", "2026-12", "art. 34a lid 1 onder a counts from 2027-01-01"),
        ("n", "2023-12", "art. 31 lid 2 onder n counts from 2024-01-01"),
        (
            "n",
            "2025-03",
            "“maximum in a month of exemption n” is from 2025-01-01 until 2025-12-31",
        ),
        (
            "34a-c",
            "2028-01",
            "“maximum in a month at pension age” is from 2028-01-01 on",
        ),
    ],
)
def test_a_month_that_is_not_known_is_refused(
    kind: str, month: str, words: str
) -> None:
    (found,) = months(["500"], month, decided(kind, month))
    assert words in told(found)


def test_twelve_months_in_a_row_and_no_more() -> None:
    found = months(["100"] * 13, "2027-01", decided("34a-a", "2027-01"))
    assert [told(month) for month in found[8:]] == [
        "15.00 85.00 9",
        "15.00 85.00 10 ends_soon",
        "15.00 85.00 11 ends_soon",
        "15.00 85.00 12 ends_soon",
        "0.00 100.00 12 over",
    ]


def test_a_month_without_income_runs_on() -> None:
    incomes = ["100", *["0"] * 11, "100"]
    found = months(incomes, "2027-01", decided("34a-a", "2027-01"))
    assert told(found[11]) == "0.00 0.00 12 ends_soon"
    assert told(found[12]) == "0.00 100.00 12 over"


def test_a_month_without_income_is_not_used_where_months_need_not_follow() -> None:
    incomes = ["100", "0", "100", "-5", "100", "100", "100", "100", "100"]
    found = months(incomes, "2026-01", decided("n", "2026-01"))
    assert [month.set_off.used for month in found if month.set_off] == [
        *(1, 1, 2, 2, 3, 4, 5, 6, 6)
    ]
    assert [told(month).split()[-1] for month in found[4:6]] == ["3", "ends_soon"]
    assert told(found[8]) == "0.00 100.00 6 over unverified"


def test_two_decisions_share_one_term() -> None:
    incomes = ["100"] * 9
    found = months(
        incomes,
        "2026-01",
        decided("n", "2026-01", last=Month(2026, 3), used=2),
        decided("n", "2026-06"),
    )
    assert [told(month).split()[0] for month in found] == [
        *("25.00", "25.00", "25.00", "0.00", "0.00", "25.00"),
        *("0.00", "0.00", "0.00"),
    ]


def test_who_was_given_longer_has_longer() -> None:
    granted = decided("34a-a", "2027-01", extended=Month(2028, 1))
    found = months(["100"] * 14, "2027-01", granted)
    assert [told(month) for month in found[12:]] == [
        "15.00 85.00 12 ends_soon",
        "0.00 100.00 12 over",
    ]


def test_months_before_the_books() -> None:
    began = Month(2026, 3)
    (found,) = months(["100"], "2026-03", decided("n", "2026-01"), began=began)
    assert told(found) == (
        "exemption n began in 2026-01, before these books: write under `used:` how "
        "many months of it were used"
    )
    (found,) = months(["100"], "2026-03", decided("n", "2026-01", used=4), began=began)
    assert told(found) == "25.00 75.00 5 ends_soon"
    # Those in a row can be counted by the calendar.
    (found,) = months(["100"], "2026-03", decided("r", "2026-01"), began=began)
    assert told(found) == "12.50 87.50 3"


def test_a_month_whose_maximum_is_not_known_is_used_all_the_same() -> None:
    found = months(["100"] * 3, "2025-11", decided("n", "2025-11"))
    assert [month.set_off is None for month in found] == [True, True, False]
    assert told(found[2]) == "25.00 75.00 3"


def test_an_open_month_leaves_the_count_open() -> None:
    results = [
        MonthResult(Month(2026, 1), None, why=AGREED_NOT),
        MonthResult(Month(2026, 2), Decimal(100)),
    ]
    benefit = Benefit(granted=(decided("n", "2026-01"),))
    first, second = pro_forma(results, benefit, lambda _: AGREED)
    assert first.why == AGREED_NOT
    assert told(second) == (
        "a month before this one is open, so the months used of exemption n are too"
    )
    benefit = Benefit(granted=(decided("y", "2026-01"),))
    _, second = pro_forma(results, benefit, lambda _: AGREED)
    assert told(second) == "15.00 85.00 2"


def test_the_agreement_says_what_spending_is() -> None:
    def considered(agreement: Agreement | None, result: str, spent: str) -> str:
        one = MonthResult(Month(2026, 1), Decimal(result), Decimal(spent))
        (found,) = pro_forma([one], Benefit(), lambda _: agreement)
        if found.considered is None:
            return told(found)
        income = found.considered
        return f"{income.deducted} {income.forfait} {income.income}"

    kept = Agreement(spending=ThermometerSpending.NOT_INCOME)
    assert considered(AGREED, "500", "200") == "0 0.00 500.00"
    assert considered(kept, "500", "200") == "200 0.00 300.00"
    assert considered(kept, "500", "700") == "700 0.00 0.00"
    assert considered(kept, "-50", "0") == "0 0.00 0.00"
    forfait = Agreement(
        spending=ThermometerSpending.NOT_INCOME, tax_forfait=Decimal("0.18")
    )
    assert considered(forfait, "500.05", "200") == "200 54.01 246.04"
    assert "does not say whether spending" in considered(Agreement(), "500", "200")
    # Nothing was spent, so it makes no difference.
    assert considered(Agreement(), "500", "0") == "0 0.00 500.00"
    assert "has no agreement" in considered(None, "500", "0")


def test_every_amount_says_where_it_is_from() -> None:
    (found,) = months(["1500"], "2026-07", decided("n", "2026-07", reference="b 1"))
    assert found.set_off
    rule, most = found.set_off.rule, found.set_off.most
    assert rule
    assert most
    assert (rule.verified, most.verified, found.set_off.verified) == (
        True,
        False,
        False,
    )
    assert rule.source.endswith("participatiewet/2026-01-01")
    assert most.source.endswith("participatiewet/2026-07-01")
    assert most.start == dt.date(2026, 7, 1)


def test_what_was_decided_before_the_article_was_law() -> None:
    """A decision of 2026 by article 34a: its twelve months are those of the law."""
    early = decided("34a-a", "2026-11")
    found = months(["100"] * 15, "2026-11", early)
    assert told(found[1]) == (
        "Participatiewet art. 34a lid 1 onder a counts from 2027-01-01. What was "
        "decided by it for months before that is for the municipality: ask the client "
        "manager."
    )
    assert [told(month) for month in found[2:4]] == ["15.00 85.00 1", "15.00 85.00 2"]
    assert told(found[13]) == "15.00 85.00 12 ends_soon"
    assert told(found[14]) == "0.00 100.00 12 over"
    # Where the municipality counts the two months of before, the register says so.
    found = months(["100"] * 13, "2026-11", decided("34a-a", "2026-11", used=2))
    assert told(found[2]) == "15.00 85.00 3"
    assert told(found[12]) == "0.00 100.00 12 over"
    # Decided in 2026 for 2027 there is nothing to tell.
    (found_in_time,) = months(["100"], "2027-01", decided("34a-a", "2027-01"))
    assert told(found_in_time) == "15.00 85.00 1"


def test_until_the_article_is_law_an_older_decision_holds() -> None:
    found = months(
        ["100"] * 2, "2026-12", decided("n", "2026-12"), decided("34a-a", "2027-01")
    )
    assert [told(month) for month in found] == [
        "25.00 75.00 1 unverified",
        "15.00 85.00 1",
    ]


def test_a_decision_that_follows_goes_on_with_the_months() -> None:
    found = months(
        ["100"] * 13,
        "2027-01",
        decided("34a-a", "2027-01", last=Month(2027, 6)),
        decided("34a-a", "2027-07"),
    )
    assert [month.set_off.used for month in found if month.set_off] == [
        *(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 12),
    ]
    assert told(found[12]) == "0.00 100.00 12 over"
    # After a gap it is a new one: only with a new job, which the municipality judges.
    found = months(
        ["100"] * 14,
        "2027-01",
        decided("34a-a", "2027-01", last=Month(2027, 6)),
        decided("34a-a", "2027-12"),
    )
    assert told(found[11]) == "15.00 85.00 1"
