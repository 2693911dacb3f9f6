"""The keys of metadata have one home, and the documents tell of each."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from paraplu.base import metadata

ROOT = Path(__file__).parents[1]
HOME = Path(metadata.__file__)
KEYS = {
    name: value
    for name, value in vars(metadata).items()
    if name.isupper() and isinstance(value, str)
}
# What takes a key of metadata that it is called on, and what takes one by itself:
# `transaction.meta.get(KEY)`, `books.saying(KEY)`, `transaction.said(KEY, position)`.
_OF_BOOKS = {"saying", "remarks", "said"}
_TAKING = {"get", "pop", *_OF_BOOKS}


def test_each_key_is_there_once() -> None:
    assert len(KEYS) >= 18
    assert len(set(KEYS.values())) == len(KEYS)


def test_the_documents_tell_of_each() -> None:
    pages = [
        ROOT / "docs" / f"{n}.md" for n in ("contract", "import", "payments", "vat")
    ]
    pages += (ROOT / "docs" / "rules").glob("*.md")
    pages.append(ROOT / "importers" / "nl_banks" / "README.md")
    text = "\n".join(page.read_text("utf-8") for page in pages)
    untold = [key for key in KEYS.values() if not re.search(rf"\b{key}:|`{key}`", text)]
    assert untold == []


def test_the_banks_write_the_same_keys() -> None:
    banks = (ROOT / "importers" / "nl_banks").rglob("*.py")
    text = "\n".join(file.read_text("utf-8") for file in banks)
    for key in (metadata.BANK_REF, metadata.COUNTERPARTY, metadata.PAYMENT_REF):
        assert f'"{key}"' in text


def test_no_other_module_writes_a_key_as_a_string() -> None:
    files = [
        file
        for package in ("plugins/paraplu", "scripts/paraplu_cli")
        for file in (ROOT / package).rglob("*.py")
        if file != HOME
    ]
    assert len(files) > 200
    assert [
        f"{file.relative_to(ROOT)}:{line} {key}"
        for file in files
        for line, key in bare(file.read_text("utf-8"))
    ] == []


def test_a_key_that_is_written_as_a_string_is_found() -> None:
    """And a column, a field of a form or a word of another file is not."""
    source = (
        'KEY = "bank-ref"\ntransaction.meta.get("waiver")\nposting.meta["vat"]\n'
        'books.saying("approved")\n"member" in transaction.meta\n'
        'COLUMNS = ("member", "vat")\nrequest.args["member"]\nrow.get("member")\n'
    )
    assert list(bare(source)) == [
        (1, "bank-ref"),
        (2, "waiver"),
        (3, "vat"),
        (4, "approved"),
        (5, "member"),
    ]


def bare(source: str) -> Iterator[tuple[int, str]]:
    """Yield where a module writes a key of metadata as a string: line and key.

    One with a hyphen is a key wherever it is; another where metadata is asked.
    """
    keys = set(KEYS.values())
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Constant(value=str(key)) if key in keys and "-" in key:
                yield node.lineno, key
            case ast.Call(
                func=ast.Attribute(value=of, attr=name),
                args=[ast.Constant(value=key), *_],
            ) if name in _TAKING and key in keys and "-" not in str(key):
                if name in _OF_BOOKS or _is_metadata(of):
                    yield node.lineno, str(key)
            case ast.Subscript(value=of, slice=ast.Constant(value=key)) if (
                key in keys and _is_metadata(of)
            ):
                yield node.lineno, str(key)
            case ast.Compare(left=ast.Constant(value=key), comparators=[of]) if (
                key in keys and _is_metadata(of)
            ):
                yield node.lineno, str(key)


def _is_metadata(node: ast.expr) -> bool:
    """Tell whether an expression is metadata, by what it is called."""
    return "meta" in ast.unparse(node).rsplit(".", 1)[-1]
