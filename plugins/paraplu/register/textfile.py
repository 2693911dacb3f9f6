"""The bytes of a register file, when there are any to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.errors import Problem
from paraplu.base.language import Message, say
from paraplu.base.plain_file import LeadsOut, NotPlain, TooLarge, plain_bytes
from paraplu.base.system import reason_of
from paraplu.base.tracked import is_tracked

if TYPE_CHECKING:
    from pathlib import Path

# A thousand members with every key filled in take half a megabyte; a file far
# beyond that is no register, and would only keep the reader busy.
MOST_BYTES = 2_000_000


class RegisterUnreadable(Problem):
    """The register is not there, or is no text; `message` is ready for the user."""

    def __init__(self, message: Message, *, missing: bool = False) -> None:
        super().__init__(message)
        self.missing = missing


def read_bytes(path: Path, shown: str, root: Path | None = None) -> bytes:
    """Return the bytes of a file that holds UTF-8 text, without judging the text.

    `shown` is the name that the file has in messages. With `root` a link only counts
    within that folder.

    Raises:
        RegisterUnreadable: the file is missing, is no plain file, may not be read,
            lies elsewhere, is larger than `MOST_BYTES`, or holds something else than
            UTF-8 text.
    """
    try:
        data = plain_bytes(path, root, MOST_BYTES)
    except (FileNotFoundError, NotADirectoryError) as error:
        message = say("There is no file {file}.", file=shown)
        raise RegisterUnreadable(message, missing=True) from error
    except LeadsOut as error:
        raise RegisterUnreadable(
            say("{file} is outside the folder of the books, by a link.", file=shown)
        ) from error
    except NotPlain as error:
        raise RegisterUnreadable(
            say("{file} is a folder or a device, not a file.", file=shown)
        ) from error
    except TooLarge as error:
        raise RegisterUnreadable(
            say(
                "{file} is larger than {most} bytes; a register of a thousand members"
                " is a third of that.",
                file=shown,
                most=MOST_BYTES,
            )
        ) from error
    except (OSError, ValueError) as error:
        raise RegisterUnreadable(
            say("{file} cannot be read: {reason}.", file=shown, reason=reason_of(error))
        ) from error
    _check_text(data, shown)
    return data


def own_bytes(path: Path, shown: str) -> bytes:
    """Return the bytes of a private file, as `read_bytes` does.

    Who keeps it elsewhere, on a disk that is encrypted for instance, may have a link to
    it; but not one that came with the books by git, which may lead to any file.
    """
    came = path.is_symlink() and is_tracked(path)
    return read_bytes(path, shown, path.parent if came else None)


def _check_text(data: bytes, shown: str) -> None:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise RegisterUnreadable(
            say(
                "{file} is not text in UTF-8, but in UTF-16. Save it as UTF-8.",
                file=shown,
            )
        )
    if b"\0" in data:
        raise RegisterUnreadable(say("{file} holds no text.", file=shown))
    try:
        data.decode()
    except UnicodeDecodeError as error:
        line = str(data.count(b"\n", 0, error.start) + 1)
        raise RegisterUnreadable(
            say(
                "{file} is not text in UTF-8 (see line {line}); save it as UTF-8.",
                file=shown,
                line=line,
            )
        ) from error
