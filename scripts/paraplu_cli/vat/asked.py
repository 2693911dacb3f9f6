"""What the commands on VAT are asked: a period, a box."""

from __future__ import annotations

import click

from paraplu.base.language import say
from paraplu.base.periods import Period
from paraplu.bookkeeping.vat.codes import BOXES
from paraplu_cli.command import Misuse


def _period(_ctx: click.Context, _param: click.Parameter, text: str) -> Period:
    period = Period.read(text.upper())
    if period is None:
        raise Misuse(
            say("“{text}” is not a period such as 2026-Q1, 2026-03 or 2026.", text=text)
        )
    return period


def box(_ctx: click.Context, _param: click.Parameter, text: str | None) -> str | None:
    """Return the box that was asked for; Misuse where the form has none such."""
    if text is None or text.casefold() in BOXES:
        return text and text.casefold()
    raise Misuse(
        say(
            "“{text}” is not a box of the return. The boxes are: {boxes}.",
            text=text,
            boxes=", ".join(BOXES),
        )
    )


PERIOD = click.Argument(["period"], callback=_period)
