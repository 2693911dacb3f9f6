"""What git keeps beside the ledger and the register: other texts, and names of files.

What lies in a folder `private`, in `*.private.yaml` and in the files for a bank stays
on one machine.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from paraplu.source.left_out import looks_like_books

if TYPE_CHECKING:
    from collections.abc import Iterator

_PRIVATE = "private"
_OWN_TEXTS = ("customers.yaml", "members.yaml", "sent.jsonl")
_INVOICES = "invoices"
_INVOICE_ENDINGS = (".yaml", ".xml")
# Folders that are looked into: books of ten years have some dozens.
_MOST_FOLDERS = 1_000


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
        for name in (*folders, *sorted(names)):
            if not name.startswith(".") and ".private." not in name:
                yield os.path.relpath(f"{folder}/{name}", top)


def is_text_of_ours(path: str) -> bool:
    """Tell whether a file, by its path, has words that paraplu or people write."""
    *folders, name = Path(path).parts
    if looks_like_books(name) or name in _OWN_TEXTS:
        return True
    return _INVOICES in folders and name.endswith(_INVOICE_ENDINGS)
