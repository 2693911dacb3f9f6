"""The text of a ledger with other words, names and amounts, each line where it was."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from paraplu.base import metadata

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from paraplu.bookkeeping.anonymous.names import OtherNames
    from paraplu.bookkeeping.anonymous.words import OtherWords

_PART = re.compile(
    r"""(?P<string>"(?:[^"\\]|\\.)*")
    |(?P<heading>^[*:\#!&?%][^\n]*)
    |(?P<comment>;[^\n]*)
    |(?P<key>^[ \t]+[a-z][\w-]*:(?=\s))
    |(?P<push>^(?:push|pop)(?:meta|tag)[^\n]*)
    |(?P<account>(?<![\w"])[^\W\d_a-z][\w-]*(?::[^\W_a-z][\w-]*)+)
    |(?P<link>[\^\#][A-Za-z0-9_/.-]+)
    |(?P<day>\b\d{4}[-/]\d\d?[-/]\d\d?\b)
    |(?P<amount>(?<![\w"])[-+(]?[\d][\d,.()*/+\ -]*(?=\s+[A-Z]))
    |(?P<other>[^\W\d_]\w*)""",
    re.VERBOSE | re.MULTILINE,
)
_BEGIN = re.compile(r"(?:\d{4}[-/]\d\d?[-/]\d\d?\s+)?([a-z]+)\b")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_KEYS = frozenset(one for one in vars(metadata).values() if isinstance(one, str))
_PATHS = frozenset({metadata.RECEIPT, metadata.DOCUMENT})
_REFERENCES = frozenset({metadata.REFERENCE, metadata.PAYMENT_REF})
_AS_IT_IS = frozenset(
    {
        metadata.VAT_CODE, metadata.VAT_RETURN, metadata.VAT_RETURN_BOXES,
        metadata.VAT_RETURN_CORRECTS, metadata.VAT_RETURN_SEAL, metadata.VAT_MARGIN,
        metadata.VAT_MARGIN_YEAR, metadata.CONTRIBUTION, metadata.DELIVERED,
        metadata.DUE, metadata.VAT_DUE, metadata.RECEIPTS,
    }
)  # fmt: skip
_WAIVER = re.compile(r'"([A-Z]{2}\d\d)\b')

Place = tuple[str, int]


class LedgerTexts:
    """Makes the texts of a ledger anonymous.

    `amounts` are those of postings and balance assertions by file and line, `notes`
    metadata that is to say something else, and `scaled` is what any other amount
    becomes.
    """

    def __init__(
        self,
        words: OtherWords,
        names: OtherNames,
        scaled: Callable[[Decimal], Decimal],
        amounts: Mapping[Place, Decimal],
        notes: Mapping[tuple[str, int, str], str],
    ) -> None:
        self._words = words
        self._names = names
        self._scaled = scaled
        self._amounts = amounts
        self._notes = notes

    def anonymous(  # noqa: C901 - a kind of token each
        self, file: str, text: str
    ) -> str:
        """Return the text of a file with others in the place of all that is told."""
        parts, end, line = [], 0, 1
        key, begun, strings, done, entry = "", "", 0, 0, 0
        for found in _PART.finditer(text):
            between = text[end : found.start()]
            if "\n" in between:
                line += between.count("\n")
                strings = 0
            at = text.rfind("\n", 0, found.start()) + 1
            if at == found.start() and found.lastgroup != "key":
                opened = _BEGIN.match(text, at)
                begun, key, entry = opened[1] if opened else "", "", line
            what = found[0]
            match found.lastgroup:
                case "key":
                    key = what.strip().removesuffix(":")
                    new = self._key(what, key)
                case "string":
                    new = self._string(what, begun, key, strings, (file, entry))
                    strings += 1
                case "amount":
                    new = self._amount(what, (file, line), again=done == line)
                    if (file, line) in self._amounts and done != line:
                        lead = len(between) - len(between.rstrip(" "))
                        width = len(what) + max(lead - 1, 0)
                        between = between.rstrip(" ") + " " * min(lead, 1)
                        new = new.rjust(width)
                    done = line
                case "comment" | "heading":
                    new = self._words.text(what)
                case "account":
                    new = self._names.account(what)
                    key = ""
                case "link":
                    new = what[0] + self._words.text(what[1:])
                case _:
                    new = what
            parts += [between, new]
            line += what.count("\n")
            end = found.end()
        return "".join([*parts, text[end:]])

    def _key(self, written: str, key: str) -> str:
        if key in _KEYS:
            return written
        return written.replace(key, self._words.text(key))

    def _amount(self, written: str, place: Place, *, again: bool) -> str:
        if place in self._amounts and not again:
            return f"{self._amounts[place]:.2f}"

        def scaled(found: re.Match[str]) -> str:
            return f"{self._scaled(Decimal(found[0].replace(',', ''))):.2f}"

        return _NUMBER.sub(scaled, written)

    def _string(  # noqa: PLR0911 - one for each place of a text
        self, written: str, begun: str, key: str, number: int, place: Place
    ) -> str:
        if key:
            return self._note(written, key, place)
        match begun:
            case "include":
                return self._path(written)
            case "plugin":
                return written if number == 0 else self._path(written)
            case "option":
                titled = self._option == "title"
                self._option = written.strip('"')
                return self._words.text(written) if number and titled else written
            case "document":
                return self._path(written)
            case "custom":
                if number == 0:
                    self._option = written.strip('"')
                    return written
                own = self._option.startswith("fava-") and "link" not in self._option
                return written if own else self._words.text(written)
            case "query":
                return self._words.text(written)
        return self._words.text(written)

    _option = ""

    def _note(self, written: str, key: str, place: Place) -> str:
        if (*place, key) in self._notes:
            return f'"{self._notes[*place, key]}"'
        if key in _AS_IT_IS:
            return written
        if key in _PATHS:
            return self._path(written)
        if key in _REFERENCES:
            return f'"{self._words.reference(written[1:-1])}"'
        if key == metadata.WAIVER and (code := _WAIVER.match(written)):
            return written[: code.end()] + self._words.text(written[code.end() :])
        return self._words.text(written)

    def _path(self, written: str) -> str:
        return f'"{self._names.path(written[1:-1])}"'
