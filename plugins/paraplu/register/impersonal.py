"""Text of a register that says nothing of a person: no address, number or account.

The register is in git for everybody who may see the books; who a code is stands in the
private register beside it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paraplu.base.identifiers import read_iban
from paraplu.base.language import say
from paraplu.register.converter import shaped, written
from paraplu.register.fields import LINE, TEXT, text

if TYPE_CHECKING:
    from paraplu.register.faults import Place
    from paraplu.register.yaml_lines import Node

_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_IBAN = re.compile(r"(?<!\w)[A-Za-z]{2}\d{2}(?: ?[A-Za-z0-9]){11,30}(?!\w)")
# A Dutch number has ten digits, the first of them a nought or +31 for it.
_PHONE = re.compile(r"(?<![\w+])(?:0|\+31|0031)(?:[ .-]?\(0\))?(?:[ .-]?\d){9}(?!\w)")


# An address is the one of these that a schema can tell.
_SHAPE = TEXT | {"pattern": written(rf"(?![\s\S]*{_EMAIL.pattern}){LINE}")["pattern"]}


@shaped(_SHAPE)
def impersonal(node: Node, at: Place) -> str | None:
    """Return text on one line that holds nothing personal."""
    value = text(node, at)
    if value is None:
        return None
    if _EMAIL.search(value):
        what = say("holds an e-mail address.")
    elif any(read_iban(hit[0]) for hit in _IBAN.finditer(value)):
        what = say("holds an account number.")
    elif _PHONE.search(value):
        what = say("holds a phone number.")
    else:
        return value
    at.fault(
        what,
        say(
            "Personal data go in {file} next to it, which git does not keep.",
            file="members.private.yaml",
        ),
    )
    return None
