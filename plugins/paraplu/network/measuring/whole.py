"""The cooperative itself: cover, what it earns of its costs, and grants (10–12)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.chart import Kind
from paraplu.base.money import ZERO
from paraplu.ledger.running import Running
from paraplu.reports.gauge import covers_of, gauge_on
from paraplu.reports.papers.account_words import Topic, topic_of
from paraplu.reports.papers.meeting.groups import is_own_sale
from paraplu.reports.papers.meeting.quarters import is_contribution, is_running
from paraplu.reports.papers.whole.results import results

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from paraplu.base.chart import Account
    from paraplu.network.measuring.scene import Keyed, Scene
    from paraplu.reports.span import Span

_INCOME = frozenset({Kind.COOP_INCOME, Kind.COOP_CONTRIBUTION, Kind.FUND_INCOME})


def rows(scene: Scene) -> Iterator[Keyed]:
    """Yield what is of the cooperative as a whole."""
    covers = scene.material.once(("changing covers",), lambda: covers_of(scene.books))
    gauge = gauge_on(covers, scene.period.last)
    owed = gauge.vat + gauge.municipality
    earmarked = gauge.members + gauge.funds
    yield ("10-earmark-cover", ""), scene.plain(gauge.there - owed, earmarked)
    yield ("10-earmark-cover", "liquid"), scene.plain(gauge.in_money - owed, earmarked)
    there = _moved(scene, scene.span)
    earned = sum(
        (-n for one, n in there.items() if is_contribution(one) or is_own_sale(one)),
        ZERO,
    )
    costs = running_costs(scene, scene.span)
    yield ("11-self-sufficiency", ""), scene.plain(earned, costs)
    income = sum((-n for one, n in there.items() if one.kind in _INCOME), ZERO)
    granted = sum((-n for one, n in there.items() if _is_grant(one)), ZERO)
    yield ("12-grant-dependence", ""), scene.plain(granted, income)


def running_costs(scene: Scene, span: Span) -> Decimal:
    """Return the running costs of the cooperative, as its self-sufficiency has them."""
    coop = scene.books.chart.word("Coop")
    there = _moved(scene, span)
    return sum((n for one, n in there.items() if is_running(one, coop)), ZERO)


def _moved(scene: Scene, span: Span) -> dict[Account, Decimal]:
    """Return what each account of income and costs moved by that is of no member."""
    until = span.until(scene.books)
    every = scene.material.once(
        ("running-of-coop",),
        lambda: {
            account: Running(sums.amount)
            for account, sums in results(scene.material).items()
            if not account.member
        },
    )
    return {
        account: running.within(until.begin, until.end)
        for account, running in every.items()
    }


def _is_grant(account: Account) -> bool:
    if account.kind is Kind.FUND_INCOME:
        return True
    return account.kind is Kind.COOP_INCOME and topic_of(account) is Topic.GRANTS
