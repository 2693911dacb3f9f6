"""The options and arguments that commands share."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from paraplu.language import say
from paraplu_cli.command import Misuse, Option

if TYPE_CHECKING:
    from collections.abc import Callable


def day_of(_ctx: click.Context, _param: click.Parameter, text: str | None) -> object:
    """Return the day that an option says; Misuse where it says something else."""
    try:
        return text and dt.date.fromisoformat(text)
    except ValueError:
        raise Misuse(
            say("“{text}” is not a day such as 2026-10-31.", text=text)
        ) from None


MAIN = click.Argument(
    ["main"], default=Path("ledger/main.beancount"), type=click.Path(path_type=Path)
)
MEMBERS = Option(
    "--members",
    words=say("The register, where it is another than the ledger names."),
    placeholder=say("FILE"),
    type=click.Path(path_type=Path),
)
TODAY = Option(
    "--today",
    words=say("The day from which terms are seen; else that of the newest entry."),
    placeholder=say("DATE"),
    callback=day_of,
)


INTO = Option(
    "--into",
    words=say("Write all into this file; else into that of the month."),
    placeholder=say("FILE"),
    type=click.Path(path_type=Path),
)


DRY_RUN = Option(
    "--dry-run",
    words=say("Show what it would write, and write nothing."),
    is_flag=True,
)


def today_or(clock: Callable[[], dt.date]) -> Option:
    """Return the option --today of a command that asks the clock without it."""
    return Option(
        "--today",
        words=say("The day on which it is run; else that of the computer."),
        placeholder=say("DATE"),
        callback=lambda ctx, param, text: day_of(ctx, param, text) or clock(),
    )


def one_format(*formats: str) -> Option:
    """Return the option --format; the first of the formats is what is meant without."""
    return Option(
        "--format",
        "form",
        words=say("How to show it; all but text are for programs."),
        type=click.Choice(formats),
        default=formats[0],
    )
