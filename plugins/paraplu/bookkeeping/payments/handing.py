"""Handing a batch over: the file for the bank, and the line that remembers it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.errors import Problem
from paraplu.base.language import say
from paraplu.base.plain_file import plain_bytes
from paraplu.bookkeeping.payments.pain001 import Version, created_apart, document
from paraplu.bookkeeping.payments.sent import FOLDER, NAME, sent_by
from paraplu.journal.atomic_file import replace_file

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable
    from pathlib import Path

    from paraplu.bookkeeping.payments.orders import PaymentBatch
    from paraplu.bookkeeping.payments.sent import Sent


# What the name of a file begins with that lies ready; it ends as that of the file does,
# so that git leaves either alone.
_READY = ".ready-"


class FileExists(Problem):
    """There is another file of that name; `message` says so."""


def usual_file(batch: PaymentBatch, root: Path) -> Path:
    """Return where the file of a batch goes if nobody says so: beside the register."""
    number = batch.message_id.rpartition("-")[2]
    return root / FOLDER / f"{batch.date}-{number}.xml"


def hand_over(
    batch: PaymentBatch,
    version: Version,
    created: dt.datetime,
    file: Path,
    root: Path,
) -> None:
    """Write the file of a batch, and remember it in the record of the books.

    A file with the same payments stays as it is, with the time at which it was made.

    It is one step: the text is laid ready beside the record, and counts from the moment
    that the record names it. Should the computer stop after that, `finish_handing`
    makes the file; before it, nothing was done. Raises Taken, and OSError where the
    disk does not want it.
    """
    text = _kept(file, document(batch, version, created))
    record = root / FOLDER / NAME
    ready = record.with_name(_READY + file.name)
    replace_file(ready, text)
    before = plain_bytes(record).decode() if record.exists() else ""
    if before and not before.endswith("\n"):
        before += "\n"
    lines = "".join(one.written() for one in sent_by(batch, file.name))
    replace_file(record, before + lines)
    replace_file(file, text)
    ready.unlink()


def _kept(file: Path, text: str) -> str:
    """Return the text of a file that is there already, else the new one.

    Raises FileExists where it is more than the time that tells the two apart.
    """
    if not file.exists():
        return text
    there = plain_bytes(file).decode(errors="replace") if file.is_file() else ""
    if created_apart(there) != created_apart(text):
        raise FileExists(
            say(
                "{file} already exists, with something else in it. It may have been "
                "sent; choose another name.",
                file=file.name,
            )
        )
    return there


def finish_handing(root: Path, sent: Iterable[Sent]) -> list[Path]:
    """Make the files that the record names and a run was stopped in; return them.

    They go beside the record. What lies ready and is not in the record is cleared away:
    its bills will be paid by another file.
    """
    named = {one.file for one in sent}
    made = []
    for ready in sorted((root / FOLDER).glob(f"{_READY}*")):
        file = ready.with_name(ready.name.removeprefix(_READY))
        if file.name in named and not file.exists():
            ready.replace(file)
            made.append(file)
        else:
            ready.unlink()
    return made
