"""Stands in for Beancount's parser where what a file says is known already.

Beancount goes through the files, their includes and options as it always does.
"""

from __future__ import annotations

import io
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from beancount.parser import grammar
from beancount.parser import parser as beancount_parser

from paraplu.base.plain_file import plain_bytes
from paraplu.ledger.kept.making import made
from paraplu.ledger.kept.uncertain import Uncertain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.ledger.kept.form import KeptFile, Step
    from paraplu.ledger.kept.store import Store
    from paraplu.ledger.parsing import Parsed

# These carry no types.
_parser: Any = beancount_parser
_Builder: Any = grammar.Builder


@contextmanager
def known_files(store: Store) -> Iterator[dict[str, KeptFile]]:
    """Have each file read from what is kept, or parsed and made ready to be kept.

    Yields the files by name, in the order in which Beancount asks for them. What it is
    given is made of the very bytes that were looked up.
    """
    files: dict[str, KeptFile] = {}

    def parse_file(name: str, **_how: object) -> Parsed:
        data = plain_bytes(name)
        file = store.kept(name, data)
        if file is None:
            file = _parsed(name, data, store)
        files[name] = file
        return [], [], _options(file)

    parse = _parser.parse_file
    _parser.parse_file = parse_file
    try:
        yield files
    finally:
        _parser.parse_file = parse


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


def _parsed(name: str, data: bytes, store: Store) -> KeptFile:
    """Return what a file says; Uncertain where it is not plain, or has errors."""
    builder = _Noting()
    with io.BytesIO(data) as text:
        _parser._parser.Parser(builder).parse(text, filename=name, lineno=1)  # noqa: SLF001 - Beancount's own call has no place for another builder
    entries, errors, _ = builder.finalize()
    try:
        file = None if errors else made(name, entries, builder.steps)
    except Uncertain:
        file = None
    store.note(name, data, file)
    if file is None:
        raise Uncertain
    return file


def _options(file: KeptFile) -> dict[str, Any]:
    """Return the options of a file as Beancount's builder has them."""
    builder = _Builder()
    for step, line, said in file.steps:
        getattr(builder, step)(file.name, line, *said)
    builder.store_result(file.name, 0, [])
    options: dict[str, Any] = builder.finalize()[2]
    return options
