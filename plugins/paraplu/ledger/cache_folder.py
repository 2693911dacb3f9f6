"""The folder where paraplu keeps on this computer what it need not read again."""

from __future__ import annotations

import os
from pathlib import Path

# "off", or the folder to use.
SETTING = "PARAPLU_CACHE"
_PRIVATE = 0o700


def cache_folder() -> Path | None:
    """Return the folder to keep things in; None where there is no safe place.

    It is a folder that only its owner can look into, and that nobody else owns.
    """
    said = os.environ.get(SETTING, "")
    if said == "off" or not hasattr(os, "getuid"):
        return None
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    folder = Path(said or Path(home, "paraplu"))
    return folder if is_private(folder) else None


def is_private(folder: Path) -> bool:
    """Tell whether a folder is there for its owner alone; it is made where it isn't."""
    try:
        folder.mkdir(_PRIVATE, parents=True, exist_ok=True)
        found = folder.stat()
    except (OSError, RuntimeError, ValueError):
        return False
    return found.st_uid == os.getuid() and not found.st_mode & 0o077
