"""`paraplu period file`: others have these figures, so it is not opened again."""

from __future__ import annotations

from typing import Any

from paraplu.base.language import say
from paraplu_cli.command import Command
from paraplu_cli.guide import Guide
from paraplu_cli.period.close import PARAMS

_GUIDE = Guide(
    usage=say("[OPTIONS] PERIOD"),
    about=(
        say(
            "Closes a period for good, since its figures were sent: to the tax office "
            "(--scope vat), to a funder (--scope fund:NAME), or to the municipality. "
            "What turns out to be wrong is corrected by an entry of a later day that "
            "says what it corrects."
        ),
    ),
    examples=(
        ("paraplu period file 2026-Q1 --scope vat --by L01", say("the VAT return")),
        (
            "paraplu period file 2026 --scope fund:Oranje --by board",
            say("the account to a funder"),
        ),
    ),
    statuses=(
        (0, say("it is filed")),
        (2, say("it could not be done, and nothing was written; it says why")),
    ),
)


def file_period(**options: Any) -> int:  # noqa: ANN401 - those below
    """File a period; return the exit status."""
    from paraplu.ledger.seals import SealKind
    from paraplu_cli.period.sealing import seal_period

    return seal_period(SealKind.FILED, **options)


command = Command("file", _GUIDE, PARAMS, file_period)
