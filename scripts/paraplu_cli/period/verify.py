"""`paraplu period verify`: what changed in closed periods, and what anchors them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from paraplu.base.language import say
from paraplu_cli.command import Command, Option, Stopped
from paraplu_cli.guide import Guide
from paraplu_cli.options import MEMBERS, TODAY, main_by, one_format

if TYPE_CHECKING:
    import datetime as dt

    from paraplu.bookkeeping.periods.anchors import Anchor

_GUIDE = Guide(
    usage=say("[OPTIONS]"),
    about=(
        say(
            "Holds the books against every seal: entries that came, went or are "
            "others, balances, documents. It also tells which seals are anchored "
            "outside the books: by a signed tag in git, or by the lines in a file, "
            "such as the minutes or a mail."
        ),
        say(
            "What it proves: the books are those that were closed, if the anchor is "
            "real. What it does not prove: that they were right, or complete, on that "
            "day."
        ),
    ),
    examples=(
        ("paraplu period verify", say("all closed periods")),
        ("paraplu period verify --against minutes.txt", say("with what others kept")),
        (
            "paraplu period verify --lines 2026-03 | sha256sum",
            say("the checksum of the seal, computed by another program"),
        ),
    ),
    statuses=(
        (0, say("nothing changed, and every anchor holds")),
        (1, say("a closed period, a seal or an anchored seal is not what it was")),
        (2, say("it could not run; the message says why")),
    ),
)


def verify(
    *,
    ledger: Path,
    members: Path | None,
    form: str,
    today: dt.date | None,
    against: tuple[Path, ...],
    lines: str | None,
) -> int:
    """Tell what changed in closed periods; return the exit status."""
    from paraplu.bookkeeping.periods.anchors import missed, tagged
    from paraplu.bookkeeping.periods.verifying import verified
    from paraplu_cli.output import periods_table
    from paraplu_cli.period.desk import read
    from paraplu_cli.screen import screen_of
    from paraplu_cli.stream import emit

    desk = read(ledger, members, today)
    if lines is not None:
        emit(periods_table.canonical_lines(desk, lines), data=True)
        return 0
    books = desk.report.books
    anchors = [*tagged(books.root), *_kept(against)]
    found = periods_table.VerifiedBooks(
        desk,
        tuple(verified(books, desk.report.register, desk.seals, anchors)),
        tuple(missed(desk.seals, anchors)),
    )
    if form == "json":
        emit(periods_table.as_json(found), data=True)
    else:
        emit(periods_table.as_text(found, screen_of(desk.language)))
    return 0 if found.whole else 1


def _kept(files: tuple[Path, ...]) -> list[Anchor]:
    """Return the anchors in texts that others kept; Stopped where there is none."""
    from paraplu.base.plain_file import plain_bytes
    from paraplu.bookkeeping.periods.anchors import anchors_in

    found: list[Anchor] = []
    for file in files:
        try:
            text = plain_bytes(file, most=_LARGEST).decode("utf-8", "replace")
        except (OSError, ValueError) as fault:
            raise Stopped(say("{file} cannot be read.", file=str(file))) from fault
        own = anchors_in(text)
        if not own:
            raise Stopped(
                say("{file} has no line that begins with: paraplu seal", file=str(file))
            )
        found += own
    return found


_LARGEST = 10_000_000

command = Command(
    "verify",
    _GUIDE,
    [
        Option(
            "--against",
            words=say("A text that others kept, with lines: paraplu seal …"),
            placeholder=say("FILE"),
            type=click.Path(path_type=Path),
            multiple=True,
        ),
        Option(
            "--lines",
            words=say("Only the lines of which the checksum of a closed period is."),
            placeholder=say("SEAL"),
        ),
        main_by("--ledger"),
        MEMBERS,
        one_format("text", "json"),
        TODAY,
    ],
    verify,
)
