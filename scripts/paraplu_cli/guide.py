"""What `--help` teaches: what a command is, examples of it, and its exit statuses."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

import click

from paraplu.base.language import Message, chosen_language, say

if TYPE_CHECKING:
    from collections.abc import Mapping


# What a shell makes of Ctrl-C too.
INTERRUPTED = 130


@dataclass(frozen=True)
class Guide:
    """The words of a command's help; `usage` is what follows its name."""

    usage: Message
    about: tuple[Message, ...]
    examples: tuple[tuple[str, Message], ...]
    statuses: tuple[tuple[int, Message], ...]

    @property
    def every_status(self) -> dict[int, Message]:
        """What each exit status means; Ctrl-C ends any command."""
        stopped = {INTERRUPTED: say("Ctrl-C stopped it before it was done")}
        return dict(self.statuses) | stopped


def write_guide(
    guide: Guide,
    ctx: click.Context,
    formatter: click.HelpFormatter,
    commands: Mapping[Message, Mapping[str, Message]] = MappingProxyType({}),
) -> None:
    """Write the help of the command of `ctx` in the reader's language.

    `commands` are those of a group, under the title of the part that they are in.
    """
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
    every = guide.every_status.items()
    sections = (
        *(
            (title, [(name, said(words)) for name, words in part.items()])
            for title, part in commands.items()
        ),
        (say("Examples"), [(shown, said(words)) for shown, words in guide.examples]),
        (say("Options"), [record for record in options if record]),
        (say("Exit status"), [(str(n), said(words)) for n, words in every]),
    )
    for title, rows in sections:
        if rows:
            with formatter.section(said(title)):
                formatter.write_dl(rows, col_max=38)
