"""The two languages of paraplu: words by gettext, numbers as each writes them.

English is the source: a `Message` holds the English sentence with its values,
and `Language.render` says it in Dutch where the catalogue has it. Values come
from ledgers that others wrote, so control and direction characters in them are
made visible before they reach a terminal or a page.
"""

from __future__ import annotations

import gettext
import io
import os
import re
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import NamedTuple

CATALOGUES = Path(__file__).parent / "locale"
LANGUAGES = ("en", "nl")

# C0 and C1 controls, zero-width and direction marks: what a terminal obeys or a
# reader cannot see.
_HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
)


class Message(NamedTuple):
    """An English sentence with named places, and the values that fill them."""

    template: str
    values: tuple[tuple[str, object], ...] = ()


class Listing(NamedTuple):
    """Several values, said one after the other with commas."""

    parts: tuple[object, ...]


def say(template: str, /, **values: object) -> Message:
    """Return the message of a sentence; Babel collects the sentences by this name."""
    return Message(template, tuple(values.items()))


class Language:
    """Says messages in one language."""

    def __init__(self, code: str) -> None:
        """Take `code`, one of `LANGUAGES`; anything else is a KeyError."""
        if code not in LANGUAGES:
            raise KeyError(code)
        self.code = code
        self._catalogue = _catalogue(code)

    def text(self, sentence: str) -> str:
        """Return a sentence without values in this language."""
        return self._catalogue.gettext(sentence) if sentence else ""

    def count(self, one: str, many: str, number: int) -> str:
        """Return the form of a sentence that goes with `number`, which fills `{n}`."""
        form = self._catalogue.ngettext(one, many, number)
        return form.format(n=self.whole(number))

    def render(self, message: Message) -> str:
        """Return the message in this language, its values written as it writes them."""
        sentence = self.text(message.template)
        return sentence.format_map({key: self.value(v) for key, v in message.values})

    def value(self, value: object) -> str:
        """Return one value as this language writes it where people read."""
        if isinstance(value, Message):
            return self.render(value)
        if isinstance(value, Listing):
            return ", ".join(self.value(part) for part in value.parts)
        if isinstance(value, Decimal):
            return self.amount(value)
        if isinstance(value, bool) or not isinstance(value, int):
            return printable(str(value))
        return self.whole(value)

    def amount(self, value: Decimal) -> str:
        """Return an amount with two decimals: 1,234.56 or 1.234,56."""
        return self._grouped(f"{value:,.2f}")

    def whole(self, value: int) -> str:
        """Return a whole number with its thousands apart: 1,214 or 1.214."""
        return self._grouped(f"{value:,}")

    def _grouped(self, english: str) -> str:
        if self.code == "en":
            return english
        return english.translate(str.maketrans(",.", ".,"))


def printable(text: str) -> str:
    """Return `text` with control and direction characters shown by their number."""
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
def _catalogue(code: str) -> gettext.NullTranslations:
    """Return the catalogue of a language, read from its .po file.

    The .po file is read as it stands, so that no compiled copy can lag behind it.
    """
    if code == "en":
        return gettext.NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with (CATALOGUES / code / "LC_MESSAGES" / "paraplu.po").open("rb") as file:
        catalogue = read_po(file, locale=code)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
