"""Files that are read once in one check: all of it judges the same bytes."""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.plain_file import plain_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator


class _Held(NamedTuple):
    """What was read by path, and SHA-256 by the number that Python has for bytes."""

    files: dict[str, bytes]
    digests: dict[int, tuple[bytes, bytes]]


_held: ContextVar[_Held | None] = ContextVar("held", default=None)


@contextmanager
def files_read_once() -> Iterator[None]:
    """Have what is read within this read once, by the functions below."""
    token = _held.set(_Held({}, {}))
    try:
        yield
    finally:
        _held.reset(token)


def hold(path: str, data: bytes) -> None:
    """Have a file say from now on what it said just now."""
    held = _held.get()
    if held is not None:
        held.files[path] = data


def bytes_of(path: str) -> bytes:
    """Return the bytes of an ordinary file; raises what `plain_bytes` does."""
    held = _held.get()
    if held is None:
        return plain_bytes(path)
    if path not in held.files:
        held.files[path] = plain_bytes(path)
    return held.files[path]


def digest_of_bytes(data: bytes) -> bytes:
    """Return the SHA-256 of bytes; of those that are held it is made once."""
    held = _held.get()
    if held is None:
        return hashlib.sha256(data).digest()
    # As long as these bytes are there, no others have their number.
    known = held.digests.get(id(data))
    if known is None:
        known = held.digests[id(data)] = data, hashlib.sha256(data).digest()
    return known[1]
