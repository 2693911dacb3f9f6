"""Checksums, by which a report proves what it looked at: SHA-256, in hexadecimal."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from paraplu.books import Books

# Packages that show what was judged, and judge nothing.
_SHOWING = frozenset({"documents", "fava", "views"})

# Metadata that loaders add, which says nothing of the transaction.
_PLACES = frozenset({"filename", "lineno"})
_ADDED = _PLACES | {"__tolerances__", "__automatic__"}


def books_checksum(books: Books) -> str:
    """Return a checksum of all that transactions say and move.

    Their order does not matter, nor the files that they are in.
    """
    lines = [
        line
        for batch in books.batches
        for line in _lines(batch.written, books.currency)
    ]
    lines.sort()
    text = "\n".join([books.currency, *lines])
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@cache
def rules_checksum() -> str:
    """Return a checksum of what judges: every module but those that only show.

    What runs was read when it was imported, so the files are looked at once.
    """
    digest = sha256()
    folder = Path(__file__).parent
    for file in sorted(folder.rglob("*.py")):
        place = file.relative_to(folder)
        if place.parts[0] in _SHOWING:
            continue
        digest.update(str(place.as_posix()).encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _lines(transactions: Iterable[Any], currency: str) -> Iterator[str]:
    """Yield each transaction in a line, no two different ones in the same.

    Its fields stand apart by tabs, which no field has. What is left out says something
    too: an amount without a commodity is in the operating currency. As every posting
    passes here, the loop looks at each field once, as Beancount has it.
    """
    own = len(_PLACES)
    for meta, date, flag, payee, narration, tags, links, postings in transactions:
        words = [date.isoformat(), flag or "", payee or "", narration or ""]
        if not (words[2].isprintable() and words[3].isprintable()):
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
                words.append(f"{cost!r} {price!r} {mark!r}")
            if remarks and len(remarks) > own and not remarks.keys() <= _ADDED:
                words += _remarks(remarks)
        yield "\t".join(words)


def _plain(text: str) -> str:
    """Return a text, or what is written for one that could pass for several fields."""
    return text if text.isprintable() else f"\0{text!r}"


def _remarks(meta: Mapping[str, Any]) -> list[str]:
    """Return metadata in words: what is no text differs from one that looks like it."""
    remarks = [
        f"{key}: {_plain(value)}" if isinstance(value, str) else f"{key}= {value!r}"
        for key, value in meta.items()
        if key not in _ADDED
    ]
    return remarks if len(remarks) == 1 else sorted(remarks)
