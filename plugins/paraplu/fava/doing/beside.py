"""What lies beside the ledger and is worked on too: invoices, requests, the inbox."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from paraplu.base.file_names import (
    CATALOGUE,
    CUSTOMERS,
    INVOICES,
    PRIVATE_CUSTOMERS,
    REQUESTS,
)
from paraplu.bookkeeping.payments.sent import FOLDER
from paraplu.bookkeeping.receipts.naming import DOCUMENTS, INBOX

if TYPE_CHECKING:
    from collections.abc import Iterator

_DIGITS = 16
# A change of any other file shows in its folder: it comes, goes, or is replaced.
_READ = (".yaml", ".jsonl")


def beside(main: Path, root: Path) -> str:
    """Return a digest of what lies beside a ledger; another one when that changed.

    By names, sizes and times: what is in the files nobody reads for it.
    """
    ledger = main.parent
    digest = sha256()
    files = [ledger / name for name in (CUSTOMERS, PRIVATE_CUSTOMERS, CATALOGUE)]
    for file in files:
        digest.update(_said(file).encode(errors="surrogateescape"))
    for folder in (ledger / INVOICES, ledger / REQUESTS, ledger / DOCUMENTS / INBOX):
        for said in _below(folder):
            digest.update(said.encode(errors="surrogateescape"))
    for said in _below(root / FOLDER):
        digest.update(said.encode(errors="surrogateescape"))
    return digest.hexdigest()[:_DIGITS]


def _below(folder: Path) -> Iterator[str]:
    """Yield what is known of a folder and of all below it, links not followed."""
    yield _said(folder)
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda one: one.name)
    except OSError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _below(Path(entry.path))
        elif entry.name.endswith(_READ):
            yield _said(Path(entry.path))
        else:
            yield f"{entry.path}\0"


def _said(file: Path) -> str:
    try:
        known = file.stat()
    except (OSError, ValueError):
        return f"{file}\0-\0"
    return f"{file}\0{known.st_size}\0{known.st_mtime_ns}\0"
