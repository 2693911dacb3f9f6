"""Checksums, by which a report proves what it looked at: SHA-256, in hexadecimal.

They are the same on every machine and every Python, and anybody can compute them
without paraplu: `sha256sum` of the canonical lines (`paraplu check --canonical`), of
the register, and of the list that `sha256sum` makes of the modules that judge. How is
told in docs/for-the-auditor.md; whoever changes that raises `VERSION`.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from paraplu.books import Books

# Of how the three checksums are made; it is the first line of the canonical ones.
VERSION = 2

# What would set fields or lines apart, and how it is written instead.
_ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_SPLITTING = re.compile(r"[\\\t\n\r]")

# Packages that show what was judged, and judge nothing.
_SHOWING = frozenset({"documents", "fava", "views"})

# Metadata that loaders add, which says nothing of the transaction.
_PLACES = frozenset({"filename", "lineno"})
_ADDED = _PLACES | {"__tolerances__", "__automatic__"}


def canonical(books: Books) -> bytes:
    """Return all that transactions say and move, in lines of which the checksum is.

    Their order does not matter, nor the files that they are in.
    """
    lines = [
        line
        for batch in books.batches
        for line in _lines(batch.written, books.currency)
    ]
    # By code points, which is the order of their bytes in UTF-8 too.
    lines.sort()
    text = "\n".join([f"paraplu books {VERSION}", books.currency, *lines, ""])
    return text.encode("utf-8", "surrogatepass")


def books_checksum(books: Books) -> str:
    """Return the checksum of the canonical lines."""
    return sha256(canonical(books)).hexdigest()


@cache
def rules_checksum() -> str:
    """Return the checksum of what judges: every module but those that only show.

    It is that of the lines that `sha256sum` writes of these files, by their paths. What
    runs was read when it was imported, so the files are looked at once.
    """
    folder = Path(__file__).parent
    files = {file.relative_to(folder): file for file in folder.rglob("*.py")}
    return listed_checksum(
        {
            place.as_posix(): file.read_bytes()
            for place, file in files.items()
            if place.parts[0] not in _SHOWING
        }
    )


def listed_checksum(files: Mapping[str, bytes]) -> str:
    """Return the checksum of a list of files as `sha256sum` writes it, by path."""
    lines = (
        f"{sha256(data).hexdigest()}  {name}\n" for name, data in sorted(files.items())
    )
    return sha256("".join(lines).encode()).hexdigest()


def _lines(transactions: Iterable[Any], currency: str) -> Iterator[str]:
    """Yield each transaction in a line, no two different ones in the same.

    Its fields stand apart by tabs, which no field has. What is left out says something
    too: an amount without a commodity is in the operating currency. As every posting
    passes here, the loop looks at each field once, as Beancount has it.
    """
    own = len(_PLACES)
    for meta, date, flag, payee, narration, tags, links, postings in transactions:
        words = [date.isoformat(), flag or "", payee or "", narration or ""]
        if _SPLITTING.search(words[2]) or _SPLITTING.search(words[3]):
            words[2:] = map(_plain, words[2:])
        if tags:
            words += [f"#{tag}" for tag in sorted(tags)]
        if links:
            words += [f"^{link}" for link in sorted(links)]
        if len(meta) > own:
            words += _remarks(meta)
        for account, (number, commodity), cost, price, mark, remarks in postings:
            words += (account, str(number))
            if commodity != currency:
                words.append(commodity)
            if cost is not None or price is not None or mark is not None:
                words += _terms(cost, price, mark)
            if remarks and len(remarks) > own and not remarks.keys() <= _ADDED:
                words += _remarks(remarks)
        yield "\t".join(words)


def _terms(cost: Any, price: Any, mark: str | None) -> Iterator[str]:  # noqa: ANN401 - as Beancount has them
    """Yield what a posting says besides its amount."""
    if cost is not None:
        day = cost.date.isoformat() if cost.date else ""
        yield f"{{{cost.number} {cost.currency} {day} {_plain(cost.label or '')}}}"
    if price is not None:
        yield f"@ {price.number} {price.currency}"
    if mark is not None:
        yield f"flag {mark}"


def _plain(text: str) -> str:
    """Return a text without what sets fields and lines apart, and no two the same."""
    return _SPLITTING.sub(lambda hit: _ESCAPES[hit[0]], text)


def _word(value: object) -> str:
    """Return a value that is no text, as a ledger has it."""
    # Who asks for the checksum of the rules alone needs no Beancount.
    from beancount.core.amount import Amount

    match value:
        case None:
            return ""
        case bool():
            return str(value).upper()
        case dt.date():
            return value.isoformat()
        case Amount():
            return f"{value.number} {value.currency}"
        case Decimal():
            return str(value)
        case _:
            # What only a plugin can bring about.
            return f"{type(value).__name__} {_plain(str(value))}"


def _remarks(meta: Mapping[str, Any]) -> list[str]:
    """Return metadata in words: what is no text differs from one that looks like it."""
    remarks = [
        f"{key}: {_plain(value)}"
        if isinstance(value, str)
        else f"{key}= {_word(value)}"
        for key, value in meta.items()
        if key not in _ADDED
    ]
    return remarks if len(remarks) == 1 else sorted(remarks)
