"""Stands in for Beancount's parser where what a file says is known already.

Beancount goes through the files, their includes and options as it always does.
"""

from __future__ import annotations

import io
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from beancount.parser import grammar
from beancount.parser import parser as beancount_parser

from paraplu.base.read_once import bytes_of
from paraplu.ledger.kept.making import made
from paraplu.ledger.kept.pieces import can_be_apart, cut, lines_in, moved_down
from paraplu.ledger.kept.texts import FileText, beginning
from paraplu.ledger.kept.uncertain import Uncertain
from paraplu.ledger.parsing import files_read_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from paraplu.ledger.kept.form import KeptFile, Step
    from paraplu.ledger.kept.store import Store
    from paraplu.ledger.parsing import Parsed

# These carry no types.
_parser: Any = beancount_parser
_Builder: Any = grammar.Builder


@contextmanager
def known_files(store: Store) -> Iterator[list[KeptFile]]:
    """Have each file read from what is kept, or parsed and made ready to be kept.

    Yields the files in the order in which Beancount asks for them, some of them in
    pieces. What it is given is made of the very bytes that were looked up.
    """
    files: list[KeptFile] = []

    def read(name: str) -> Parsed:
        pieces = _file(name, bytes_of(name), store)
        files.extend(pieces)
        return [], [], _options(name, pieces)

    with files_read_by(read):
        yield files


def _file(name: str, data: bytes, store: Store) -> list[KeptFile]:
    """Return what a file says, in pieces where it is large."""
    whole = FileText(name, data)
    file = store.kept(whole)
    if file is not None:
        store.files += 1
        return [file]
    parts = cut(data)
    pieces = _pieces(name, parts, store) if len(parts) > 1 else None
    return pieces or [_parsed(whole, store)]


def _pieces(name: str, parts: list[bytes], store: Store) -> list[KeptFile] | None:
    """Return the pieces of a file; None where it has to be read as a whole."""
    texts: list[FileText] = []
    begun: Counter[bytes] = Counter()
    for part in parts:
        first = beginning(part)
        texts.append(FileText(name, part, b"%d %s" % (begun[first], first)))
        begun[first] += 1
    found: list[KeptFile] = []
    new: list[tuple[FileText, KeptFile]] = []
    for text in texts:
        piece = store.kept(text)
        if piece is None:
            piece = _made(text)
            if piece is None:
                return None
            new.append((text, piece))
        found.append(piece)
    if not can_be_apart(found):
        return None
    for text, piece in new:
        store.note(text, piece)
    store.files += not new
    above = 0
    for text, piece in zip(texts, found, strict=True):
        moved_down(piece, above)
        above += lines_in(text.data)
    return found


class _Noting(_Builder):  # type: ignore[misc] # it has no types
    """Beancount's builder, which notes what changes its options."""

    def __init__(self) -> None:
        super().__init__()
        self.steps: list[Step] = []

    def option(self, name: str, line: int, *said: str) -> None:
        self.steps.append(("option", line, [*said]))
        super().option(name, line, *said)

    def include(self, name: str, line: int, *said: str) -> None:
        self.steps.append(("include", line, [*said]))
        super().include(name, line, *said)

    def plugin(self, name: str, line: int, *said: str | None) -> None:
        self.steps.append(("plugin", line, [*said]))
        super().plugin(name, line, *said)


def _parsed(text: FileText, store: Store) -> KeptFile:
    """Return what a file says; Uncertain where it is not plain, or has errors."""
    file = _made(text)
    store.note(text, file)
    if file is None:
        raise Uncertain
    return file


def _made(text: FileText) -> KeptFile | None:
    """Return what a text says; None where it is not plain, or has errors."""
    builder = _Noting()
    with io.BytesIO(text.data) as stream:
        _parser._parser.Parser(builder).parse(stream, filename=text.name, lineno=1)  # noqa: SLF001 - Beancount's own call has no place for another builder
    entries, errors, _ = builder.finalize()
    try:
        return None if errors else made(text.name, entries, builder.steps)
    except Uncertain:
        return None


def _options(name: str, pieces: Iterable[KeptFile]) -> dict[str, Any]:
    """Return the options of a file as Beancount's builder has them."""
    builder = _Builder()
    for piece in pieces:
        for step, line, said in piece.steps:
            getattr(builder, step)(name, line, *said)
    builder.store_result(name, 0, [])
    options: dict[str, Any] = builder.finalize()[2]
    return options
