"""What lies beside the ledger and is worked on too: invoices, requests, the inbox."""

from __future__ import annotations

import os
from hashlib import sha256
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
    from pathlib import Path

_DIGITS = 16
# A change of any other file shows in its folder: it comes, goes, or is replaced.
_READ = (".yaml", ".jsonl")


def beside(main: Path, root: Path) -> str:
    """Return a digest of what lies beside a ledger; another one when that changed.

    By names, sizes and times: what is in the files nobody reads for it.
    """
    ledger = main.parent
    said = [_said(ledger / name) for name in (CUSTOMERS, PRIVATE_CUSTOMERS, CATALOGUE)]
    for folder in (ledger / INVOICES, ledger / REQUESTS, ledger / DOCUMENTS / INBOX):
        said += _below(str(folder))
    said += _below(str(root / FOLDER))
    text = "\0".join(said).encode(errors="surrogateescape")
    return sha256(text).hexdigest()[:_DIGITS]


def _below(folder: str) -> Iterator[str]:
    """Yield what is known of a folder and of all below it, links not followed."""
    yield _said(folder)
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda one: one.name)
    except OSError:
        return
    for entry in entries:
        name = entry.name
        if name.endswith(_READ):
            yield _said(entry.path)
        elif entry.is_dir(follow_symlinks=False):
            yield from _below(entry.path)
        else:
            yield name


def _said(file: Path | str) -> str:
    try:
        known = os.stat(file)  # noqa: PTH116 - of thousands, whose paths are texts
    except (OSError, ValueError):
        return f"{file}\0-"
    return f"{file}\0{known.st_size}\0{known.st_mtime_ns}"
