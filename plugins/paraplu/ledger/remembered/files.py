"""Stands in for Beancount's parser where what a file says is remembered.

Beancount goes through the files, their includes and options as it always does.
"""

from __future__ import annotations

import io
from contextlib import contextmanager
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from beancount.core import data
from beancount.parser import grammar
from beancount.parser import parser as beancount_parser

from paraplu.base.money import CENT
from paraplu.base.read_once import bytes_of, digest_of_bytes
from paraplu.ledger.booking import NeedsBalances, plainly
from paraplu.ledger.kept.uncertain import Uncertain
from paraplu.ledger.parsing import files_read_by
from paraplu.ledger.remembered.values import RememberedFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from paraplu.ledger.parsing import Parsed

# These carry no types.
_parser: Any = beancount_parser
_Builder: Any = grammar.Builder


class RememberedFiles:
    """The files of a ledger that were read last, by name."""

    def __init__(self) -> None:
        self._known: dict[str, RememberedFile] = {}
        self._not_plain: dict[str, bytes] = {}

    def doubted(self, names: Iterable[str]) -> bool:
        """Tell whether one of the files is known not to be plain, as it lies there."""
        return any(
            name in self._not_plain
            and self._not_plain[name] == digest_of_bytes(bytes_of(name))
            for name in names
        )

    @contextmanager
    def standing_in(self) -> Iterator[dict[str, RememberedFile]]:
        """Have each file come from memory where its bytes are the same.

        Yields the files in the order in which Beancount asks for them. They are
        remembered once all of them were read; Uncertain where one of them can't be.
        """
        files: dict[str, RememberedFile] = {}

        def read(name: str) -> Parsed:
            text = bytes_of(name)
            digest = digest_of_bytes(text)
            file = self._known.get(name)
            if file is None or file.digest != digest:
                try:
                    file = _parsed(name, text, digest)
                except Uncertain:
                    self._not_plain[name] = digest
                    raise
            files[name] = file
            return [], [], deepcopy(file.options)

        with files_read_by(read):
            yield files
        self._known = dict(files)
        self._not_plain = {}

    def forget(self) -> None:
        """Let go of all files, but for which of them are not plain."""
        self._known = {}


def _parsed(name: str, text: bytes, digest: bytes) -> RememberedFile:
    """Return what a file says; Uncertain where it is not plain, or has errors."""
    builder = _Builder()
    with io.BytesIO(text) as said:
        _parser._parser.Parser(builder).parse(said, filename=name, lineno=1)  # noqa: SLF001 - Beancount's own call reads the file once more
    entries, errors, options = builder.finalize()
    if errors:
        raise Uncertain
    # The parser gives them in the order of the lines.
    entries.sort(key=data.entry_sortkey)
    transactions: list[data.Transaction] = []
    others: list[Any] = []
    commodity, cents = "", True
    for entry in entries:
        if type(entry) is not data.Transaction:
            if type(entry) is data.Pad:
                raise Uncertain
            others.append(entry)
            continue
        one = _plain(entry)
        for posting in one.postings:
            units: Any = posting.units
            if units.currency != commodity:
                if commodity:
                    raise Uncertain
                commodity = units.currency
            cents = cents and CENT.same_quantum(units.number)
        transactions.append(one)
    return RememberedFile(digest, options, transactions, others, commodity, cents)


def _plain(entry: data.Transaction) -> data.Transaction:
    try:
        one = plainly(entry)
    except NeedsBalances:
        raise Uncertain from None
    if one is None:
        raise Uncertain
    return one
