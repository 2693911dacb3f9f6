"""How the file of a new draft is called: by what it is about, and free."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_WORDS = 3


def free_draft(folder: Path, what: str) -> Path:
    """Return the path of a draft about something, that is not there yet."""
    words = re.findall("[a-z]+", what.casefold())[:_WORDS]
    stem = "-".join(["draft", *words])
    every = (f"{stem}-{n}" if n > 1 else stem for n in count(1))
    paths = (folder / f"{one}.yaml" for one in every)
    return next(path for path in paths if not path.exists() and not path.is_symlink())
