"""Account numbers of banks."""

from __future__ import annotations

import re

from stdnum import iban
from stdnum.exceptions import ValidationError

# stdnum also takes other scripts' digits and dashes, which no bank writes.
_WRITTEN = re.compile("[A-Za-z0-9 ]+")


def read_iban(text: str) -> str | None:
    """Return an IBAN without spaces, in capitals; None where its check fails."""
    if not _WRITTEN.fullmatch(text):
        return None
    try:
        return str(iban.validate(text))
    except ValidationError:
        return None
