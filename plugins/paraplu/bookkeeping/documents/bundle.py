"""A bundle: files in one zip, with their checksums, always the same bytes.

Whoever gets it sees by `SHA256SUMS` that nothing changed on the way (`sha256sum -c`).
Nothing is compressed, since receipts are already and programs compress otherwise; no
time and no owner is kept. Names are plain paths that every system can unpack.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

from paraplu.base.sums import sums_of

if TYPE_CHECKING:
    from collections.abc import Mapping

SUMS = "SHA256SUMS"

# The first day that a zip knows, and a file that its owner may read and write.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_UNIX, _MODE = 3, 0o100600
_PART = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
# What Windows takes for a device, with whatever ending.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


def bundle(files: Mapping[str, bytes]) -> bytes:
    """Return a zip of files by name, with the list of their checksums beside them.

    Raises:
        ValueError: a name could lead out of the folder that it is unpacked in, could
            not be unpacked everywhere, or is that of the list.
    """
    wrong = [name for name in files if not is_plain(name) or name == SUMS]
    folded = {name.casefold() for name in files}
    if wrong or len(folded) < len(files):
        raise ValueError(wrong or sorted(files))
    every = {**files, SUMS: sums_of(dict(sorted(files.items())))}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(every):
            info = zipfile.ZipInfo(name, _NO_TIME)
            info.create_system, info.external_attr = _UNIX, _MODE << 16
            archive.writestr(info, every[name])
    return out.getvalue()


def names_in(data: bytes) -> list[str]:
    """Return the names of the files in a zip, in their order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.namelist()


def is_plain(name: str) -> bool:
    """Tell whether a name is a path downward that every system can unpack."""
    parts = name.split("/")
    return all(
        _PART.fullmatch(part)
        and not part.endswith(".")
        and not _DEVICES.fullmatch(part)
        for part in parts
    )
