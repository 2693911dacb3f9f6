"""Canonical lines of what a ledger has besides transactions, an item in each.

These are all other directives, whether a rule reads them or not: Beancount does, and
its errors are findings too. Then come the options and plugins, and the includes that
were not followed. Comments are not among them, nor is what Beancount cannot read; the
checksum of the files covers those.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from paraplu.ledger.canonical_words import plain, remarks, word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from paraplu.ledger.books import Books
    from paraplu.ledger.source import LedgerText


def other_lines(books: Books) -> Iterator[str]:
    """Yield a line for everything of a ledger but its transactions."""
    for _, line in directive_lines(books):
        yield line
    if books.text is not None:
        yield from _asked(books.text)


def directive_lines(books: Books) -> Iterator[tuple[Any, str]]:
    """Yield each directive that is no transaction, as Beancount has it, and its line.

    Its line begins with its day and the word that a ledger has for it.
    """
    real = os.path.realpath(books.root)
    for one in books.others:
        keyword, fields_of = _KINDS[type(one).__name__]
        fields = fields_of(one, real)
        words = [one.date.isoformat(), keyword, *fields, *remarks(one.meta or {})]
        yield one, "\t".join(words)


def _asked(text: LedgerText) -> Iterator[str]:
    """Yield what the text asks of Beancount itself.

    The main file has the say: plugins run in their order there, and of one option the
    last value may count. In other files the order of the files must not matter.
    """
    options: dict[str, list[str]] = {}
    plugins = 0
    for line in text.lines:
        said = plain(line.name), plain(line.value or "")
        if line.keyword == "option" and text.is_main(line.source):
            options.setdefault(said[0], []).append(said[1])
        elif line.keyword == "option":
            yield "\t".join(("included option", *said))
        elif line.keyword == "plugin" and text.is_main(line.source):
            plugins += 1
            called = said if line.value is not None else said[:1]
            yield "\t".join(("plugin", str(plugins), *called))
        elif line.keyword == "plugin":
            yield "\t".join(("included plugin", *said))
    for name, values in options.items():
        yield "\t".join(("option", name, *values))
    for line in text.unfollowed:
        yield f"not followed\t{plain(line.name)}"


def _open(one: Any) -> Iterable[str]:  # noqa: ANN401 - as Beancount has it
    booking = (f"booking {one.booking.name}",) if one.booking else ()
    return (one.account, *(one.currencies or ()), *booking)


def _balance(one: Any) -> Iterable[str]:  # noqa: ANN401 - and so this
    allowed = () if one.tolerance is None else (f"~ {one.tolerance}",)
    return (one.account, str(one.amount.number), one.amount.currency, *allowed)


def _document(one: Any, root: str) -> Iterable[str]:  # noqa: ANN401
    """Return the fields of a document, its path from the folder of the books."""
    file = Path(one.filename)
    path = os.path.relpath(Path(os.path.realpath(file.parent), file.name), root)
    return (one.account, plain(path), *_marks(one))


def _marks(one: Any) -> list[str]:  # noqa: ANN401
    tags = [f"#{tag}" for tag in sorted(one.tags or ())]
    return tags + [f"^{link}" for link in sorted(one.links or ())]


def _custom(one: Any) -> Iterable[str]:  # noqa: ANN401
    """Return the type and the values, of which an account is no text."""
    values = [
        f": {plain(value)}"
        if isinstance(value, str) and dtype is str
        else f"= {plain(value) if isinstance(value, str) else word(value)}"
        for value, dtype in one.values or ()
    ]
    return (plain(one.type), *values)


# For each class of Beancount's, how a ledger calls it, and its fields.
_KINDS: Mapping[str, tuple[str, Callable[[Any, str], Iterable[str]]]] = {
    "Open": ("open", lambda one, _: _open(one)),
    "Close": ("close", lambda one, _: (one.account,)),
    "Commodity": ("commodity", lambda one, _: (one.currency,)),
    "Pad": ("pad", lambda one, _: (one.account, one.source_account)),
    "Balance": ("balance", lambda one, _: _balance(one)),
    "Note": ("note", lambda one, _: (one.account, plain(one.comment), *_marks(one))),
    "Event": ("event", lambda one, _: (plain(one.type), plain(one.description))),
    "Query": ("query", lambda one, _: (plain(one.name), plain(one.query_string))),
    "Price": ("price", lambda one, _: (one.currency, word(one.amount))),
    "Document": ("document", _document),
    "Custom": ("custom", lambda one, _: _custom(one)),
}
