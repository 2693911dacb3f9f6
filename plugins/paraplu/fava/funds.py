"""The page of funds: what came in, what it was spent on, what is left, until when."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu.base.money import ZERO
from paraplu.base.vocabulary import words_of
from paraplu.fava.gauge import GaugePiece, parts_of
from paraplu.fava.page import Page, PageView
from paraplu.fava.scale import Scale, percent
from paraplu.reports.account_names import purpose_said
from paraplu.reports.funds import funds_in

if TYPE_CHECKING:
    from paraplu.base.language import Message
    from paraplu.fava.load import Load
    from paraplu.fava.request import PageRequest
    from paraplu.reports.funds import FundOverview


class ParapluFunds(Page):
    """What funders gave, and what became of it."""

    title = say("Funds")
    reads = "funds"

    def shown(self, load: Load, asked: PageRequest) -> PageView:
        """Return the funds over the days of the time filter."""
        span = asked.span
        view = load.once(("funds", span), lambda known: funds_in(known, span))
        judgement = load.judgement
        words = words_of(judgement.register.chart)

        def purpose(name: str) -> Message | str:
            return purpose_said(name, words)

        return PageView(
            "_funds.html",
            {
                "view": view,
                "bars": {story.name: bar_of(story) for story in view.stories},
                "gone": {story.name: gone_of(story) for story in view.stories},
                "purpose": purpose,
                "started": judgement.books.first_day is not None,
            },
        )


def bar_of(story: FundOverview) -> tuple[GaugePiece, ...]:
    """Return the bar of a fund: what was used, what is left, what is still to come."""
    amounts = (
        ("costs", say("spent"), story.spent),
        ("growth", say("start capital"), story.start_capital),
        ("returned", say("returned, or went elsewhere"), -story.otherwise),
        ("left", say("left"), story.left),
        ("to-come", say("granted, not received yet"), story.to_come),
    )
    total = sum((amount for _, _, amount in amounts if amount > 0), ZERO)
    return parts_of(Scale(ZERO, max(total, Decimal("0.01"))), *amounts)


def gone_of(story: FundOverview) -> str | None:
    """Return where today is on the bar of a fund, if its days were its money."""
    return None if story.time_gone is None else percent(story.time_gone)
