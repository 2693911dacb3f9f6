"""What `--help` teaches: what a command is, examples of it, and its exit statuses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from paraplu.base.language import Message, chosen_language, say

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True)
class Guide:
    """The words of a command's help; `usage` is what follows its name."""

    usage: Message
    about: tuple[Message, ...]
    examples: tuple[tuple[str, Message], ...]
    statuses: tuple[tuple[int, Message], ...]


def write_guide(
    guide: Guide,
    ctx: click.Context,
    formatter: click.HelpFormatter,
    commands: Iterable[tuple[str, Message]] = (),
) -> None:
    """Write the help of the command of `ctx` in the reader's language."""
    language = chosen_language()
    said = language.render
    formatter.write_usage(
        ctx.command_path, said(guide.usage), prefix=said(say("Usage:")) + " "
    )
    for paragraph in guide.about:
        formatter.write_paragraph()
        formatter.write_text(said(paragraph))
    options = [
        param.get_help_record(ctx)
        for param in ctx.command.get_params(ctx)
        if isinstance(param, click.Option)
    ]
    sections = (
        (say("Commands"), [(name, said(words)) for name, words in commands]),
        (say("Examples"), [(shown, said(words)) for shown, words in guide.examples]),
        (say("Options"), [record for record in options if record]),
        (say("Exit status"), [(str(n), said(words)) for n, words in guide.statuses]),
    )
    for title, rows in sections:
        if rows:
            with formatter.section(said(title)):
                formatter.write_dl(rows, col_max=38)
