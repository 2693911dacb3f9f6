"""Lines of a text that are read as one: a string over lines, comments below each other.

Of a ledger the strings are Beancount's; of YAML a value that goes on is taken for one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from paraplu.base.spelling import SIGNS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.ledger.personal.names import Personal, Secret

# Where a string cannot still be open: a directive begins.
_BEGINS = re.compile(
    r"\d{4}[-/]\d|(?:option|plugin|include|push\w+|pop\w+)(?![\w-])", re.ASCII
)
_QUOTE_OR_COMMENT = re.compile(r'[";]')
_QUOTE = re.compile(r'\\.|"', re.DOTALL)
_BETWEEN_STRINGS = re.compile(r'" *"')
_COMMENT = re.compile(r"^\s*[;#]+")
_CUT = re.compile(rb'""|\n[;#]?')
# Further back than this nobody wrote one directive.
_FARTHEST = 1000


def over_lines(
    personal: Personal, text: bytes, within: list[tuple[int, Secret | None]]
) -> list[tuple[int, int, Secret]]:
    """Return what a squeezed text may hold across lines, or across two strings.

    Each with the lines where it begins and ends. `within` is what there is inside
    lines: nearly always there is nothing else, and the walk ends there.
    """
    joined = text.translate(None, SIGNS)
    if _secrets(personal.near(joined)) == _secrets(within):
        return []
    pieces, begins, lines = [], [0], [0]
    at = length = 0
    for hit in _CUT.finditer(text):
        pieces.append(text[at : hit.start()])
        length += len(pieces[-1])
        begins.append(length)
        lines.append(lines[-1] + hit[0].startswith(b"\n"))
        at = hit.end()
    joined = b"".join((*pieces, text[at:]))
    found = []
    for start, secret in personal.near(joined):
        first = bisect_right(begins, start) - 1
        end = start + len(secret.words) - 1 if secret else start
        last = bisect_right(begins, end) - 1
        if secret and first < last:
            found.append((lines[first], lines[last], secret))
    return found


def _secrets(near: list[tuple[int, Secret | None]]) -> int:
    return sum(secret is not None for _, secret in near)


def passage(lines: list[str], line: int, *, ledger: bool = True) -> range:
    """Return the lines that are read as one with a line; both count from nought."""
    found = _string(lines, line) if ledger else _value(lines, line)
    return found if len(found) > 1 else _comments(lines, line)


def readings(lines: list[str], span: range) -> tuple[str, ...]:
    """Return what such lines say as one: payee and narration in one breath.

    Over several lines there are two ways to read it, for a line may end in a word.
    """
    said = [_BETWEEN_STRINGS.sub(" ", line) for line in lines[span.start : span.stop]]
    if len(said) == 1:
        return tuple(said)
    parts = [_COMMENT.sub("", line).strip() for line in said]
    return " ".join(parts), "".join(parts)


def _string(lines: list[str], line: int) -> range:
    start = line
    while start and line - start < _FARTHEST and not _BEGINS.match(lines[start]):
        start -= 1
    first, last = line, line
    for opened, closed in _strings(lines, start, line):
        if opened <= line <= closed:
            first, last = min(first, opened), max(last, closed)
    return range(first, last + 1)


def _strings(lines: list[str], start: int, line: int) -> Iterator[tuple[int, int]]:
    """Yield the lines in which each string begins and ends, until past a line."""
    opened: int | None = None
    for number in range(start, len(lines)):
        if opened is None and number > line:
            return
        text, at = lines[number], 0
        while at < len(text):
            if opened is None:
                hit = _QUOTE_OR_COMMENT.search(text, at)
                if hit is None or hit[0] == ";":
                    break
                opened, at = number, hit.end()
            else:
                hit = _QUOTE.search(text, at)
                if hit is None:
                    break
                at = hit.end()
                if hit[0] == '"':
                    yield opened, number
                    opened = None


def _value(lines: list[str], line: int) -> range:
    """Return a value of YAML that goes on over lines: they are further in, or items."""
    if lines[line].lstrip()[:1] == "#":
        return range(line, line + 1)
    first = last = line
    while first and ":" not in lines[first] and lines[first].strip():
        first -= 1
    while last + 1 < len(lines) and lines[last + 1].strip():
        following = lines[last + 1]
        if ":" in following or following.lstrip()[:1] in {"-", "#"}:
            break
        last += 1
    return range(first, last + 1)


def _comments(lines: list[str], line: int) -> range:
    """Return comments that go on below each other, from what stands behind an entry."""
    first = last = line
    while first and _goes_on(lines[first - 1], lines[first]):
        first -= 1
    while last + 1 < len(lines) and _goes_on(lines[last], lines[last + 1]):
        last += 1
    return range(first, last + 1)


def _goes_on(text: str, following: str) -> bool:
    """Tell whether a comment goes on in the line below it."""
    begins = following.lstrip()[:1] in {";", "#"}
    return begins and (";" in text or "#" in text)
