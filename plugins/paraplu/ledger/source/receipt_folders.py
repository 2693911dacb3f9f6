"""Bounds the folders of the option `documents`, which Beancount searches for receipts.

Beancount goes through all of each, and follows links to folders while it does: one that
points to the folder it lies in keeps it busy without end, and one that leads out of the
books has it search the disk.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu.ledger.source.files import LedgerUnreadable

if TYPE_CHECKING:
    from collections.abc import Iterable

# Of files and folders together. A hundred members with ten receipts a month have as
# many in eight years, and to look at them takes Beancount some two seconds.
MOST_RECEIPTS = 100_000


def must_be_searchable(main: str, folders: Iterable[str]) -> None:
    """Raise LedgerUnreadable where Beancount could search these folders without end.

    `folders` are the values of the option, from the folder of the file `main`. What is
    not there Beancount tells by itself.
    """
    seen = 0
    for value in folders:
        # As Beancount does; a Path keeps the two dots that normpath takes out.
        top = os.path.normpath(os.path.join(os.path.dirname(main), value))  # noqa: PTH118, PTH120
        for folder, below, files in os.walk(top):
            seen += len(below) + len(files)
            if seen > MOST_RECEIPTS:
                raise LedgerUnreadable(
                    say(
                        "The folders that the option documents names hold more than "
                        "{most} files, up to {folder}. Name smaller ones.",
                        most=MOST_RECEIPTS,
                        folder=folder,
                    )
                )
            for name in below:
                link = Path(folder, name)
                if link.is_symlink():
                    raise LedgerUnreadable(
                        say(
                            "{path} is a link to a folder, and the option documents "
                            "has Beancount follow it. Put the files there themselves.",
                            path=link,
                        )
                    )
