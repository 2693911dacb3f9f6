"""A request to do something: from a page of ours, and such that it can be read.

A page elsewhere on the internet can have a browser send a form here. It cannot send
JSON, nor a header of ours, without asking first, and nobody answers that. The host is
asked about by `paraplu browse`, and here once more.
"""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlsplit

import msgspec
from flask import request

from paraplu.base.language import say
from paraplu.bookkeeping.receipts.preparing import LARGEST

# Also when it runs: by these types it is told what a browser sends.
from paraplu.fava.doing.actions import Action, Undo  # noqa: TC001
from paraplu.fava.doing.door import SentFile
from paraplu.fava.doing.refused import TOO_LARGE, NotDone, only_from_here, unclear
from paraplu.fava.headers import OURS

_HERE = frozenset({"127.0.0.1", "localhost", "::1"})
_MOST = 64 * 1024
MOST_OF_A_FILE = LARGEST


class WorkAsked(NamedTuple):
    """What is to be done, to which books, and the file that was sent with it."""

    action: Action | Undo
    seen: str
    file: SentFile | None = None


class _Envelope(msgspec.Struct, frozen=True):
    """What is sent around an action: the revision of the books that somebody saw."""

    seen: str
    action: Action | Undo


def asked() -> WorkAsked:
    """Return what the request that is being answered asks for; NotDone if it can't."""
    _must_be_ours()
    if request.mimetype == "application/json":
        found = _read(request.get_data(cache=False) if _size() <= _MOST else b"")
        return WorkAsked(found.action, found.seen)
    if request.mimetype != "multipart/form-data":
        raise unclear()
    if _size() > MOST_OF_A_FILE + _MOST:
        raise NotDone(
            say("This file is too large: {most} MB at most.", most=_megabytes()),
            TOO_LARGE,
        )
    found = _read(request.form.get("asked", "").encode())
    file = request.files.get("file")
    sent = (
        SentFile(file.read(MOST_OF_A_FILE + 1), file.filename or "") if file else None
    )
    return WorkAsked(found.action, found.seen, sent)


def _megabytes() -> int:
    return MOST_OF_A_FILE // 1024**2


def _size() -> int:
    size = request.content_length
    # Of a body that comes in pieces nobody knows how large it is.
    return MOST_OF_A_FILE * 2 if size is None else size


def _must_be_ours() -> None:
    headers = request.headers
    origin = headers.get("Origin")
    ours = (
        headers.get(OURS) == "1"
        and urlsplit(f"//{request.host}").hostname in _HERE
        and (origin is None or origin == f"{request.scheme}://{request.host}")
        and headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
    )
    if not ours:
        raise only_from_here()


def _read(text: bytes) -> _Envelope:
    try:
        return msgspec.json.decode(text, type=_Envelope, strict=False)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fault:
        raise unclear() from fault
