"""A member's code as somebody types it, and as the books write it."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu_cli.command import Stopped

if TYPE_CHECKING:
    from collections.abc import Sequence


def known_code(code: str, codes: Sequence[str]) -> str:
    """Return a member's code as the books write it; Stopped where there is none."""
    if code in codes:
        return code
    alike = [known for known in codes if known.casefold() == code.casefold()]
    if len(alike) == 1:
        return alike[0]
    near = alike or difflib.get_close_matches(code, codes, 3, 0.5)
    message = say("There is no member “{code}”.", code=code)
    if near:
        message = say(
            "There is no member “{code}”. Similar: {near}.",
            code=code,
            near=", ".join(near),
        )
    raise Stopped(message)
