"""What a report on a member is asked for: whom, and over which days if any."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu_cli.command import Misuse
from paraplu_cli.report.options import period_of

if TYPE_CHECKING:
    from paraplu.reports.papers.period import PaperPeriod


def member_and_period(
    words: tuple[str, ...], *, every: bool
) -> tuple[str | None, PaperPeriod]:
    """Return a member's code, None where it is every member, and a period.

    Raises:
        Misuse: there is no code, or there is one argument too many.
    """
    codes = 0 if every else 1
    if len(words) < codes:
        raise Misuse(say("Give a member's code, and a period if you like."))
    if len(words) > codes + 1:
        raise Misuse(
            say("“{argument}” is one argument too many.", argument=words[codes + 1])
        )
    period = words[codes] if len(words) > codes else None
    return (words[0] if codes else None), _period(period)


def _period(text: str | None) -> PaperPeriod:
    """Return a period, or all days where none is asked for."""
    import datetime as dt

    from paraplu.reports.papers.period import PaperPeriod

    if text is None:
        return PaperPeriod(dt.date.min, dt.date.max, "all")
    return period_of(text)
