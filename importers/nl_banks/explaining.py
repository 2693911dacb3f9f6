"""Why a file is nobody's: on a logger, and one line for each file.

Beangulp asks each importer of each file, wants yes or no, and says nothing of the rest.
"""

from __future__ import annotations

import logging
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from beangulp import identify, utils

from nl_banks.reading import read_again
from nl_banks.refusal import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import beangulp

    from nl_banks.statement import Statement

_LOG = logging.getLogger("nl_banks")


def explain(
    importers: Sequence[beangulp.Importer], paths: Iterable[str]
) -> Iterator[str]:
    """Yield a line for each file: what it is, and whose, or why it is nobody's.

    `paths` are files, and folders with files.
    """
    for filepath in utils.walk(paths):
        yield f"{filepath}: {_explained(importers, filepath)}"


def _explained(importers: Sequence[beangulp.Importer], filepath: str) -> str:
    path = Path(filepath)
    most = identify.FILE_TOO_LARGE_THRESHOLD
    if path.stat().st_size > most:
        return (
            f"beangulp skips files above {most} bytes. Put this in your script: "
            f"beangulp.identify.FILE_TOO_LARGE_THRESHOLD = 10**9"
        )
    try:
        found = read_again(path)
    except Refused as fault:
        place = f"line {fault.line}: " if fault.line else ""
        return place + fault.template.format_map(fault.values)
    owners = [one.account(filepath) for one in importers if one.identify(filepath)]
    what = "; ".join(map(_told, found)) or "a statement without lines"
    if len(owners) > 1:
        return f"{what}. Several importers want it: {', '.join(owners)}"
    if owners:
        return f"{what}. It goes to {owners[0]}"
    numbers = dict.fromkeys(map(number_of, found))
    missing = ", ".join(f'Importer("{number}", "Assets:…")' for number in numbers)
    return f"{what}. No importer is for it; add {missing}" if missing else what


def number_of(statement: Statement) -> str:
    """Return what an importer knows a statement by: its account, else its bank."""
    return statement.account or statement.bank


def _told(statement: Statement) -> str:
    return (
        f"{number_of(statement)} in the layout {statement.layout}, "
        f"{len(statement.bookings)} lines"
    )


def tell(filepath: str, fault: Refused) -> None:
    """Say on the logger why a file is not read; once, though every importer asks.

    One with a line that is wrong is of a bank: who downloaded it wants to know. In a
    folder of downloads most others are no statements at all.
    """
    level = logging.WARNING if fault.line else logging.INFO
    _tell(level, str(fault.of(Path(filepath))))


@lru_cache(maxsize=1)
def _tell(level: int, why: str) -> None:
    _LOG.log(level, "%s", why)
