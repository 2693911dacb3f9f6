"""What git keeps beside the ledger and the register: other texts, and names of files.

What lies in a folder `private` and in `*.private.yaml` stays on one machine.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from paraplu.base.file_names import HOURS
from paraplu.ledger.source.left_out import looks_like_books

if TYPE_CHECKING:
    from collections.abc import Iterator

_PRIVATE = "private"
_OWN_TEXTS = ("customers.yaml", "members.yaml", "sent.jsonl")
_INVOICES, _REQUESTS = "invoices", "requests"
_INVOICE_ENDINGS = (".yaml", ".yml", ".xml")
_HOURS_ENDING = ".csv"
_ENDINGS = (".beancount", ".bean", ".txt", ".jsonl", *_INVOICE_ENDINGS, _HOURS_ENDING)
_APART = ".private.yaml"
# Folders that are looked into: receipts may lie in one for each account and month.
_MOST_FOLDERS = 10_000


def kept_in(root: Path) -> Iterator[str]:
    """Yield the folders and files below a folder that git keeps, by path from there.

    A folder comes before what is in it. Links are not followed.
    """
    top = os.fspath(root)
    for number, (folder, folders, names) in enumerate(os.walk(top)):
        if number == _MOST_FOLDERS:
            return
        folders[:] = sorted(
            name for name in folders if name != _PRIVATE and not name.startswith(".")
        )
        # Once for each folder: there are thousands of receipts in one.
        below = "" if folder == top else os.path.relpath(folder, top) + os.sep
        for name in (*folders, *sorted(names)):
            if not name.endswith(_APART):
                yield below + name


def is_text_of_ours(path: str) -> bool:
    """Tell whether a file, by its path, has words that paraplu or people write."""
    if not path.lower().endswith(_ENDINGS):
        return False
    *folders, name = Path(path).parts
    if looks_like_books(name) or name in _OWN_TEXTS:
        return True
    if name.lower().endswith(_HOURS_ENDING):
        return HOURS in folders
    ours = _INVOICES in folders or _REQUESTS in folders
    return ours and name.lower().endswith(_INVOICE_ENDINGS)
