"""Finds files that look like books, lie among the books, and are read by nobody.

Beancount says nothing of a file that no include names: what is booked in it does not
exist. A text editor that adds `.txt` is enough for that.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from paraplu.base.plain_file import plain_bytes
from paraplu.ledger.source.directives import directives

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.ledger.source.scan import LedgerText

_ENDINGS = (".beancount", ".bean")
ADDED = ".txt"
# Folders that are looked into: books of ten years have some dozens.
_MOST_FOLDERS = 1_000


def left_out(text: LedgerText) -> Iterator[Path]:
    """Yield the files in the folder of the main file that take no part, in order.

    A file with plugins or includes of its own is a ledger by itself, and a link to
    nothing holds no entries that could be missing.
    """
    read = {os.path.realpath(file) for file in text.files}
    for number, (folder, folders, names) in enumerate(os.walk(text.main.parent)):
        if number == _MOST_FOLDERS:
            return
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if looks_like_books(name):
                file = Path(folder, name)
                apart = os.path.realpath(file) not in read
                if apart and file.exists() and not _is_main(file):
                    yield file


def looks_like_books(name: str) -> bool:
    """Tell whether a file is called as files of a ledger are, also with .txt added."""
    plain = name.lower().removesuffix(ADDED)
    return plain.endswith(_ENDINGS) and not name.startswith(".")


def _is_main(file: Path) -> bool:
    try:
        lines = directives(plain_bytes(file), str(file))
        return any(line.keyword in {"plugin", "include"} for line in lines)
    except OSError:
        return False
