"""An anonymous copy, and whether it finds what the books it is of found.

What a factor does to cents can move what was just on a limit to the other side. So a
copy is checked, and made again with another factor where it does not find the same.
"""

from __future__ import annotations

import os
import shutil
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from paraplu.bookkeeping.anonymous.copying import Copied, Copying
from paraplu.check import check
from paraplu.opening import CannotRun
from paraplu.rules.signed_approvals import EV07

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from random import Random

    from paraplu.check import Report

# Books on many limits at once may need more than one; then it is told what differs.
_TRIES = 5

FindingPlace = tuple[str, str, int]


@dataclass(frozen=True)
class AnonymousCopy:
    """A copy, and what is found in only one of the two: code, file and line of it."""

    copied: Copied
    lost: tuple[FindingPlace, ...] = ()
    more: tuple[FindingPlace, ...] = ()

    @property
    def differs(self) -> int:
        """How many findings are not in both."""
        return len(self.lost) + len(self.more)


def anonymous_copy(
    report: Report, allowed: tuple[str, ...], folder: Path, random: Random
) -> AnonymousCopy:
    """Write an anonymous copy into a folder of its own, and hold it to the books.

    `allowed` are plugins that may run besides those of the register.
    """
    # Findings and entries know their files by the real path.
    folder = folder.resolve()
    made = _made(report, allowed, folder, random)
    for _ in range(_TRIES - 1):
        if not made.differs:
            break
        made = _made(report, allowed, folder, random)
    return made


def _made(
    report: Report, allowed: tuple[str, ...], folder: Path, random: Random
) -> AnonymousCopy:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    copied = Copying(report.books, report.register, random).into(folder)
    try:
        found = check(
            copied.main,
            members=copied.register,
            today=report.books.today,
            allow_plugins=allowed,
        )
    except CannotRun:
        return AnonymousCopy(copied, lost=tuple(_places(report, copied.names)))
    was = Counter(_places(report, copied.names))
    now = Counter(_places(found, {}))
    return AnonymousCopy(
        copied, tuple((was - now).elements()), tuple((now - was).elements())
    )


def _places(report: Report, names: Mapping[str, str]) -> Iterator[FindingPlace]:
    """Yield where each finding is; `names` are the files of the copy by the books'."""
    for finding in report.verdict.findings:
        # A copy has no history, and so no signatures.
        if finding.code == EV07.code:
            continue
        file = os.path.realpath(finding.source.file) if finding.source.file else ""
        yield finding.code, names.get(file, file), finding.source.line
