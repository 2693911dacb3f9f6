"""The group of commands, and the edge where every fault becomes one line."""

from __future__ import annotations

import difflib
import importlib
import os
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

import click
from click.shell_completion import CompletionItem

from paraplu import __version__
from paraplu.base.interrupts import Interrupted
from paraplu.base.language import Message, chosen_language, say
from paraplu_cli.command import HELP, Misuse, Option
from paraplu_cli.complaints import complain, of_click, of_fault
from paraplu_cli.guide import INTERRUPTED, Guide, write_guide
from paraplu_cli.stream import forgiving

if TYPE_CHECKING:
    from collections.abc import Mapping

CANNOT_RUN = 2


class Lazy(NamedTuple):
    """A module that holds a `command`, and its line in the list of commands."""

    module: str
    words: Message
    part: Message = say("Commands")


def _show_version(ctx: click.Context, _param: click.Parameter, wanted: object) -> None:
    if wanted and not ctx.resilient_parsing:
        click.echo(f"paraplu {__version__}")
        ctx.exit()


_VERSION = Option(
    "--version",
    words=say("Show the version."),
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
)


class Group(click.Group):
    """Commands that are imported when they are asked for."""

    def __init__(self, name: str, guide: Guide, lazy: Mapping[str, Lazy]) -> None:
        super().__init__(name, params=[_VERSION, HELP], add_help_option=False)
        self.guide = guide
        self.lazy = lazy

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        return list(self.lazy)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, or None where there is none of this name."""
        if cmd_name not in self.lazy:
            return None
        module = importlib.import_module(self.lazy[cmd_name].module)
        command: click.Command = module.command
        return command

    def shell_complete(
        self, _ctx: click.Context, incomplete: str
    ) -> list[CompletionItem]:
        """Return the commands that somebody may mean, without importing them."""
        render = chosen_language().render
        return [
            CompletionItem(name, help=render(lazy.words))
            for name, lazy in self.lazy.items()
            if name.startswith(incomplete)
        ]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments; without any, help is what is wanted."""
        if args[:1] == ["help"]:
            args = [*args[1:], "--help"]
        return super().parse_args(ctx, args or ["--help"])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the arguments name; Misuse where there is none."""
        if args[0] not in self.lazy and not ctx.resilient_parsing:
            near = difflib.get_close_matches(args[0], self.lazy, 1)
            message = say("There is no command “{name}”.", name=args[0])
            if near:
                message = say(
                    "There is no command “{name}”. Did you mean {near}?",
                    name=args[0],
                    near=near[0],
                )
            fault = Misuse(message)
            # So that the complaint can point to the help of this very group.
            fault.ctx = ctx
            raise fault
        return super().resolve_command(ctx, args)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help."""
        parts: dict[Message, dict[str, Message]] = {}
        for name, lazy in self.lazy.items():
            parts.setdefault(lazy.part, {})[name] = lazy.words
        write_guide(self.guide, ctx, formatter, parts)

    def main(self, *args: Any, **extra: Any) -> Any:  # noqa: ANN401 - as click has it
        """Run a command and exit with its status; never with a traceback.

        `PARAPLU_DEBUG=1` lets the traceback of a fault in paraplu itself through.
        """
        extra |= {
            "prog_name": extra.get("prog_name") or "paraplu",
            "standalone_mode": False,
        }
        try:
            forgiving()
            status = super().main(*args, **extra)
        except (click.Abort, KeyboardInterrupt, EOFError) as stop:
            # Click makes an Abort of an interrupt.
            for one in (stop, stop.__cause__):
                if isinstance(one, Interrupted):
                    complain(one.message)
            status = INTERRUPTED
        except click.ClickException as fault:
            complain(of_click(fault), fault)
            status = CANNOT_RUN
        except Exception as fault:
            if os.environ.get("PARAPLU_DEBUG"):
                raise
            complain(of_fault(fault))
            status = CANNOT_RUN
        sys.exit(status if isinstance(status, int) else 0)
