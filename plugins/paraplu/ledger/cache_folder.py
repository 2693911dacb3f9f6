"""The folder where paraplu keeps on this computer what it need not read again."""

from __future__ import annotations

import os
from pathlib import Path

# The folder to use, or one of the words that mean none.
SETTING = "PARAPLU_CACHE"
_NONE = ("off", "no", "false", "0")
_PRIVATE = 0o700


def cache_folder() -> Path | None:
    """Return the folder to keep things in; None where there is no safe place.

    It is a folder that only its owner can look into, and that nobody else owns. One
    that is not named from the root would lie wherever a command runs, which is mostly
    in the books, so it is not used.
    """
    said = os.environ.get(SETTING, "").strip()
    if said.lower() in _NONE or not hasattr(os, "getuid"):
        return None
    try:
        folder = Path(said).expanduser() if said else _own()
    except RuntimeError:  # nobody knows where this user's home is
        return None
    return folder if folder.is_absolute() and is_private(folder) else None


def _own() -> Path:
    """Return the folder for this program among what others keep (XDG's standard)."""
    above = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return (above if above.is_absolute() else Path.home() / ".cache") / "paraplu"


def is_private(folder: Path) -> bool:
    """Tell whether a folder is there for its owner alone; it is made where it isn't."""
    try:
        folder.mkdir(_PRIVATE, parents=True, exist_ok=True)
        found = folder.stat()
    except (OSError, RuntimeError, ValueError):
        return False
    return found.st_uid == os.getuid() and not found.st_mode & 0o077
