"""`paraplu period open`: a closed period may change again, and it says why."""

from __future__ import annotations

from typing import Any

from paraplu.base.language import say
from paraplu_cli.command import Command
from paraplu_cli.guide import Guide
from paraplu_cli.period.desk import SHARED

_GUIDE = Guide(
    usage=say("[OPTIONS] PERIOD"),
    about=(
        say(
            "Opens a closed period, and those that were closed after it, since their "
            "balances follow from it. The old seals stay; a new one beside each says "
            "who opened it, when and why. What was filed is not opened."
        ),
    ),
    examples=(
        (
            'paraplu period open 2026-03 --by L01 --reason "a bill came late"',
            say("open March"),
        ),
    ),
    statuses=(
        (0, say("it is open")),
        (2, say("it could not be done, and nothing was written; it says why")),
    ),
)


def reopen(**options: Any) -> int:  # noqa: ANN401 - those below
    """Open a period; return the exit status."""
    from paraplu.ledger.seals import SealKind
    from paraplu_cli.period.sealing import seal_period

    return seal_period(SealKind.OPENED, **options)


command = Command("open", _GUIDE, [*SHARED], reopen)
