"""One line on standard error: why a command could not run."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from paraplu.base.language import Language, Message, chosen_language, say
from paraplu.base.system import reason_of
from paraplu_cli.command import Misuse, Stopped

# What the usage of a command calls its arguments.
_NAMES = {
    "CODE": say("CODE"),
    "DIR": say("DIR"),
    "MONTH": say("MONTH"),
    "NUMBER": say("NUMBER"),
    "PERIOD": say("PERIOD"),
}


def complain(message: Message, fault: Exception | None = None) -> None:
    """Write a message as one line on standard error, in the language of the books.

    Which books, the call says that ended in this fault, else the one that is running.
    """
    ctx = getattr(fault, "ctx", None) or click.get_current_context(silent=True)
    line = " ".join(_language(ctx).render(message).split())
    click.echo(f"paraplu: {line}", file=sys.stderr)


def _language(ctx: click.Context | None) -> Language:
    """Return the language of the register that a call is about, if it can be read."""
    defaults = {one.name: one.default for one in ctx.command.params} if ctx else {}
    asked = defaults | (ctx.params if ctx else {})
    main = asked.get("main") or asked.get("ledger")
    if not isinstance(main, Path):
        return chosen_language()
    from paraplu_cli.loading import registered_language

    members = asked.get("members")
    return chosen_language(
        registered_language(main, members if isinstance(members, Path) else None)
    )


def of_click(fault: click.ClickException) -> Message:
    """Return what is wrong with how a command was called, and where help is."""
    if isinstance(fault, Stopped):
        return fault.words
    ctx = fault.ctx if isinstance(fault, click.UsageError) else None
    return say(
        "{wrong} See {command} --help.",
        wrong=_wrong(fault),
        command=ctx.command_path if ctx else "paraplu",
    )


def _wrong(fault: click.ClickException) -> object:
    """Return the fault in the reader's language, where click says what it is about."""
    if isinstance(fault, Misuse):
        return fault.words
    match fault:
        case click.NoSuchOption():
            return say("There is no option {name}.", name=fault.option_name)
        case click.BadOptionUsage():
            return (
                say("{name} takes no value.", name=fault.option_name)
                if "does not take a value" in fault.message
                else say("{name} needs a value.", name=fault.option_name)
            )
        case click.MissingParameter():
            parameter = fault.param
            name = parameter.human_readable_name if parameter else ""
            return say("{name} is missing.", name=_NAMES.get(name, name))
        case click.BadParameter(param=click.Parameter() as parameter):
            return _allowed(parameter) or fault.format_message()
        case _:
            return fault.format_message()


def _allowed(parameter: click.Parameter) -> Message | None:
    """Return what a parameter takes, where its type says so."""
    match parameter.type:
        case click.Choice(choices=choices):
            return say("Choose one of {words}.", words=", ".join(choices))
        case click.IntRange(min=low, max=high):
            return say(
                "Give {name} a number from {low} to {high}.",
                name=parameter.opts[0],
                low=str(low),
                high=str(high),
            )
        case _:
            return None


def _of_system(fault: OSError) -> Message:
    """Return what the computer refused, and why."""
    if not isinstance(fault.filename, str | bytes):
        return say("Stopped: {reason}.", reason=reason_of(fault))
    file = Path(os.fsdecode(fault.filename))
    return say(
        "Stopped at {file}: {reason}.",
        # Nobody knows the file that is written first, and then takes its place.
        file=str(file.parent if file.suffix == ".part" else file),
        reason=reason_of(fault),
    )


def of_fault(fault: Exception) -> Message:
    """Return what to say of a fault that nobody foresaw."""
    if isinstance(fault, OSError):
        # A full disk, a lost network drive: nothing that paraplu can mend.
        return _of_system(fault)
    return say(
        "Stopped by a fault in paraplu itself ({fault}). Please report this message; "
        "with PARAPLU_DEBUG=1 it shows where.",
        fault=f"{type(fault).__name__}: {fault}",
    )
