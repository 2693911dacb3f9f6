"""Figures of the social law: each in its half year, and refused on any other day."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from paraplu.base.dates import Month
from paraplu.base.dutch_law import assistance, self_employment
from paraplu.base.dutch_law.dated import LawFigure, NotInForce, Unit
from paraplu.base.dutch_law.exemptions import EXEMPTIONS, Exemption, rule_on
from paraplu.base.language import Language

FIGURES = [
    figure
    for module in (assistance, self_employment)
    for figure in vars(module).values()
    if isinstance(figure, LawFigure)
]


@pytest.mark.parametrize(
    ("figure", "day", "value", "verified"),
    [
        (assistance.NORM_SINGLE, "2025-01-01", "1345.45", False),
        (assistance.NORM_SINGLE, "2025-06-30", "1345.45", False),
        (assistance.NORM_SINGLE, "2025-07-01", "1369.06", False),
        (assistance.NORM_SINGLE, "2026-01-01", "1401.50", True),
        (assistance.NORM_SINGLE, "2026-12-31", "1419.46", True),
        (assistance.NORM_COUPLE, "2025-03-01", "1922.07", False),
        (assistance.NORM_COUPLE, "2025-09-01", "1955.80", False),
        (assistance.NORM_COUPLE, "2026-03-01", "2002.13", True),
        (assistance.NORM_COUPLE, "2026-09-01", "2027.79", True),
        (assistance.NORM_YOUNG, "2026-01-01", "345.99", True),
        (assistance.NORM_YOUNG, "2026-07-01", "350.42", True),
        (assistance.NORM_PENSIONER, "2026-01-01", "1564.69", True),
        (assistance.NORM_PENSIONER, "2026-07-01", "1587.34", True),
        (assistance.NORM_PENSIONER_COUPLE, "2026-01-01", "2144.16", True),
        (assistance.NORM_PENSIONER_COUPLE, "2026-07-01", "2176.10", True),
        (assistance.PREMIUM, "2026-05-01", "3398", True),
        (assistance.GIFTS, "2026-05-01", "1200", True),
        (assistance.MEANS_SINGLE, "2026-05-01", "8000", True),
        (assistance.MEANS_FAMILY, "2026-05-01", "16000", True),
        (assistance.VOLUNTEER_MONTH, "2026-05-01", "220", False),
        (assistance.VOLUNTEER_YEAR, "2026-05-01", "2200", False),
        (assistance.BUFFER, "2027-01-01", "1000", True),
        (assistance.RETROACTIVE, "2026-01-01", "3", True),
        (self_employment.STARTER_CAPITAL, "2026-05-01", "48060", True),
        (self_employment.ESTABLISHED_CAPITAL, "2026-05-01", "261048", True),
        (self_employment.SMALL_CAPITAL, "2026-05-01", "10368", True),
        (self_employment.OLDER_CAPITAL, "2026-05-01", "13052", True),
        (self_employment.TAX_FORFAIT, "2026-05-01", "0.20", True),
        (self_employment.HORIZON, "2026-05-01", "36", False),
        (self_employment.PREPARATION, "2026-05-01", "12", True),
        (self_employment.HOURS, "2026-05-01", "1225", True),
        (self_employment.DECISION, "2026-05-01", "13", False),
    ],
)
def test_a_figure_of_a_day(
    figure: LawFigure,
    day: str,
    value: str,
    verified: bool,  # noqa: FBT001 - a column of the table
) -> None:
    found = figure.on(dt.date.fromisoformat(day))
    assert (found.value, found.verified) == (Decimal(value), verified)


@pytest.mark.parametrize(
    ("figure", "day"),
    [
        (assistance.NORM_SINGLE, "2024-12-31"),
        (assistance.NORM_SINGLE, "2027-01-01"),
        (assistance.NORM_YOUNG, "2025-12-31"),
        (assistance.GIFTS, "2025-12-31"),
        (assistance.GIFTS, "2027-01-01"),
        (assistance.BUFFER, "2026-12-31"),
        (self_employment.STARTER_CAPITAL, "2025-12-31"),
        (self_employment.STARTER_CAPITAL, "2027-01-01"),
    ],
)
def test_a_day_that_is_not_there_is_refused(figure: LawFigure, day: str) -> None:
    with pytest.raises(NotInForce) as refused:
        figure.on(dt.date.fromisoformat(day))
    for language in ("en", "nl"):
        told = Language(language).render(refused.value.message)
        assert "\n" not in told
        assert figure.article in told


def test_every_figure_says_where_it_was_read() -> None:
    every = [*FIGURES, *(rule.most for rule in EXEMPTIONS.values() if rule.most)]
    assert len(every) > 20
    for figure in every:
        assert figure.article
        assert figure.values
        assert all(value.source for value in figure.values)


def test_the_values_of_a_figure_do_not_overlap() -> None:
    assert FIGURES
    for figure in FIGURES:
        for one, next_ in zip(figure.values, figure.values[1:], strict=False):
            assert one.end
            assert one.end < next_.start


def test_shares_are_parts_of_one() -> None:
    shares = [v.value for f in FIGURES if f.unit is Unit.SHARE for v in f.values]
    shares += [rule.share for rule in EXEMPTIONS.values()]
    assert shares
    assert all(0 < share < 1 for share in shares)


@pytest.mark.parametrize(
    ("kind", "share", "months", "consecutive", "warn_at"),
    [
        ("n", "0.25", 6, False, 4),
        ("r", "0.125", 30, True, 28),
        ("y", "0.15", None, False, None),
        ("34a-a", "0.15", 12, True, 10),
        ("34a-b", "0.15", None, False, None),
        ("34a-c", "0.25", None, False, None),
    ],
)
def test_exemptions(
    kind: str,
    share: str,
    months: int | None,
    consecutive: bool,  # noqa: FBT001 - a column of the table
    warn_at: int | None,
) -> None:
    rule = EXEMPTIONS[Exemption(kind)]
    assert (rule.share, rule.months) == (Decimal(share), months)
    assert (rule.consecutive, rule.warn_at) == (consecutive, warn_at)


@pytest.mark.parametrize(
    ("kind", "month", "most"),
    [
        ("n", "2026-06", "285.00"),
        ("r", "2026-06", "177.66"),
        ("y", "2026-06", "180.19"),
        ("34a-a", "2027-01", None),
        ("34a-b", "2027-01", None),
        ("34a-c", "2027-01", "226"),
    ],
)
def test_the_maximum_of_a_month(kind: str, month: str, most: str | None) -> None:
    known = Month.read(month)
    assert known
    rule = rule_on(Exemption(kind), known)
    found = rule.most.on(known.first).value if rule.most else None
    assert found == (Decimal(most) if most else None)


def test_the_old_rules_end_where_article_34a_begins() -> None:
    december, january = Month(2026, 12), Month(2027, 1)
    assert len(EXEMPTIONS) == len(Exemption)
    for kind, rule in EXEMPTIONS.items():
        old = kind.value in {"n", "r", "y"}
        assert (rule.in_force(december), rule.in_force(january)) == (old, not old)
