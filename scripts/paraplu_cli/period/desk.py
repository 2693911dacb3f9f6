"""The books of a period command: judged, with their seals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from paraplu import __version__
from paraplu.base.language import Language, say
from paraplu.base.periods import Period
from paraplu.bookkeeping.periods.sealing import SealedWith, SealOrder
from paraplu.ledger.seals import Scope, Seals
from paraplu_cli.clock import clock
from paraplu_cli.command import Misuse, Option, Stopped
from paraplu_cli.loading import examine, language_of
from paraplu_cli.options import DRY_RUN, MEMBERS, main_by, today_or
from paraplu_cli.standing import BROKEN, broken

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from paraplu.check import Report
    from paraplu.ledger.seals import SealKind

LEDGER = main_by("--ledger")


def _period(_ctx: click.Context, _param: click.Parameter, text: str) -> Period:
    """Return the period that an argument names; Misuse where it names none."""
    found = Period.read(text.upper())
    if found is None:
        raise Misuse(
            say("“{text}” is not a period such as 2026-03, 2026-Q1 or 2026.", text=text)
        )
    return found


def scope(_ctx: click.Context, _param: click.Parameter, text: str | None) -> Scope:
    """Return the scope that an option names; Misuse where it names none."""
    found = Scope.read(text or "all")
    if found is None:
        raise Misuse(
            say(
                "“{text}” is not a scope. Write all, vat or fund:NAME, with the name "
                "that the accounts of the fund have.",
                text=text or "",
            )
        )
    return found


PERIOD = click.Argument(["period"], callback=_period)
SCOPE = Option(
    "--scope",
    words=say("What is closed: all, vat or fund:NAME (default: all)."),
    placeholder=say("SCOPE"),
    callback=scope,
)
BY = Option(
    "--by",
    words=say("Who does it: a member's code, or board."),
    placeholder=say("WHO"),
    required=True,
)
REASON = Option(
    "--reason",
    words=say("Why; it is kept with the books."),
    placeholder=say("TEXT"),
    default="",
)
TODAY = today_or(clock)
SHARED: tuple[click.Parameter, ...] = (
    PERIOD,
    SCOPE,
    BY,
    REASON,
    LEDGER,
    MEMBERS,
    DRY_RUN,
    TODAY,
)


@dataclass(frozen=True)
class PeriodDesk:
    """The books, their seals, and the language to speak."""

    report: Report
    seals: Seals
    language: Language

    @property
    def judged(self) -> SealedWith:
        """What judged the books."""
        report = self.report
        return SealedWith(__version__, report.rules_checksum, report.register_checksum)


def read(main: Path, members: Path | None, today: dt.date | None) -> PeriodDesk:
    """Return the books with their seals; Stopped where they cannot be used."""
    report = examine(main, members, today)
    if not report.loaded or not report.register.usable:
        raise Stopped(
            say("The register or the ledger cannot be used; paraplu check says why.")
        )
    if broken(report):
        raise Stopped(BROKEN)
    return PeriodDesk(report, report.books.seals, language_of(report))


def order(
    period: Period, scope: Scope, kind: SealKind, by: str, day: dt.date, reason: str
) -> SealOrder:
    """Return what somebody wants to seal, without spaces at the ends."""
    return SealOrder(period, scope, kind, by.strip(), day, reason.strip())
