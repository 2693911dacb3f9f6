"""A statement that somebody sent, and that lies nowhere on the disk."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from nl_banks import Refused
from paraplu.base.language import Message, say
from paraplu.bookkeeping.bank_import.statements import UnreadableStatements, read_files
from paraplu.journal import CannotBook

if TYPE_CHECKING:
    from paraplu.bookkeeping.bank_import.statements import File


def read_sent_file(data: bytes, name: str) -> tuple[File, ...]:
    """Return what is in a file; `name` is a plain one, by whose ending it is known.

    It is on the disk no longer than it is read. CannotBook where it cannot be read.
    """
    with TemporaryDirectory(prefix="paraplu-") as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        try:
            return read_files([path], lambda _message: None)
        except UnreadableStatements as fault:
            raise CannotBook(_why(fault.refusals[0])) from fault
        except Refused as fault:
            raise CannotBook(_why(fault)) from fault


def _why(refusal: Refused) -> Message:
    said = Message(refusal.template, tuple(refusal.values.items()))
    if refusal.line:
        return say("Line {line}: {why}", line=refusal.line, why=said)
    return said
