"""What an action comes to: files to write, a question first, or nothing but words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from pathlib import Path

    from fava.core import FavaLedger

    from paraplu.base.language import Message
    from paraplu.bookkeeping.bank_import import OpenedLedger
    from paraplu.fava.load import Load
    from paraplu.journal import Change


class Bench(NamedTuple):
    """The books that an action works on, as they are loaded, and the time it is.

    `beside` tells what lies beside the ledger, by which it is known that this changed.
    `file` is what was sent with it, and `name` what that was called there.
    """

    ledger: FavaLedger
    load: Load
    books: OpenedLedger
    now: dt.datetime
    beside: str
    file: bytes | None = None
    name: str = ""

    @property
    def today(self) -> dt.date:
        """The day that it is, by the computer."""
        return self.now.date()

    @property
    def main(self) -> Path:
        """The main file of the ledger."""
        return self.books.books.main


@dataclass(frozen=True)
class WorkStep:
    """What is to be written as one step, and what to say when it is.

    `new` are files that are no text of the ledger, by their path; each must not be
    there yet. `go` are the arguments of the page that is shown next, besides those of
    the one that was; and `back` when this was undone.
    `done` was written by what made it, in a way of its own, and cannot be undone; and
    `load` is the file of it for the bank, to save. `wrong` is what did not come to be.
    """

    said: Message
    changes: tuple[Change, ...] = ()
    new: Mapping[Path, bytes] = field(default_factory=dict)
    gone: tuple[Path, ...] = ()
    go: Mapping[str, str] = field(default_factory=dict)
    back: Mapping[str, str] = field(default_factory=dict)
    done: tuple[Path, ...] = ()
    load: str = ""
    wrong: tuple[Message, ...] = ()


@dataclass(frozen=True)
class WorkQuestion:
    """What has to be answered before anything is written.

    `lines` are what it is about, `field` is what the answer is sent as besides all that
    was sent before, and `answers` what it can be, each with its words.
    """

    said: Message
    lines: tuple[Message, ...]
    field: str
    answers: tuple[tuple[str, Message], ...]
