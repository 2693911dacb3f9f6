"""The text of a seal: a head, then balances, documents and entries, a line for each.

    paraplu seal 1
    period: 2026-03
    scope: all
    kind: closed
    number: 1
    day: 2026-04-10
    by: board
    previous: 9f86d081...
    ...

    balances
    1250.00	Assets:Bank

    documents
    60303ae2...  documents/2026-03-04.pdf

    entries
    2026-03-04	2c26b46b68ffc68f	45.00 Expenses:Members:L01:Costs

Documents are as `sha256sum --check` reads them, from the folder of the books. So a seal
can be read, and most of it held against the books, without paraplu.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256
from typing import TYPE_CHECKING

from paraplu.base.periods import Period
from paraplu.base.sums import FileSum
from paraplu.ledger.canonical_words import plain
from paraplu.ledger.seals.model import Scope, Seal, SealKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_FIRST = "paraplu seal 1"
_PARTS = ("balances", "documents", "entries")
_WHOLE = re.compile(r"\d{1,9}", re.ASCII)
_SHA = re.compile("[0-9a-f]{64}")
_BALANCE = re.compile(r"(-?\d{1,15}\.\d\d)\t(\S+)", re.ASCII)


class UnreadableSeal(ValueError):  # noqa: N818 - it says what the text is
    """A text that is no seal, or one that was changed so that it cannot be read."""


def seal_text(seal: Seal) -> str:
    """Return the text of a seal; of the same seal it is always the same."""
    return "\n".join([*_head(seal), *_body(seal), ""])


def with_digest(seal: Seal) -> Seal:
    """Return a seal that was just made, with the SHA-256 that its file will have."""
    return replace(seal, digest=sha256(seal_text(seal).encode()).hexdigest())


def _head(seal: Seal) -> Iterator[str]:
    yield _FIRST
    yield f"period: {seal.period}"
    yield f"scope: {seal.scope}"
    yield f"kind: {seal.kind}"
    yield f"number: {seal.number}"
    yield f"day: {seal.day}"
    yield f"by: {plain(seal.by)}"
    if seal.reason:
        yield f"reason: {plain(seal.reason)}"
    yield from (f"previous: {digest}" for digest in seal.previous)
    if seal.closes:
        yield f"program: {seal.program}"
        yield f"canonical: {seal.canonical}"
        yield f"rules: {seal.rules}"
        yield f"register: {seal.register}"
        yield f"transactions: {seal.transactions}"
        yield f"checksum: {seal.checksum}"


def _body(seal: Seal) -> Iterator[str]:
    if not seal.closes:
        return
    yield from ("", "balances")
    for account, amount in sorted(seal.balances.items()):
        yield f"{amount:.2f}\t{account}"
    yield from ("", "documents")
    for path, digest in sorted(seal.documents.items()):
        yield str(FileSum(digest, path))
    yield from ("", "entries")
    yield from sorted(seal.entries)


def read_seal(text: str) -> Seal:
    """Return the seal that a text is; UnreadableSeal where it is none."""
    lines = text.split("\n")
    if lines.pop(0) != _FIRST or lines[-1:] != [""]:
        raise UnreadableSeal(text[:20])
    head, parts = _parted(lines[:-1])
    said: dict[str, str] = {}
    previous = []
    for line in head:
        key, colon, value = line.partition(": ")
        if not colon or key in said:
            raise UnreadableSeal(line)
        if key == "previous":
            previous.append(_fitting(_SHA, value))
        else:
            said[key] = value
    try:
        seal = _seal(said, tuple(previous), parts)
    except (KeyError, ValueError) as fault:
        raise UnreadableSeal(str(fault)) from fault
    if said:
        raise UnreadableSeal(next(iter(said)))
    return seal


def _parted(lines: list[str]) -> tuple[list[str], dict[str, list[str]]]:
    """Return the lines of the head, and those of each part."""
    head: list[str] = []
    parts: dict[str, list[str]] = {}
    into = head
    for before, line in zip(["", *lines], lines, strict=False):
        if not before and line in _PARTS and line not in parts:
            into = parts[line] = []
        elif line:
            into.append(line)
    return head, parts


def _seal(
    said: dict[str, str], previous: tuple[str, ...], parts: Mapping[str, list[str]]
) -> Seal:
    """Return the seal, and take what it says out of `said`."""
    period, scope = Period.read(said.pop("period")), Scope.read(said.pop("scope"))
    if period is None or scope is None:
        raise UnreadableSeal("period")
    kind = SealKind(said.pop("kind"))
    number = int(_fitting(_WHOLE, said.pop("number")))
    day = dt.date.fromisoformat(said.pop("day"))
    by, reason = said.pop("by"), said.pop("reason", "")
    opened = Seal(period, scope, kind, number, day, by, reason, previous)
    if not opened.closes:
        return opened
    balances = [_matched(_BALANCE, line) for line in parts["balances"]]
    documents = [FileSum.read(line) for line in parts["documents"]]
    if not all(documents):
        raise UnreadableSeal("documents")
    return Seal(
        period,
        scope,
        kind,
        number,
        day,
        by,
        reason,
        previous,
        program=said.pop("program"),
        canonical=int(_fitting(_WHOLE, said.pop("canonical"))),
        rules=_fitting(_SHA, said.pop("rules")),
        register=_fitting(_SHA, said.pop("register")),
        transactions=int(_fitting(_WHOLE, said.pop("transactions"))),
        checksum=_fitting(_SHA, said.pop("checksum")),
        balances={one[2]: Decimal(one[1]) for one in balances},
        documents={one.name: one.digest for one in documents if one},
        entries=tuple(parts["entries"]),
    )


def _fitting(wanted: re.Pattern[str], text: str) -> str:
    return _matched(wanted, text)[0]


def _matched(wanted: re.Pattern[str], text: str) -> re.Match[str]:
    found = wanted.fullmatch(text)
    if found is None:
        raise UnreadableSeal(text)
    return found
