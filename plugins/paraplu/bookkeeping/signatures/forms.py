"""What is approved of a request or an entry, whatever its layout or its file.

Of a request it is every value. Of an entry it is the date, the words, the accounts with
their amounts, and who approved it for whom: a receipt, a link or a number of the bank
may be added later.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.late_patterns import late
from paraplu.base.metadata import APPROVED, MEMBER, REQUEST

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.bookkeeping.spending_requests import SpendingRequest

APPROVES = late(r"^paraplu approves (\S+) ([0-9a-f]{64})\s*$", re.MULTILINE)
_HEAD = late(r"(\d{4})[-/](\d\d)[-/](\d\d)\s+(?:txn|[*!&#?%PSTCURM])(?=\s|\")")
_STRING = late(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_META = late(r"\s+([a-z][\w-]*):(?=\s|\"|$)")
_POSTING = late(r"\s+(?:[*!&#?%]\s+)?([A-Z\u0080-\U0010ffff][^\s:]*(?::\S+)+)(.*)")
_KEPT = frozenset({APPROVED, REQUEST, MEMBER})
_NUMBER = late(r"(?<=\d),(?=\d{3})")


class EntryForm(NamedTuple):
    """An entry that says an approval: how it begins, and the SHA-256 of its form."""

    head: str
    form: str


def request_form(request: SpendingRequest) -> str:
    """Return the SHA-256 of all that a request says, in hexadecimal."""
    decision = request.decision
    said = {
        "request": request.number,
        "member": request.member,
        "asked": request.asked,
        "for": request.purpose,
        "amount": f"{request.amount:.2f}",
        "what": request.what,
        "why": request.why,
    }
    if decision:
        said |= {
            "approved": decision.verdict,
            "by": decision.by,
            "on": decision.day,
            "note": decision.note,
        }
        if decision.amount is not None:
            said["allowed"] = f"{decision.amount:.2f}"
    return _digest("\n".join(f"{key}: {value}" for key, value in said.items()))


def approval_line(name: str, form: str) -> str:
    """Return the line by which a message approves something; it is signed with it."""
    return f"paraplu approves {name} {form}"


def entry_forms(text: str) -> Iterator[EntryForm]:
    """Yield the entries of a ledger's text that say an approval, in their order."""
    if APPROVED in text:
        lines = text.splitlines()
        for start, line in enumerate(lines):
            if _HEAD.match(line):
                block = _block(lines, start)
                if any(_approves(one) for one in block):
                    yield _form(block)


def entry_form_at(text: str, line: int) -> EntryForm | None:
    """Return the form of the entry that begins on a line; None where none does."""
    lines = text.splitlines()
    if not 0 < line <= len(lines) or not _HEAD.match(lines[line - 1]):
        return None
    return _form(_block(lines, line - 1))


def _approves(line: str) -> bool:
    key = _META.match(line)
    return bool(key and key[1] == APPROVED)


def _block(lines: list[str], start: int) -> list[str]:
    """Return the lines of an entry, its comments and blank lines left out."""
    block = [lines[start]]
    for line in lines[start + 1 :]:
        # A text may go on over lines, of which the next ones begin anywhere.
        inside = "\n".join(block).replace('\\"', "").count('"') % 2
        if not inside and line.strip() and not line[0].isspace():
            break
        if inside or line.strip():
            block.append(line)
    return block


def _form(block: list[str]) -> EntryForm:
    head = _HEAD.match(block[0])
    whole = "\n".join(block)
    words = [match[0] for match in _STRING.finditer(_before_lines(whole))]
    first = " ".join(["-".join(head.groups()) if head else "", *words])
    kept = [first]
    for line in block[1:]:
        key, posting = _META.match(line), _POSTING.match(line)
        if key and key[1] in _KEPT:
            value = _STRING.search(line)
            kept.append(f"{key[1]}: {value[0] if value else ''}")
        elif posting and not key:
            rest = posting[2].partition(";")[0].split()
            kept.append(" ".join([posting[1], *(_plain(one) for one in rest)]))
    return EntryForm(first, _digest("\n".join(kept)))


def _before_lines(whole: str) -> str:
    """Return the head of an entry: until a line ends that is not inside a text."""
    end = 0
    while (end := whole.find("\n", end)) >= 0:
        if whole[:end].replace('\\"', "").count('"') % 2 == 0:
            return whole[:end]
        end += 1
    return whole


def _plain(word: str) -> str:
    """Return a word of a posting; an amount without what divides its thousands."""
    return _NUMBER.sub("", word)


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
