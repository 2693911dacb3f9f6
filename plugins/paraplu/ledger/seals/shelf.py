"""All seals of some books, and what is wrong with them as a row.

Each names the seals before it by their SHA-256, so one that went or was written anew is
missed by those after it. Only the last one can be taken away unseen: what anchors it
outside the books finds that (docs/periods.md).
"""

from __future__ import annotations

import os
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.dates import shifted
from paraplu.base.file_names import SEALS
from paraplu.base.language import Message, say
from paraplu.base.plain_file import plain_bytes
from paraplu.ledger.seals.text import read_seal

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from paraplu.base.periods import Period
    from paraplu.ledger.seals.model import Scope, Seal

ENDING = ".seal"
# A hundred thousand entries are some 8 MB.
_LARGEST = 64 * 1024**2


class SealFault(NamedTuple):
    """What is wrong with a seal itself, in words."""

    file: Path
    message: Message


@dataclass(frozen=True)
class Seals:
    """The seals of some books, by period, and those that cannot be trusted."""

    folder: Path
    seals: tuple[Seal, ...] = ()
    unreadable: tuple[SealFault, ...] = ()

    @cached_property
    def newest(self) -> Mapping[tuple[Scope, Period], Seal]:
        """The last seal of each scope and period: what it says counts."""
        in_order = sorted(self.seals, key=lambda seal: seal.number)
        return {(seal.scope, seal.period): seal for seal in in_order}

    @cached_property
    def in_force(self) -> tuple[Seal, ...]:
        """The seals of what is closed or filed now, by their first day."""
        closed = (seal for seal in self.newest.values() if seal.closes)
        return tuple(sorted(closed, key=lambda seal: (seal.period.first, seal.name)))

    def closed(self, scope: Scope) -> tuple[Seal, ...]:
        """Return those of one scope."""
        return tuple(seal for seal in self.in_force if seal.scope == scope)

    def covers(self, scope: Scope, first: dt.date, last: dt.date) -> bool:
        """Tell whether every day from one to another is closed in a scope."""
        day = first
        for seal in self.closed(scope):
            if seal.period.first <= day <= seal.period.last:
                if last <= seal.period.last:
                    return True
                day = shifted(seal.period.last, 1)
        return False

    def on(self, day: dt.date) -> Iterator[Seal]:
        """Yield the seals that a day is under, of whatever scope."""
        return (seal for seal in self.in_force if day in seal.period)

    @cached_property
    def heads(self) -> tuple[Seal, ...]:
        """The seals that no other follows: one, or those of two who closed at once."""
        followed = {digest for seal in self.seals for digest in seal.previous}
        return tuple(seal for seal in self.seals if seal.digest not in followed)

    @cached_property
    def faults(self) -> tuple[SealFault, ...]:
        """What is wrong: a text that is no seal, and a seal that is missed."""
        return (*self.unreadable, *self._missed())

    def _missed(self) -> Iterator[SealFault]:
        there = {seal.digest for seal in self.seals}
        numbers: defaultdict[tuple[Scope, Period], set[int]] = defaultdict(set)
        for seal in self.seals:
            numbers[seal.scope, seal.period].add(seal.number)
        for seal in self.seals:
            gone = [digest for digest in seal.previous if digest not in there]
            many = range(1, seal.number)
            if gone:
                yield SealFault(
                    seal.file,
                    say(
                        "The seal before this one, {digest}…, is gone or was changed.",
                        digest=gone[0][:16],
                    ),
                )
            elif not numbers[seal.scope, seal.period].issuperset(many):
                yield SealFault(
                    seal.file,
                    say(
                        "An earlier seal of {period} is gone.", period=str(seal.period)
                    ),
                )


def seals_of(ledger: Path) -> Seals:
    """Return the seals below the folder of a ledger; none where there are none.

    A text that cannot be read is among `unreadable`: a seal that somebody spoilt must
    not open its period in silence.
    """
    folder = ledger / SEALS
    found, faults = [], []
    if os.path.lexists(folder) and not folder.is_dir():
        faults.append(SealFault(folder, _NO_FOLDER))
    for file in sorted(folder.glob(f"*{ENDING}")):
        try:
            written = plain_bytes(file, ledger, most=_LARGEST)
            # On Windows git may end lines in its own way.
            data = written.replace(b"\r\n", b"\n")
            seal = read_seal(data.decode())
        except (OSError, ValueError):
            faults.append(SealFault(file, _UNREADABLE))
            continue
        if seal.name != file.name:
            faults.append(
                SealFault(file, say("Its name should be {name}.", name=seal.name))
            )
            continue
        found.append(replace(seal, file=file, digest=sha256(data).hexdigest()))
    return Seals(folder, tuple(found), tuple(faults))


_NO_FOLDER = say("The seals should be in this folder, and it is none.")
_UNREADABLE = say(
    "This seal cannot be read: it was changed, or it has the marks of a merge."
)
