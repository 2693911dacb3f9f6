"""Writes to standard output, whatever its encoding and however soon it is closed."""

from __future__ import annotations

import codecs
import io
import os
import shutil
import sys
import unicodedata
from typing import TYPE_CHECKING

import click

from paraplu.base.language import say
from paraplu_cli.command import Stopped

if TYPE_CHECKING:
    from collections.abc import Iterable

# What paraplu writes itself, in characters that every terminal has.
_PLAIN = {
    "→": "->",
    "·": "-",
    "…": "...",
    "†": "+",
    "✓": "ok",
    "✗": "!!",
    "−": "-",
    "–": "-",
    "×": "x",
    "▇": "#",
    "░": ".",
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "‹": "<",
    "›": ">",
}


def _replace(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    bad = error.object[error.start : error.end]
    return "".join(map(_plain, bad)), error.end


def _plain(character: str) -> str:
    bare = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode()
    return _PLAIN.get(character) or bare or "?"


codecs.register_error("paraplu.plain", _replace)


def forgiving() -> None:
    """Have standard output and error write `->` where they cannot write `→`.

    A standard error that was closed before the command began takes everything. Stopped
    where standard output was: nobody would see what is done.
    """
    if sys.stderr is None:
        sys.stderr = _nowhere()
    if sys.stdout is None:
        sys.stdout = _nowhere()
        raise Stopped(
            say("Standard output is closed, so nothing can be shown. Nothing was done.")
        )
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="paraplu.plain")


def _nowhere() -> io.TextIOWrapper:
    """Return a stream that takes everything, for as long as the command lives."""
    return io.TextIOWrapper(io.FileIO(os.devnull, "w"), encoding="utf-8")


def emit(text: str, *, data: bool = False) -> bool:
    """Write text to standard output; who reads no further is left in peace.

    False where nobody reads any further.

    `data` is for programs: UTF-8 whatever the terminal speaks, and no other line ends.
    """
    try:
        if data:
            _write(text.encode("utf-8", "backslashreplace"))
        else:
            # Whether there are colours in it was decided when it was made. Without
            # `file` click writes UTF-8 where the stream says that it is ASCII.
            click.echo(text, file=sys.stdout, nl=False, color=True)
    except BrokenPipeError:
        _leave_in_peace()
        return False
    return True


def emit_paged(text: str) -> None:
    """Write text to standard output; page by page where a terminal is too short."""
    if sys.stdout.isatty() and text.count("\n") > shutil.get_terminal_size().lines:
        click.echo_via_pager(text, color=True)
    else:
        emit(text)


def emit_parts(parts: Iterable[str]) -> None:
    """Write data to standard output part by part, as `emit` writes it whole."""
    try:
        for part in parts:
            sys.stdout.buffer.write(part.encode("utf-8", "backslashreplace"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        _leave_in_peace()


def emit_bytes(data: bytes) -> None:
    """Write bytes to standard output as they are."""
    try:
        _write(data)
    except BrokenPipeError:
        _leave_in_peace()


def _write(data: bytes) -> None:
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def _leave_in_peace() -> None:
    """Write no further; Python would stumble over the same pipe at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
