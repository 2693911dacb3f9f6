"""The bank's entry of a payout, taken from under way instead of from the provider.

Where the bank came first, its entry says that the money left the provider on the day on
which it arrived. A provider that tells what stood there in between knows better.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from paraplu.base.metadata import BANK_REF
from paraplu.journal.ledger_text import quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paraplu.bookkeeping.bank_import.payout import Straight
    from paraplu.journal.draft import PendingEntries

_INDENTED = re.compile(r"[ \t]+\S")


def rerouted(
    draft: PendingEntries, paid: Straight, account: str, under_way: str
) -> bool:
    """Have an entry take a payout from under way; False where it cannot be changed."""
    if paid.entry is None:
        return _in_draft(draft, paid, account, under_way)
    file, line = paid.entry.source
    if not Path(file).is_file():
        return False
    lines = draft.lines_of(Path(file))
    begin = end = line - 1
    while end + 1 < len(lines) and _INDENTED.match(lines[end + 1]):
        end += 1
    entry = _instead(lines[begin : end + 1], account, under_way)
    if not entry or not draft.may_change(paid.date, "".join(entry)):
        return False
    lines[begin : end + 1] = entry
    return True


def _in_draft(
    draft: PendingEntries, paid: Straight, account: str, under_way: str
) -> bool:
    for blocks in draft.blocks.values():
        for n, block in enumerate(blocks):
            if f"{BANK_REF}: {quoted(paid.key)}" in block.text:
                lines = block.text.splitlines(keepends=True)
                entry = _instead(lines, account, under_way)
                blocks[n] = block._replace(text="".join(entry or lines))
                return bool(entry)
    return False


def _instead(lines: Sequence[str], account: str, other: str) -> list[str]:
    """Return lines with another account in the one posting that has this one."""
    posting = re.compile(rf"([ \t]+(?:[!*] )?)({re.escape(account)}(?= |$) *)")
    found = [(n, match) for n, one in enumerate(lines) if (match := posting.match(one))]
    if len(found) != 1:
        return []
    ((n, match),) = found
    wide = max(len(match[2]), len(other) + 2)
    entry = list(lines)
    entry[n] = f"{match[1]}{other.ljust(wide)}{lines[n][match.end() :]}"
    return entry
