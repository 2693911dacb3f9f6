"""The entry of a line that the bank tells in other words, with its key and words.

Two downloads that overlap may each tell a line in their own way, and be read in any
order, and again. A line has the words of the later download, else the longer ones; the
keys of both stay with the entry, so that neither is taken for news another time.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from nl_banks.known import kind_of
from nl_banks.reference import OWN, is_made_of
from paraplu.base.metadata import BANK_REF, BANK_REF_ALSO, COUNTERPARTY
from paraplu.bookkeeping.bank_import.line import ImportLine
from paraplu.journal.ledger_text import quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nl_banks import Statement
    from nl_banks.known import Mark
    from paraplu.ledger.transactions import Transaction

_QUOTED = r'"(?:[^"\\\n]|\\.)*"'
_HEAD = re.compile(rf"(\d{{4}}[-/]\d\d?[-/]\d\d?\s+\S+\s+)({_QUOTED}(?:\s+{_QUOTED})?)")
_INDENTED = re.compile(r"[ \t]+\S")
_ALSO = re.compile(rf'(?<!\S){BANK_REF_ALSO}:\s*"([^"]*)"')


class EntryWords(NamedTuple):
    """What an entry says of a line: its key, and whom and what it is about.

    `also` is a key that it is known by as well, from now on.
    """

    key: str
    payee: str
    narration: str
    counterparty: str
    also: str = ""


def booked_words(part: Mark) -> EntryWords:
    """Return what the books say of a line that they have, or are about to have."""
    one = part.line
    if isinstance(one, ImportLine):
        return words_of(one)
    return EntryWords(
        part.reference,
        one.payee,
        one.narration,
        str(one.meta.get(COUNTERPARTY) or ""),
    )


def words_of(line: ImportLine) -> EntryWords:
    """Return what an entry says of a line of a statement."""
    booking = line.booking
    return EntryWords(line.key, booking.payee, booking.narration, booking.counterparty)


def to_say(
    part: Mark, line: ImportLine, statement: Statement, *, later: bool
) -> EntryWords | None:
    """Return what the entry of a line is to say from now on; None to leave it.

    A key of the bank stays where the file has but one of ours: the next file of the
    bank has it again. The words are the person's who changed them. `later` tells that
    the file goes on where the books end.
    """
    old, new = booked_words(part), words_of(line)
    if kind_of(old.key) != kind_of(new.key) and not old.key.startswith(OWN):
        return None
    both_made = new.key.startswith(OWN)
    if both_made and not later and _length(new) < _length(old):
        return old._replace(also=new.key)
    also = old.key if both_made else ""
    if _is_as_imported(part, old, statement):
        # A file that tells less takes nothing away.
        return EntryWords(
            new.key,
            new.payee or old.payee,
            new.narration or old.narration,
            new.counterparty or old.counterparty,
            also,
        )
    return EntryWords(new.key, old.payee, old.narration, old.counterparty, also)


def _length(words: EntryWords) -> int:
    return len(words.payee) + len(words.narration)


def _is_as_imported(part: Mark, old: EntryWords, statement: Statement) -> bool:
    """Tell whether the words of an entry are still those of the bank."""
    one: ImportLine | Transaction = part.line
    if isinstance(one, ImportLine) or one.flag == "!":
        return True
    said = statement.bookings[0]._replace(
        date=part.date,
        amount=part.amount,
        currency=statement.currency,
        payee=old.payee,
        narration=old.narration,
        counterparty=old.counterparty,
    )
    return is_made_of(old.key, statement.account, said)


def retold(
    lines: Sequence[str], begin: int, old: EntryWords, new: EntryWords
) -> list[str]:
    """Return the lines of an entry with other words; none where they cannot be changed.

    `lines` are those of a text, in which the entry begins at `begin`.
    """
    found = _HEAD.match(lines[begin]) if begin < len(lines) else None
    key = f"{BANK_REF}: {quoted(old.key)}"
    end = begin + 1
    while end < len(lines) and _INDENTED.match(lines[end]):
        end += 1
    entry = list(lines[begin:end])
    place = next((n for n, line in enumerate(entry) if key in line), None)
    if not found or place is None:
        return []
    if new.also:
        _add_key(entry, place, new.also)
    entry = [
        line.replace(key, f"{BANK_REF}: {quoted(new.key)}").replace(
            f"{COUNTERPARTY}: {quoted(old.counterparty)}",
            f"{COUNTERPARTY}: {quoted(new.counterparty or old.counterparty)}",
        )
        for line in entry
    ]
    if (new.payee, new.narration) != (old.payee, old.narration):
        texts = [new.payee, new.narration] if new.payee else [new.narration]
        words = " ".join(map(quoted, texts))
        entry[0] = f"{found[1]}{words}{lines[begin][found.end() :]}"
    return entry


def also_known_as(words: object) -> list[str]:
    """Return the keys that metadata says that a line is known by as well."""
    return str(words or "").split()


def _add_key(entry: list[str], place: int, key: str) -> None:
    """Have an entry say that its line is known by a key as well.

    It stands below the key that it has, which is at `place`, on the same posting. No
    line is put between: where the entries below it begin is known by their lines.
    """
    for n in range(place, min(place + 2, len(entry))):
        if found := _ALSO.search(entry[n]):
            keys = dict.fromkeys([*also_known_as(found[1]), key])
            said = f"{BANK_REF_ALSO}: {quoted(' '.join(keys))}"
            entry[n] = f"{entry[n][: found.start()]}{said}{entry[n][found.end() :]}"
            return
    indent = entry[place].partition(BANK_REF)[0]
    line = entry[place].rstrip("\r\n")
    end = entry[place][len(line) :]
    entry[place] = f"{line}{end}{indent}{BANK_REF_ALSO}: {quoted(key)}{end}"


def linked(lines: Sequence[str], begin: int, link: str) -> str:
    """Return the first line of an entry with a link more; "" where there is none."""
    found = _HEAD.match(lines[begin]) if begin < len(lines) else None
    if not found or re.search(rf"\^{re.escape(link)}(?!\S)", lines[begin]):
        return ""
    return f"{found[0]} ^{link}{lines[begin][found.end() :]}"
