"""What was sent, and when: `invoices/sent.jsonl`, a line for each step.

A line is written before a message goes, and another one after it. So where the computer
stops in between, the record says that it may have gone, and it does not go again unless
a person says so. It has no addresses and no names, so it can be kept in git.
"""

from __future__ import annotations

import datetime as dt
import json
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.file_names import INVOICES
from paraplu.base.language import say
from paraplu.base.plain_file import plain_bytes
from paraplu.base.system import reason_of
from paraplu.bookkeeping.sending.settings import CannotSend
from paraplu.journal.atomic_file import replace_file

if TYPE_CHECKING:
    from pathlib import Path

NAME = "sent.jsonl"


class Step(StrEnum):
    """How far a message came.

    BEGUN may have gone; FILED is in an .eml file, for another program to send.
    """

    BEGUN = "begun"
    SENT = "sent"
    FAILED = "failed"
    FILED = "filed"


class SentMessage(NamedTuple):
    """A step of a message: of which document, when, and which bytes of it."""

    step: Step
    document: str
    time: dt.datetime
    digest: str

    def written(self) -> str:
        """Return the line of the record."""
        fields = self._asdict() | {"time": self.time.isoformat(timespec="seconds")}
        return json.dumps(fields) + "\n"


class MailRecord:
    """The record of some books; `folder` is that of the ledger, which is locked."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / INVOICES / NAME
        self._text = ""
        self._last: dict[str, SentMessage] = {}
        try:
            self._text = plain_bytes(self.path).decode()
        except FileNotFoundError:
            return
        except (OSError, UnicodeDecodeError) as fault:
            raise CannotSend(
                say(
                    "{file} cannot be read: {reason}.",
                    file=NAME,
                    reason=reason_of(fault),
                )
            ) from fault
        for number, line in enumerate(self._text.splitlines(), 1):
            if line.strip():
                self._take(line, number)

    def last(self, document: str) -> SentMessage | None:
        """Return the last step of a document, such as `2026-0001`; None for none."""
        return self._last.get(document)

    def add(self, message: SentMessage) -> None:
        """Write a step; OSError where the disk does not want it."""
        if self._text and not self._text.endswith("\n"):
            self._text += "\n"
        self._text += message.written()
        replace_file(self.path, self._text)
        self._last[message.document] = message

    def _take(self, line: str, number: int) -> None:
        try:
            said = json.loads(line)
            message = SentMessage(
                Step(said["step"]),
                str(said["document"]),
                dt.datetime.fromisoformat(said["time"]),
                str(said["digest"]),
            )
        except (ValueError, TypeError, KeyError, RecursionError) as fault:
            raise CannotSend(
                say(
                    "Line {line} of {file} cannot be read. Put it back as it is in "
                    "git; without it a message could be sent twice.",
                    line=str(number),
                    file=f"{INVOICES}/{NAME}",
                )
            ) from fault
        self._last[message.document] = message
