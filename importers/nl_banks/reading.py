"""From a file to its statements."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from nl_banks.collector import at_rest
from nl_banks.recognition import recognise
from nl_banks.registry import LAYOUTS
from nl_banks.source import StatementFile

if TYPE_CHECKING:
    from nl_banks.statement import Statement


def read(path: Path) -> tuple[Statement, ...]:
    """Return the statements in a file, whatever bank wrote it.

    An export without lines has none. Refused where the layout is not known, or where
    one line of the file cannot be read.
    """
    source = StatementFile(path)
    with at_rest():
        return tuple(recognise(source, LAYOUTS).statements(source))


def read_again(path: Path) -> tuple[Statement, ...]:
    """Return what `read` does, from memory where the file did not change since.

    Beangulp asks every importer whether a file is its own, and one of them to read it.
    """
    status = path.stat()
    return _remembered(str(path), status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=1)
def _remembered(path: str, _changed: int, _size: int) -> tuple[Statement, ...]:
    return read(Path(path))
