"""Commands, options and complaints that speak the reader's language."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from paraplu.base.language import Message, chosen_language, say
from paraplu_cli.guide import Guide, write_guide

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class Misuse(click.UsageError):
    """The command was called wrongly; `words` says how."""

    def __init__(self, words: Message) -> None:
        super().__init__(words.template)
        self.words = words


class Stopped(click.ClickException):
    """The command cannot do its work; `words` says why, in one line."""

    def __init__(self, words: Message) -> None:
        super().__init__(words.template)
        self.words = words
        self.ctx: click.Context | None = None


class Option(click.Option):
    """An option whose help and placeholder are messages.

    `before` is what it was called until the last release. Of an option that `stood`
    the value was an argument, the last one.
    """

    def __init__(
        self,
        *names: str,
        words: Message,
        placeholder: Message | None = None,
        before: str | None = None,
        stood: bool = False,
        **rest: Any,  # noqa: ANN401 - whatever else click's option takes
    ) -> None:
        super().__init__(names, help=words.template, **rest)
        self.words = words
        self.placeholder = placeholder
        self.before = before
        self.stood = stood

    def make_metavar(self, ctx: click.Context | None = None) -> str:
        """Return what stands for the value in the help.

        Before click 8.2 there was no `ctx`.
        """
        if self.placeholder:
            return chosen_language().render(self.placeholder)
        return super().make_metavar(*filter(None, [ctx]))

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the option and its help."""
        record = super().get_help_record(ctx)
        return record and (record[0], chosen_language().render(self.words))


def _show_help(ctx: click.Context, _param: click.Parameter, wanted: object) -> None:
    if wanted and not ctx.resilient_parsing:
        click.echo(ctx.get_help(), file=sys.stdout)
        ctx.exit()


HELP = Option(
    "-h",
    "--help",
    words=say("Show this text."),
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_help,
)


def tell_old(before: str, now: str) -> None:
    """Say on standard error how that is written now which was written as before."""
    words = say(
        "“{before}” is now written as “{now}”. The old way works until the next "
        "release.",
        before=before,
        now=now,
    )
    click.echo(f"paraplu: {chosen_language().render(words)}", err=True)


class Command(click.Command):
    """A command of paraplu; its callback returns the exit status."""

    allow_extra_args = True  # so that it can complain about them in its own words

    def __init__(
        self,
        name: str,
        guide: Guide,
        params: Sequence[click.Parameter],
        callback: Callable[..., int],
    ) -> None:
        super().__init__(
            name, callback=callback, params=[*params, HELP], add_help_option=False
        )
        self.guide = guide

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments; Misuse where there is one too many."""
        try:
            rest = super().parse_args(ctx, self._renamed(args))
            if ctx.args and not ctx.resilient_parsing:
                self._take_last(ctx)
        except click.UsageError as fault:
            # So that the complaint can point to the help of this very command.
            fault.ctx = fault.ctx or ctx
            raise
        return rest

    def _renamed(self, args: list[str]) -> list[str]:
        """Return the arguments with what options are called now; tell of others."""
        now = {
            option.before: option.opts[-1]
            for option in self.params
            if isinstance(option, Option) and option.before
        }
        renamed: list[str] = []
        for number, arg in enumerate(args):
            if arg == "--":
                return renamed + args[number:]
            name, is_, value = arg.partition("=")
            if name in now:
                tell_old(name, now[name])
            renamed.append(now.get(name, name) + is_ + value)
        return renamed

    def _take_last(self, ctx: click.Context) -> None:
        """Take a last argument as the option that it was; Misuse where it is none."""
        for option in self.params:
            name = option.name or ""
            given = ctx.get_parameter_source(name)
            free = given is not click.core.ParameterSource.COMMANDLINE
            if isinstance(option, Option) and option.stood and free:
                last = ctx.args.pop(0)
                ctx.params[name] = Path(last)
                # Who reads along is told; a program's output stays as it was.
                if sys.stderr.isatty():
                    tell_old(last, f"{option.opts[0]} {last}")
        if ctx.args:
            raise Misuse(
                say("“{argument}” is one argument too many.", argument=ctx.args[0])
            )

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - as click has it
        """Run it; a complaint knows of which call it is, and so of which books."""
        try:
            return super().invoke(ctx)
        except (Misuse, Stopped) as fault:
            fault.ctx = fault.ctx or ctx
            raise

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help."""
        write_guide(self.guide, ctx, formatter)
