"""What is shown of receipts: the inbox with likely entries, and entries without one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Response

from paraplu.base.plain_file import plain_bytes
from paraplu.bookkeeping.bills.model import UnreadableBill
from paraplu.bookkeeping.bills.pdf import read_pdf
from paraplu.bookkeeping.receipts.likely import hints_of, likely
from paraplu.bookkeeping.receipts.preparing import LARGEST, prepared
from paraplu.fava.doing.bare import able_in, bare_in, inbox_of
from paraplu.fava.doing.receipts import in_inbox
from paraplu.fava.papers import sent
from paraplu.journal import CannotBook

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from paraplu.bookkeeping.receipts.likely import BareEntry, ReceiptHints
    from paraplu.fava.doing.step import Bench
    from paraplu.fava.request import PageRequest

_MOST, _LIKELY = 25, 9
# So many of those that may have a receipt are offered besides those that miss one.
_OTHERS = 200
_PICTURE = {".jpg": "image/jpeg", ".png": "image/png"}
_LOCKED = "sandbox; default-src 'none'; frame-ancestors 'self'"


def receipts_count(bench: Bench) -> int:
    """Return how many receipts are to be laid: in the inbox, or missing."""
    return max(len(_bare(bench)), len(inbox_of(bench.main)))


def receipts_values(bench: Bench, asked: PageRequest) -> Mapping[str, Any]:
    """Return a file of the inbox with its likely entries, and a page of bare ones."""
    bare, inbox = _bare(bench), inbox_of(bench.main)
    names = [one.name for one in inbox]
    at = names.index(asked.argument("file")) if asked.argument("file") in names else 0
    found = _offered(bench, inbox[at]) if inbox else ()
    text = asked.argument("start")
    start = int(text) if text.isdecimal() and int(text) < len(bare) else 0
    return {
        "bare": bare[start : start + _MOST],
        "many": len(bare),
        "start": start,
        "page_size": _MOST,
        "inbox": names,
        "file": names[at] if names else "",
        "is_pdf": bool(inbox) and inbox[at].suffix.lower() == ".pdf",
        "before": names[at - 1] if at else "",
        "after": names[at + 1] if at + 1 < len(names) else "",
        "likely": found[:_LIKELY],
        "others": found[_LIKELY:],
    }


def inbox_file(main: Path, name: str) -> Response | None:
    """Return a file of the inbox to look at; None where it cannot be shown."""
    try:
        file = in_inbox(main, name)
        if file.suffix.lower() == ".pdf":
            return sent(str(file))
        picture = prepared(plain_bytes(file, main.parent, LARGEST))
    except (CannotBook, OSError):
        return None
    if picture.suffix not in _PICTURE:
        return None
    response = Response(picture.data, mimetype=_PICTURE[picture.suffix])
    response.headers["Content-Security-Policy"] = _LOCKED
    return response


def _bare(bench: Bench) -> Sequence[BareEntry]:
    return bench.load.once(("bare",), bare_in)


def _offered(bench: Bench, file: Path) -> Sequence[BareEntry]:
    """Return what a file may be of, the likeliest first: all that miss a receipt."""
    bare = _bare(bench)
    able = bench.load.once(("able",), lambda books: able_in(books, bare))
    hints = _hints(bench, file)
    return likely(hints, (*bare, *likely(hints, able)[:_OTHERS]))


def _hints(bench: Bench, file: Path) -> ReceiptHints:
    """Return what a file of the inbox says of itself, as far as that can be read."""
    known = file.stat()
    key = ("hints", file.name, known.st_size, known.st_mtime_ns)
    return bench.load.once(key, lambda _: _read(file))


def _read(file: Path) -> ReceiptHints:
    text, taken = "", None
    try:
        data = plain_bytes(file, most=LARGEST)
        if file.suffix.lower() == ".pdf":
            text = read_pdf(data).text
        else:
            taken = prepared(data).taken
    except (CannotBook, UnreadableBill, OSError):
        # It can be laid all the same, or is told when it is.
        text = ""
    return hints_of(file.stem, text, taken)
