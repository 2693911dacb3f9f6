"""Takes what is in a PDF out of it, in a process of its own: `python -m` this module.

A PDF comes from anybody. A few bytes of it can ask for all memory, or for hours; and a
fault in whoever reads it is not to end the command. Here it has little of both, and
where it fails the parent only knows that it did. Standard input is the PDF, standard
output JSON: the XML files that are attached, in base64, and the text of its pages.
"""

from __future__ import annotations

import base64
import io
import json
import logging
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdf import PdfReader

# In bytes, seconds, pages, files and characters.
_MEMORY, _SECONDS = 1024**3, 20
_PAGES, _FILES, _TEXT = 20, 20, 200_000
_LARGEST = 32 * 1024**2
# What may stand before the first element: a mark of the encoding, and blanks.
_BLANK = b"\xef\xbb\xbf\xff\xfe \t\r\n"


def limit() -> None:
    """Take no more memory and time than a bill needs, where the system can say so."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def contents(data: bytes) -> dict[str, object]:
    """Return the attached XML (`files`), the `text`, and whether it is `locked`."""
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        return {"files": [], "text": "", "locked": True}
    files = [base64.b64encode(one).decode() for one in _attached(reader)]
    text = ""
    for _, page in zip(range(_PAGES), reader.pages, strict=False):
        text += page.extract_text() + "\n"
        if len(text) > _TEXT:
            break
    return {"files": files, "text": text[:_TEXT], "locked": False}


def _attached(reader: PdfReader) -> Iterator[bytes]:
    """Yield what is attached and begins as XML does, whatever its name."""
    for _, one in zip(range(_FILES), reader.attachment_list, strict=False):
        data = one.content
        begin = data[:64].lstrip(_BLANK)
        if begin.startswith(b"<") and len(data) <= _LARGEST:
            yield data


def main() -> None:
    """Read the PDF that standard input has, and tell what is in it."""
    logging.disable()
    limit()
    json.dump(contents(sys.stdin.buffer.read(_LARGEST + 1)), sys.stdout)


if __name__ == "__main__":
    main()
