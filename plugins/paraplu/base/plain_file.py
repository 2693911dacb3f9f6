"""Reads a file that lies beside the ledger, whatever somebody put in its place.

A link may lead to a device that never ends, or to a file of somebody else on the
computer; a pipe waits for ever. Such a file cannot be read, as far as the books go.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import BinaryIO

# As much as a file of the ledger may have: a hundred thousand transactions are some
# 15 MB.
MOST = 256 * 1024**2
_BLOCK = 1024**2


class NotPlain(OSError):  # noqa: N818 - it says what the file is
    """A file that is a folder, a pipe or a device."""


class LeadsOut(OSError):  # noqa: N818 - it says where the file is
    """A file that is outside the folder that it has to be in, by a link."""


class TooLarge(OSError):  # noqa: N818 - it says what the file is
    """A file that is larger than whoever reads it has a use for."""


def plain_bytes(path: Path | str, root: Path | None = None, most: int = MOST) -> bytes:
    """Return the bytes of an ordinary file; by a link only of one below `root`.

    Raises:
        LeadsOut: it is not below `root`.
        NotPlain: it is a folder, a pipe or a device.
        TooLarge: it has more than `most` bytes.
        OSError: the computer cannot read it; the three above are of this kind.
        ValueError: no file can have this name.
    """
    if root is not None and not is_in(path, root):
        raise LeadsOut(errno.EPERM, os.strerror(errno.EPERM), str(path))
    with _opened(path) as file:
        size = os.fstat(file.fileno()).st_size
        data = file.read(most + 1) if size <= most else b""
    if max(size, len(data)) > most:
        raise TooLarge(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
    return data


def digest_of(path: Path | str, most: int | None = None) -> str:
    """Return the SHA-256, in hexadecimal, of a file, or of its first `most` bytes.

    It keeps no more of them than a block. Raises what `plain_bytes` does.
    """
    digest = hashlib.sha256()
    read = 0
    with _opened(path) as file:
        while block := file.read(_BLOCK if most is None else min(_BLOCK, most - read)):
            digest.update(block)
            read += len(block)
    return digest.hexdigest()


def _opened(path: Path | str) -> BinaryIO:
    # Asked first, for a device may do something when it is opened.
    _must_be_plain(os.stat(path), path)  # noqa: PTH116 - the path may be text
    # Should it be a pipe by now: not to wait for whoever writes into it.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    file = os.fdopen(descriptor, "rb")
    try:
        _must_be_plain(os.fstat(descriptor), path)
    except OSError:
        file.close()
        raise
    return file


def _must_be_plain(found: os.stat_result, path: Path | str) -> None:
    if not stat.S_ISREG(found.st_mode):
        number = errno.EISDIR if stat.S_ISDIR(found.st_mode) else errno.EINVAL
        raise NotPlain(number, os.strerror(number), str(path))


def is_in(path: Path | str, root: Path | str) -> bool:
    """Tell whether a path lies below a folder, links followed in both."""
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root))


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
