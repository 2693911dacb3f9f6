"""Handing a batch over: the file for the bank, and the line that remembers it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.language import Message, say
from paraplu.payments.pain001 import Version, document
from paraplu.payments.sent import FOLDER, NAME, sent_by
from paraplu.writing import replace_file

if TYPE_CHECKING:
    from pathlib import Path

    from paraplu.payments.orders import Batch


class Taken(Exception):  # noqa: N818 - the state of a file
    """There is another file of that name; `message` says so."""

    def __init__(self, message: Message) -> None:
        """Take what to say, in one line."""
        super().__init__(message.template)
        self.message = message


def usual_file(batch: Batch, root: Path) -> Path:
    """Return where the file of a batch goes if nobody says so: beside the register."""
    number = batch.message_id.rpartition("-")[2]
    return root / FOLDER / f"{batch.date}-{number}.xml"


def hand_over(batch: Batch, version: Version, file: Path, root: Path) -> None:
    """Write the file of a batch, and remember it in the record of the books.

    The file comes first: should the computer stop in between, the same run makes the
    same file again. Raises Taken, and OSError where the disk does not want it.
    """
    text = document(batch, version)
    if file.exists():
        if not file.is_file() or file.read_bytes() != text.encode():
            raise Taken(
                say(
                    "{file} already exists, with something else in it. It may have "
                    "been sent; choose another name.",
                    file=file.name,
                )
            )
    else:
        replace_file(file, text)
    record = root / FOLDER / NAME
    before = record.read_text("utf-8") if record.exists() else ""
    if before and not before.endswith("\n"):
        before += "\n"
    lines = "".join(one.written() for one in sent_by(batch, file.name))
    replace_file(record, before + lines)
