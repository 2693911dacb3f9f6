"""The names in a register: members' codes, account names, IBANs."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from paraplu.base.identifiers import read_iban
from paraplu.base.language import say
from paraplu.register.converter import Shaped, shaped, written
from paraplu.register.faults import Place, shown
from paraplu.register.fields import pattern, text

if TYPE_CHECKING:
    from paraplu.register.yaml_lines import Node

LONGEST_CODE = 32
LONGEST_COMPONENT = 64
# A part of an account name, but for letters beyond ASCII: which of those are capitals
# cannot be said in a way that Python and JavaScript share.
_FIRST = r"[^\u0000-\u002f\u003a-\u0040\u005b-\u007f]"
_NEXT = r"[^\u0000-\u002c\u002e\u002f\u003a-\u0040\u005b-\u0060\u007b-\u007f]"
_PART = f"{_FIRST}{_NEXT}*"


@shaped(written(r"[A-Za-z]{2} ?[0-9][A-Za-z0-9 ]{8,60}"))
def iban(node: Node, at: Place) -> str | None:
    """Return an IBAN without spaces, in capitals; its check digits are right."""
    value = text(node, at)
    if value is None:
        return None
    number = read_iban(value)
    if number:
        return number
    at.fault(
        say("is not an IBAN.")
        if at.faults.secret
        else say("{text} is not an IBAN.", text=shown(value)),
        say("Look for a digit that is missing, wrong or in the wrong place."),
    )
    return None


# ISO 9362: the bank, the country, the place, and three more signs for a branch.
bic = pattern(
    "[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?",
    say("is not a BIC: write 8 or 11 capitals and digits."),
)


@shaped(written(_PART, longest=LONGEST_COMPONENT, number=True))
def component(node: Node, at: Place) -> str | None:
    """Return a part of an account name."""
    return _component(text(node, at), at, LONGEST_COMPONENT)


@shaped(written(_PART, longest=LONGEST_CODE, number=True))
def code(node: Node, at: Place) -> str | None:
    """Return a member's code: a part of an account name, and short."""
    return _component(text(node, at), at, LONGEST_CODE)


def account(least: int) -> Shaped[str]:
    """Return the converter of an account name, or a piece of one, by its parts."""
    further = f"(?::{_PART})"
    form = _PART + further * (least - 1) + f"{further}*"

    @shaped(written(form, number=least == 1))
    def read(node: Node, at: Place) -> str | None:
        value = text(node, at)
        if value is None:
            return None
        parts = value.split(":")
        if len(parts) < least:
            at.fault(
                say(
                    "{text} has fewer than {least} parts.",
                    text=shown(value),
                    least=least,
                ),
                say("Write it like {example}.", example="Assets:Savings"),
            )
            return None
        checked = [_component(part, at, LONGEST_COMPONENT) for part in parts]
        return None if None in checked else value

    return read


def _component(value: str | None, at: Place, longest: int) -> str | None:
    """Return the text if it is a component as Beancount defines it."""
    if value is None:
        return None
    kinds = [unicodedata.category(character) for character in value]
    if (
        not kinds
        or kinds[0] not in {"Lu", "Nd"}
        or any(
            kind[0] != "L" and kind != "Nd" and character != "-"
            for kind, character in zip(kinds, value, strict=True)
        )
    ):
        at.fault(
            say("“{text}” cannot be a part of an account name.", text=shown(value)),
            say(
                "Begin with a capital letter or a digit; then only letters, digits"
                " and -."
            ),
        )
        return None
    if len(value) > longest:
        at.fault(say("is longer than {most} characters.", most=longest))
        return None
    return value
