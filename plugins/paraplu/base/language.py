"""The two languages of paraplu: their words, and numbers as each writes them.

English is the source: a `Message` holds the English sentence with its values,
and `Language.render` says it in Dutch where the catalogue has it. Values come
from ledgers that others wrote, so control and direction characters in them are
made visible before they reach a terminal or a page.
"""

from __future__ import annotations

import json
import os
import re
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

CATALOGUES = Path(__file__).parents[1] / "locale"
LANGUAGES = ("en", "nl")

# C0 and C1 controls, zero-width and direction marks: what a terminal obeys or a
# reader cannot see.
_HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u115f\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\U000e0000-\U000e007f]"
)


# One field of a catalogue, with its text over one or more lines.
_FIELD = re.compile(
    r'^(msgid|msgid_plural|msgstr(?:\[\d\])?) "(.*(?:"\n".*)*)"$', re.MULTILINE
)


class Message(NamedTuple):
    """An English sentence with named places, and the values that fill them.

    `many` is its form for every `n` but one, where that makes a difference.
    """

    template: str
    values: tuple[tuple[str, object], ...] = ()
    many: str = ""


class Listing(NamedTuple):
    """Several values, said one after the other."""

    parts: tuple[object, ...]


class PlainNumber(NamedTuple):
    """A number in a sentence that is no amount of money; `unit` follows it at once."""

    value: Decimal
    unit: str = ""


def say(template: str, /, **values: object) -> Message:
    """Return the message of a sentence; Babel collects the sentences by this name."""
    return Message(template, tuple(values.items()))


def counted(one: str, many: str, /, n: int) -> Message:
    """Return the message of a number of things; Babel collects both forms by this name.

    Both languages have the one form for 1, the other for any other number.
    """
    return Message(one, (("n", n),), many)


def in_days(n: int) -> Message:
    """Return the message of a number of days."""
    return counted("{n} day", "{n} days", n)


class Language:
    """Says messages in one language."""

    def __init__(self, code: str) -> None:
        if code not in LANGUAGES:
            raise KeyError(code)
        self.code = code
        self._catalogue = _catalogue(code)

    def text(self, sentence: str) -> str:
        """Return a sentence without values in this language."""
        return self._form(Message(sentence))

    def render(self, message: Message) -> str:
        """Return the message in this language, its values written as it writes them."""
        values = {key: self.value(value) for key, value in message.values}
        return self._form(message).format_map(values)

    def _form(self, message: Message) -> str:
        many = bool(message.many) and ("n", 1) not in message.values
        forms = self._catalogue.get(message.template, (message.template, message.many))
        return forms[many]

    def value(self, value: object) -> str:
        """Return one value as this language writes it where people read."""
        if isinstance(value, Message):
            return self.render(value)
        if isinstance(value, Listing):
            return "; ".join(self.value(part) for part in value.parts)
        if isinstance(value, PlainNumber):
            return f"{self.number(value.value)}{value.unit}"
        if isinstance(value, Decimal):
            return self.amount(value)
        if isinstance(value, bool) or not isinstance(value, int):
            return printable(str(value))
        return self.whole(value)

    def amount(self, value: Decimal) -> str:
        """Return an amount with two decimals: 1,234.56 or 1.234,56."""
        rounded = round(value, 2)
        return self._grouped(f"{rounded or abs(rounded):,.2f}")

    def number(self, value: Decimal) -> str:
        """Return a number without needless zeros: 1,250.5 or 1.250,5."""
        english = f"{value:,f}"
        if "." in english:
            english = english.rstrip("0").rstrip(".")
        return self._grouped(english)

    def whole(self, value: int) -> str:
        """Return a whole number with its thousands apart: 1,214 or 1.214."""
        return self._grouped(f"{value:,}")

    def _grouped(self, english: str) -> str:
        if self.code == "en":
            return english
        return english.translate(str.maketrans(",.", ".,"))


def printable(text: str) -> str:
    """Return `text` with control and direction characters shown by their number."""
    if text.isascii() and text.isprintable():
        return text
    return _HIDDEN.sub(lambda hit: f"\\u{ord(hit[0]):04x}", text)


def chosen_language(default: str | None = None) -> Language:
    """Return the language to speak.

    `PARAPLU_LANG` decides; then `default` (the register's); then the locale of the
    environment; then English.
    """
    for wish in (os.environ.get("PARAPLU_LANG"), default, _locale()):
        if wish and wish[:2].lower() in LANGUAGES:
            return Language(wish[:2].lower())
    return Language("en")


def _locale() -> str:
    names = (os.environ.get(key) for key in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return next((name for name in names if name), "")


@cache
def _catalogue(code: str) -> Mapping[str, tuple[str, ...]]:
    """Return what a language says for each English sentence: one form, or two.

    The .po file is read as it stands, so that no compiled copy can lag behind it. It is
    as `scripts/catalogue` writes it; reading it with Babel would take thirty times as
    long, at every start.
    """
    found: dict[str, tuple[str, ...]] = {}
    if code != "en":
        file = CATALOGUES / code / "LC_MESSAGES" / "paraplu.po"
        sentence = ""
        for field, quoted in _FIELD.findall(file.read_text("utf-8")):
            said = json.loads('"' + quoted.replace('"\n"', "") + '"')
            if field == "msgid":
                sentence = said
            elif field.startswith("msgstr") and sentence and said:
                found[sentence] = (*found.get(sentence, ()), said)
    return MappingProxyType(found)
