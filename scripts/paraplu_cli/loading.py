"""Runs the check for a command, with progress on standard error."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from paraplu.base.language import Language, Message, chosen_language
from paraplu.check import Report, check
from paraplu.opening import CannotRun, registered
from paraplu_cli.command import Stopped

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from paraplu.base.git import Repository
    from paraplu.ledger.remembered.loading import Memory
    from paraplu.ledger.source.tracked import Tracked


def examine(  # noqa: PLR0913 - as `check`
    main: Path,
    members: Path | None,
    today: dt.date | None,
    allow_plugins: Iterable[str] = (),
    tracked: Tracked | None = None,
    history: Repository | None = None,
    *,
    cache: bool = False,
    memory: Memory | None = None,
) -> Report:
    """Return the report on a ledger; Stopped where there can be none.

    Only what is shown, and neither filed nor sent, may come from the `cache` or
    from a `memory`.
    """
    with progress() as tell:
        try:
            return check(
                main,
                members=members,
                today=today,
                allow_plugins=allow_plugins,
                tracked=tracked,
                history=history,
                cache=cache,
                memory=memory,
                progress=tell,
            )
        except CannotRun as fault:
            raise Stopped(fault.message) from fault


@contextmanager
def progress() -> Iterator[Callable[[Message], None]]:
    """Yield what shows a message while work goes on; in a pipe it shows nothing."""
    if not sys.stderr.isatty():
        yield lambda _message: None
        return
    language = chosen_language()
    longest = 0

    def tell(message: Message) -> None:
        nonlocal longest
        text = language.render(message) + "…"
        longest = max(longest, len(text))
        click.echo("\r" + text.ljust(longest), file=sys.stderr, nl=False)

    try:
        yield tell
    finally:
        click.echo("\r" + " " * longest + "\r", file=sys.stderr, nl=False)


def registered_language(main: Path, members: Path | None) -> str | None:
    """Return the language in the register of a ledger, None where it can't be read."""
    register = registered(main.absolute(), members)
    return register.spoken if register else None


def language_of(report: Report) -> Language:
    """Return the language in which a report is told: the register's, where it has one.

    The reader's own wish (`PARAPLU_LANG`) comes before that.
    """
    return chosen_language(report.register.spoken)
