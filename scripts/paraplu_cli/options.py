"""The options and arguments that commands share."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from paraplu.base.language import say
from paraplu_cli.command import Misuse, Option

if TYPE_CHECKING:
    from collections.abc import Callable

    from paraplu.base.language import Message


def day_of(_ctx: click.Context, _param: click.Parameter, text: str | None) -> object:
    """Return the day that an option says; Misuse where it says something else."""
    try:
        return text and dt.date.fromisoformat(text)
    except ValueError:
        raise Misuse(
            say("“{text}” is not a day such as 2026-10-31.", text=text)
        ) from None


def day_option(*names: str, words: Message) -> Option:
    """Return an option that takes a day."""
    return Option(*names, words=words, placeholder=say("DATE"), callback=day_of)


def file_option(*names: str, words: Message, before: str | None = None) -> Option:
    """Return an option that takes the path of a file."""
    return Option(
        *names,
        words=words,
        placeholder=say("FILE"),
        type=click.Path(path_type=Path),
        before=before,
    )


def flag(*names: str, words: Message) -> Option:
    """Return an option that is said or not."""
    return Option(*names, words=words, is_flag=True)


def _books(name: str, *, before: str | None = None, stood: bool = False) -> Option:
    return Option(
        "-f",
        "--file",
        name,
        words=say(
            "The main file of the books (default: what PARAPLU_BOOKS says, or "
            "ledger/main.beancount)."
        ),
        placeholder=say("FILE"),
        type=click.Path(path_type=Path),
        default=Path("ledger/main.beancount"),
        envvar="PARAPLU_BOOKS",
        before=before,
        stood=stood,
    )


MAIN = _books("main", stood=True)
LEDGER = _books("ledger")
MEMBERS = file_option(
    "--register",
    "members",
    words=say("Use this register instead of the one the ledger names."),
    before="--members",
)
TODAY = day_option(
    "--today",
    words=say("Judge deadlines as of this day (default: the newest entry)."),
)
INTO = file_option(
    "--into",
    words=say("Write everything into this file (default: the file of the month)."),
)
EXPLAIN = flag(
    "--explain", words=say("Also tell what settled each of them, and why it counts.")
)
WIDE = flag("--wide", words=say("Show every column, however wide that is."))
DRY_RUN = flag("--dry-run", words=say("Show what it would write, and write nothing."))


def main_by(name: str) -> Option:
    """Return the option for the main file, of a command that called it by a name."""
    return _books(name.lstrip("-"), before=name)


def today_or(clock: Callable[[], dt.date]) -> Option:
    """Return the option --today of a command that asks the clock without it."""
    return Option(
        "--today",
        words=say("The date to use as today (default: the computer's date)."),
        placeholder=say("DATE"),
        callback=lambda ctx, param, text: day_of(ctx, param, text) or clock(),
    )


def one_format(*formats: str) -> Option:
    """Return the option --format; the first of the formats is what is meant without."""
    return Option(
        "--format",
        "form",
        words=say("Output format; all except text are for programs."),
        type=click.Choice(formats),
        default=formats[0],
    )
