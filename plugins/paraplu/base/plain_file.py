"""Reads a file that lies beside the ledger, whatever somebody put in its place.

A link may lead to a device that never ends, or to a file of somebody else on the
computer; a pipe waits for ever. Such a file cannot be read, as far as the books go.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

# As much as a file of the ledger may have.
MOST = 256 * 1024**2


def plain_bytes(path: Path | str, root: Path | None = None) -> bytes:
    """Return the bytes of an ordinary file; by a link only of one below `root`.

    Raises:
        OSError: it is no ordinary file, or too large; it leads out of `root`; or the
            computer cannot read it.
    """
    if root is not None and not Path(os.path.realpath(path)).is_relative_to(
        os.path.realpath(root)
    ):
        raise OSError(errno.EPERM, os.strerror(errno.EPERM), str(path))
    # Not to wait for whoever writes into a pipe.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(descriptor, "rb") as file:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))
        if found.st_size > MOST:
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
        return file.read(MOST)


def leads_out(path: Path, root: Path) -> bool:
    """Tell whether a path in a folder leads out of it, by a link on its way.

    Whoever sends books can send such a link; where somebody names another place, that
    is the place that was meant.
    """
    there = Path(os.path.realpath(root))
    way = Path(path).absolute()
    inside = way.is_relative_to(root.absolute()) or way.is_relative_to(there)
    real = Path(os.path.realpath(way.parent))
    return inside and way.parent != way and not real.is_relative_to(there)
