"""Participatiewet: income from work that is left out of account, by the kinds of it.

Until 2026 these are art. 31 lid 2 onder n, r and y, each with a maximum in a month.
From 2027 art. 34a has one rule instead, without a maximum for those who work. Whether a
rule applies to somebody is a decision of the municipality; here is only what it comes
to then.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct

from paraplu.base.dutch_law.dated import InForce, LawFigure, NotInForce, Unit
from paraplu.base.dutch_law.sources import (
    IN_BALANCE,
    JAN_2024,
    JAN_2026,
    JAN_2027,
    JUL_2026,
    PW,
    PW_2026_01,
    PW_2026_07,
)
from paraplu.base.language import Message, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from paraplu.base.dates import Month

# The day from which art. 34a counts instead of n, r and y. No text of law names it
# beside the article; this is the one place to change it.
ARTICLE_34A = JAN_2027
_OLD_RULES_END = ARTICLE_34A - dt.timedelta(days=1)
_SOURCE_34A = f"{PW_2026_01}; {IN_BALANCE}"
_UITHOORN = "uithoorn.nl, amounts of 2024"
# So many months before the last there is a warning: at ten of twelve.
_WARN_BEFORE = 2


class Exemption(StrEnum):
    """The kinds of exemption, as the register and people call them."""

    REGULAR = "n"
    SINGLE_PARENT = "r"
    MEDICAL = "y"
    WORK_34A = "34a-a"
    MEDICAL_34A = "34a-b"
    PENSIONER_34A = "34a-c"


class ExemptionRule(Struct, frozen=True):
    """What one kind leaves out of account: `share` of the income from work of a month.

    `most` is the maximum in a month, None where the law has none. `months` are the most
    months that it can be used; where they are `consecutive`, a month without income
    counts as well. `condition` says for whom it is, and `again` when it can be had a
    second time. `end` is the last day of the rule.
    """

    kind: Exemption
    article: str
    share: Decimal
    most: LawFigure | None
    months: int | None
    consecutive: bool
    start: dt.date
    end: dt.date | None
    source: str
    condition: Message
    again: Message | None = None
    verified: bool = True

    @property
    def warn_at(self) -> int | None:
        """The months used from which it ends soon: ten of twelve; None without end."""
        return None if self.months is None else self.months - _WARN_BEFORE

    @property
    def begins(self) -> dt.date:
        """The first day of the law itself; what paraplu has of it may begin later."""
        return self.start if self.start == ARTICLE_34A else dt.date.min

    def in_force(self, month: Month) -> bool:
        """Tell whether the rule is law in a month."""
        return self.start <= month.first and (
            self.end is None or month.last <= self.end
        )


def rule_on(kind: Exemption, month: Month) -> ExemptionRule:
    """Return the rule of a kind in a month.

    Raises:
        NotInForce: it is no law in that month, or is not known for it.
    """
    rule = EXEMPTIONS[kind]
    if rule.in_force(month):
        return rule
    if rule.end is not None and month.first > rule.end:
        raise NotInForce(
            say(
                "{article} ends on {end}; from then on article 34a counts. Put the new "
                "decision in the register.",
                article=rule.article,
                end=rule.end,
            )
        )
    if rule.start == rule.begins:
        raise NotInForce(
            say(
                "{article} counts from {start}. What was decided by it for months "
                "before that is for the municipality: ask the client manager.",
                article=rule.article,
                start=rule.start,
            )
        )
    raise NotInForce(
        say(
            "{article} counts from {start} in this version of paraplu, which does not "
            "know what was before that.",
            article=rule.article,
            start=rule.start,
        )
    )


def _most(name: Message, article: str, of_2024: str, of_2026: str) -> LawFigure:
    """Return the maximum in a month of an old rule, in EUR.

    The text of July 2026 repeats the amounts of January, though they are indexed (art.
    38 lid 4): which they are is not certain. Those of 2025 were not found.
    """
    values = (
        InForce(
            Decimal(of_2024), JAN_2024, dt.date(2024, 12, 31), _UITHOORN, verified=False
        ),
        InForce(Decimal(of_2026), JAN_2026, dt.date(2026, 6, 30), PW_2026_01),
        InForce(Decimal(of_2026), JUL_2026, _OLD_RULES_END, PW_2026_07, verified=False),
    )
    return LawFigure(name, article, Unit.EUR, values)


_N, _R, _Y = (f"{PW} art. 31 lid 2 onder {letter}" for letter in "nry")
_AOW = LawFigure(
    say("maximum in a month at pension age"),
    f"{PW} art. 34a lid 1 onder c",
    Unit.EUR,
    # Whether it is indexed before it begins is not known.
    (
        InForce(
            Decimal(226), JAN_2027, dt.date(2027, 12, 31), _SOURCE_34A, verified=False
        ),
    ),
)
_RULES = (
    ExemptionRule(
        kind=Exemption.REGULAR,
        article=_N,
        share=Decimal("0.25"),
        most=_most(say("maximum in a month of exemption n"), _N, "264", "285.00"),
        months=6,
        consecutive=False,
        start=JAN_2024,
        end=_OLD_RULES_END,
        source=PW_2026_01,
        condition=say("From 27 years on, where it helps to find work."),
    ),
    ExemptionRule(
        kind=Exemption.SINGLE_PARENT,
        article=_R,
        share=Decimal("0.125"),
        most=_most(say("maximum in a month of exemption r"), _R, "164.73", "177.66"),
        months=30,
        consecutive=True,
        start=JAN_2024,
        end=_OLD_RULES_END,
        source=PW_2026_01,
        condition=say("For a single parent of a child under 12, after exemption n."),
    ),
    ExemptionRule(
        kind=Exemption.MEDICAL,
        article=_Y,
        share=Decimal("0.15"),
        most=_most(say("maximum in a month of exemption y"), _Y, "167.07", "180.19"),
        months=None,
        consecutive=False,
        start=JAN_2024,
        end=_OLD_RULES_END,
        source=PW_2026_01,
        condition=say(
            "For somebody who can work fewer hours for a medical reason; not beside "
            "exemption n."
        ),
    ),
    ExemptionRule(
        kind=Exemption.WORK_34A,
        article=f"{PW} art. 34a lid 1 onder a",
        share=Decimal("0.15"),
        most=None,
        months=12,
        consecutive=True,
        start=ARTICLE_34A,
        end=None,
        source=_SOURCE_34A,
        condition=say(
            "Below pension age, where it helps to find work; the municipality may make "
            "it longer where more hours are not possible (lid 2)."
        ),
        again=say("Again only with a new job (lid 3)."),
    ),
    ExemptionRule(
        kind=Exemption.MEDICAL_34A,
        article=f"{PW} art. 34a lid 1 onder b",
        share=Decimal("0.15"),
        most=None,
        months=None,
        consecutive=False,
        start=ARTICLE_34A,
        end=None,
        source=_SOURCE_34A,
        condition=say("For somebody who can work fewer hours for a medical reason."),
    ),
    ExemptionRule(
        kind=Exemption.PENSIONER_34A,
        article=f"{PW} art. 34a lid 1 onder c",
        share=Decimal("0.25"),
        most=_AOW,
        months=None,
        consecutive=False,
        start=ARTICLE_34A,
        end=None,
        source=_SOURCE_34A,
        condition=say("From pension age on."),
        verified=False,
    ),
)
EXEMPTIONS: Mapping[Exemption, ExemptionRule] = MappingProxyType(
    {rule.kind: rule for rule in _RULES}
)
