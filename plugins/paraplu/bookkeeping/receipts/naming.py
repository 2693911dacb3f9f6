"""Where a receipt is kept, and how it is called: by its entry, never by who sent it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from anyascii import anyascii

if TYPE_CHECKING:
    from paraplu.ledger.transactions import Transaction

DOCUMENTS = "documents"
# Below it: what came and was not laid on an entry yet.
INBOX = "inbox"
_OTHERS = re.compile("[^a-z0-9]+")
_CENTS = re.compile(r"(?<=\d)[.,](?=\d\d(?!\d))")
_LONGEST = 40
_MOST = 1000


def safe_name(text: str) -> str:
    """Return words as a part of a file's name: plain letters, digits and dashes."""
    return _OTHERS.sub("-", anyascii(text).lower())[:_LONGEST].strip("-")


def receipt_place(main: Path, transaction: Transaction, suffix: str) -> Path:
    """Return a path that is free: documents/L02/2026/2026-10-30-sawmill.jpg."""
    members = sorted(transaction.members - {""})
    whose = safe_name(members[0]).upper() if len(members) == 1 else "coop"
    day = transaction.date
    folder = main.parent / DOCUMENTS / whose / f"{day:%Y}"
    words = safe_name(transaction.payee or transaction.narration) or "receipt"
    return _free(folder, f"{day}-{words}", suffix)


def inbox_place(main: Path, words: str, suffix: str) -> Path:
    """Return a path in the inbox that is free, by the words of the name it had."""
    stem = _CENTS.sub(",", Path(words).stem)
    # An amount in it tells later which entry it is likely of.
    name = ",".join(map(safe_name, stem.split(","))).strip(",") or "receipt"
    return _free(main.parent / DOCUMENTS / INBOX, name, suffix)


def _free(folder: Path, name: str, suffix: str) -> Path:
    every = (f"{name}-{n}" if n > 1 else name for n in range(1, _MOST))
    paths = (folder / f"{one}{suffix}" for one in every)
    return next(path for path in paths if not path.exists() and not path.is_symlink())
