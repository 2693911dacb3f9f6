"""`paraplu register --schema`: what may stand in members.yaml, for editors."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from paraplu.base.language import chosen_language, say
from paraplu_cli.command import Command, Misuse, Stopped
from paraplu_cli.guide import Guide
from paraplu_cli.options import flag

if TYPE_CHECKING:
    from paraplu.base.language import Language

_GUIDE = Guide(
    usage=say("[OPTIONS] [REGISTER]"),
    about=(
        say(
            "Tells editors what may be in the register, members.yaml: an editor that "
            "knows YAML then completes its keys, says what each is for, and marks "
            "what cannot be right. `paraplu check` judges the rest."
        ),
        say(
            "With --write it puts members.schema.json beside the register, as paraplu "
            "init does in new books. Do that again after a new version of paraplu. "
            "The first line of the register names that file to the editor:"
        ),
        say("{text}", text="# yaml-language-server: $schema=members.schema.json"),
    ),
    examples=(
        ("paraplu register --schema", say("print it, as JSON Schema")),
        ("paraplu register --schema --write", say("put it beside members.yaml")),
        (
            "paraplu register --schema --write books/members.yaml",
            say("beside another register"),
        ),
    ),
    statuses=(
        (0, say("it was printed or written, or was already up to date")),
        (2, say("it could not run; the message says why")),
    ),
)


def register(file: Path, schema: bool, write: bool) -> int:  # noqa: FBT001 - click names them
    """Print or write the schema of the register; return the exit status."""
    from paraplu.register.schema import schema_text
    from paraplu_cli.stream import emit

    if write and not schema:
        raise Misuse(say("--write needs --schema beside it."))
    if not schema:
        click.echo(click.get_current_context().get_help())
        return 0
    language = _language(file, needed=write)
    text = schema_text(language)
    if write:
        emit(_written(file, text, language) + "\n")
    else:
        emit(text, data=True)
    return 0


def _language(file: Path, *, needed: bool) -> Language:
    """Return the language of the register; Stopped where one is needed and not there.

    What is wrong with the register is for the check to say.
    """
    from paraplu.register import RegisterUnreadable, read_register

    try:
        return chosen_language(read_register(file).register.spoken)
    except RegisterUnreadable as fault:
        if needed or file != _FILE or not fault.missing:
            raise Stopped(fault.message) from fault
        return chosen_language()


def _written(file: Path, text: str, language: Language) -> str:
    """Put the schema beside the register; return what was done."""
    from paraplu.base.plain_file import plain_bytes
    from paraplu.journal.atomic_file import replace_data
    from paraplu.register.schema import FILE

    # Beside the link, where the register is one: that may lead out of the books.
    path = file.absolute().with_name(FILE)
    shown = str(file.with_name(FILE))
    if path.is_file() and plain_bytes(path) == text.encode():
        return language.render(say("{file} is up to date.", file=shown))
    if path.is_dir():
        raise Stopped(say("{file} is a folder or a device, not a file.", file=shown))
    replace_data(path, text.encode())
    return language.render(say("{file} was written.", file=shown))


_FILE = Path("members.yaml")
command = Command(
    "register",
    _GUIDE,
    [
        click.Argument(
            ["file"],
            metavar="REGISTER",
            default=_FILE,
            type=click.Path(path_type=Path),
        ),
        flag("--schema", words=say("The JSON Schema (2020-12) of the register.")),
        flag("--write", words=say("Write it beside the register; print nothing else.")),
    ],
    register,
)
