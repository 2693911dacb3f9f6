"""`paraplu period close`: nothing changes in a period from now on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paraplu.base.language import say
from paraplu_cli.command import Command
from paraplu_cli.guide import Guide
from paraplu_cli.options import flag
from paraplu_cli.period.desk import SHARED

if TYPE_CHECKING:
    import click

_GUIDE = Guide(
    usage=say("[OPTIONS] PERIOD"),
    about=(
        say(
            "Writes a seal: a small text beside the ledger, with the checksum of each "
            "entry and document of the period, and the balance of each account at its "
            "end. It can be opened again, with a reason."
        ),
        say(
            "It is refused where the period has not ended, where the check finds an "
            "error until its end, and where something before it is open."
        ),
    ),
    examples=(
        ("paraplu period close 2026-03 --by L01", say("close March")),
        ("paraplu period close 2025 --by board", say("a whole year at once")),
        ("paraplu period close 2026-03 --by L01 --sign", say("with a signed tag")),
    ),
    statuses=(
        (0, say("it is closed")),
        (2, say("it could not be done, and nothing was written; it says why")),
    ),
)


def close(**options: Any) -> int:  # noqa: ANN401 - those below
    """Close a period; return the exit status."""
    from paraplu.ledger.seals import SealKind
    from paraplu_cli.period.sealing import seal_period

    return seal_period(SealKind.CLOSED, **options)


SIGN = flag("--sign", words=say("Also make a signed tag in git that holds the seal."))
PARAMS: list[click.Parameter] = [*SHARED, SIGN]
command = Command("close", _GUIDE, PARAMS, close)
