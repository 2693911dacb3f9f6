"""Finds metadata that takes the place of Beancount's own.

Beancount keeps the file and the line of an entry among its metadata, and lets what is
written there overwrite them. By these places findings are told and waivers count.
"""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING, Any

from paraplu.base.findings import Source
from paraplu.ledger.source.directives import SourceDirective

if TYPE_CHECKING:
    from collections.abc import Iterator

# Beancount has others, which begin with an underscore: its lexer takes no such key.
OWN = frozenset({"filename", "lineno"})
_PERHAPS = re.compile(rb"(?<![A-Za-z0-9_-])(?:filename|lineno):")


def own_keys(text: bytes, file: str) -> Iterator[SourceDirective]:
    """Yield the places in a file where a key of Beancount's own is written.

    Beancount's lexer knows what is a key, and what is only in a string or a comment. It
    is asked for a file that may have one, and nothing runs in it.
    """
    # A plain search is many times faster, and finds nothing in nearly every file.
    if (b"filename:" in text or b"lineno:" in text) and _PERHAPS.search(text):
        # Late, because few ledgers come here, and much of what reads them needs no
        # Beancount. It carries no types.
        lexer: Any = import_module("beancount.parser.lexer")
        for kind, line, _, value in lexer.lex_iter_string(text):
            if kind == "KEY" and value in OWN:
                yield SourceDirective("key", value, None, Source(file, line))
