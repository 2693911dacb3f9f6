"""Reads the files of a ledger, and refuses what Beancount would stumble over.

A folder or a file without permission makes Beancount stop with a traceback, a pipe
makes it wait for ever, and an encrypted file makes it start gpg.
"""

from __future__ import annotations

import os
from pathlib import Path

from paraplu.base.errors import Problem
from paraplu.base.language import say
from paraplu.base.plain_file import MOST, NotPlain, TooLarge, plain_bytes
from paraplu.base.read_once import hold

# Over longer ones Beancount's lexer takes seconds, and no entry is as long.
LONGEST_LINE = 500_000

_PGP = b"--BEGIN PGP MESSAGE--"
# Beancount looks at 1,024 characters, where a line's end may be two bytes.
_PGP_WITHIN = 2048


class LedgerUnreadable(Problem):
    """The books cannot be read; `message` says in one line why."""


class Reader:
    """Reads files until `room` bytes are used up."""

    def __init__(self, room: int = MOST) -> None:
        self.most = self.room = room

    def read(self, file: str) -> bytes:
        """Return the bytes of a plain file; LedgerUnreadable where that cannot be."""
        try:
            data = plain_bytes(file, most=self.room)
        except NotPlain:
            if Path(file).is_dir():
                raise LedgerUnreadable(
                    say("{file} is a folder, not a ledger file.", file=file)
                ) from None
            raise LedgerUnreadable(
                say("{file} is not an ordinary file.", file=file)
            ) from None
        except TooLarge:
            raise LedgerUnreadable(
                say(
                    "The books are larger than {most} MB at {file}.",
                    most=self.most // 1024**2,
                    file=file,
                )
            ) from None
        except (FileNotFoundError, NotADirectoryError):
            raise LedgerUnreadable(say("There is no file {file}.", file=file)) from None
        except PermissionError:
            raise LedgerUnreadable(
                say("{file} cannot be read: permission denied.", file=file)
            ) from None
        except (OSError, ValueError):
            raise LedgerUnreadable(say("{file} cannot be read.", file=file)) from None
        self.room -= len(data)
        hold(file, data)
        return data


def must_be_lines(data: bytes, file: str) -> None:
    """Raise LedgerUnreadable where a line is longer than anybody writes."""
    begin = 0
    while len(data) - begin > LONGEST_LINE:
        # The last end of a line that is near enough; lines before it are shorter still.
        end = data.rfind(b"\n", begin, begin + LONGEST_LINE + 1)
        if end < 0:
            number = data.count(b"\n", 0, begin) + 1
            raise LedgerUnreadable(
                say(
                    "{place}: this line is longer than {most} characters. Split or "
                    "delete it.",
                    place=f"{file}:{number}",
                    most=LONGEST_LINE,
                )
            )
        begin = end + 1


def must_be_text(data: bytes, file: str) -> None:
    """Raise LedgerUnreadable unless the data is UTF-8 text."""
    if b"\0" in data:
        raise LedgerUnreadable(say("{file} is not a text file.", file=file))
    try:
        data.decode()
    except UnicodeDecodeError as error:
        line = str(data.count(b"\n", 0, error.start) + 1)
        raise LedgerUnreadable(
            say(
                "{file} is not written in UTF-8: see line {line}. Save it as UTF-8.",
                file=file,
                line=line,
            )
        ) from None


def is_encrypted(file: str, head: bytes = b"") -> bool:
    """Tell whether Beancount would have gpg open a file that begins with `head`."""
    extension = os.path.splitext(file)[1]  # noqa: PTH122 - as Beancount does
    if extension == ".asc":
        return _PGP in head[:_PGP_WITHIN]
    return extension == ".gpg"
