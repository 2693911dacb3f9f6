"""What a PDF says: the e-invoice that is attached to it, and the text of its pages."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from typing import NamedTuple

from paraplu.base.language import say
from paraplu.bookkeeping.bills.model import UnreadableBill

# Seconds, where the system cannot count those of the processor.
_PATIENCE = 30


class PdfContents(NamedTuple):
    """The XML files that are attached to a PDF, and its text."""

    files: tuple[bytes, ...]
    text: str


def read_pdf(data: bytes) -> PdfContents:
    """Return what is in a PDF; a scan has no text.

    UnreadableBill where it is broken, locked, or asks for more time or memory than a
    bill does.
    """
    try:
        ran = subprocess.run(
            # -P: nothing in the folder that somebody stands in is run.
            [sys.executable, "-P", "-m", "paraplu.bookkeeping.bills.pdf_worker"],
            input=data,
            capture_output=True,
            timeout=_PATIENCE,
            check=True,
        )
        found = json.loads(ran.stdout)
    except (subprocess.SubprocessError, ValueError) as fault:
        raise UnreadableBill(
            say(
                "The PDF is broken, or too much work to read. Open it, and print it to "
                "a new PDF; or ask the supplier for another one."
            )
        ) from fault
    if found["locked"]:
        raise UnreadableBill(
            say(
                "The PDF has a password. Open it, and print it to a new PDF; file that "
                "one."
            )
        )
    files = tuple(base64.b64decode(one) for one in found["files"])
    return PdfContents(files, found["text"])
