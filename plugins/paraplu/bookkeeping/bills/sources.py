"""What kind of file a bill came as, by what is in it and not by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.language import say
from paraplu.base.plain_file import TooLarge, plain_bytes
from paraplu.base.system import reason_of
from paraplu.bookkeeping.bills.e_invoice import is_e_invoice, read_e_invoice
from paraplu.bookkeeping.bills.model import Bill, UnreadableBill
from paraplu.bookkeeping.bills.pdf import read_pdf

if TYPE_CHECKING:
    from pathlib import Path

# In bytes: a photo of a good camera has some ten million.
LARGEST = 32 * 1024**2
_PICTURES = (
    (b"\xff\xd8\xff", 0, ".jpg"),
    (b"\x89PNG\r\n\x1a\n", 0, ".png"),
    (b"WEBP", 8, ".webp"),
    (b"ftyphei", 4, ".heic"),
    (b"ftypmif1", 4, ".heic"),
    (b"II*\x00", 0, ".tiff"),
    (b"MM\x00*", 0, ".tiff"),
)
# Some programs write a line before it.
_HEAD = 1024


class SourceFile(NamedTuple):
    """A file as it came: its bytes, the ending it is filed under, and what it says.

    `bill` is what an e-invoice in it says; else a person has to say it, with the `text`
    of the file to help.
    """

    path: Path
    data: bytes
    suffix: str
    bill: Bill | None = None
    text: str = ""


def read_source(path: Path) -> SourceFile:
    """Return what a file is and says; UnreadableBill, with its path, where it is none.

    Of a PDF with an e-invoice in it, the e-invoice counts.
    """
    try:
        data = plain_bytes(path, most=LARGEST)
    except TooLarge as fault:
        raise UnreadableBill(
            say("It has more than {most} MB; no bill does.", most=LARGEST // 1024**2)
        ) from fault
    except (OSError, ValueError) as fault:
        raise UnreadableBill(
            say("It cannot be read: {reason}.", reason=reason_of(fault))
        ) from fault
    if b"%PDF-" in data[:_HEAD]:
        return _pdf(path, data)
    if data[:64].lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").startswith(b"<"):
        return SourceFile(path, data, ".xml", read_e_invoice(data))
    for sign, at, suffix in _PICTURES:
        if data[at : at + len(sign)] == sign:
            return SourceFile(path, data, suffix)
    raise UnreadableBill(
        say(
            "It is not an e-invoice (XML), a PDF or a photo (JPEG, PNG, WebP, HEIC, "
            "TIFF). Save it as one of these."
        )
    )


def _pdf(path: Path, data: bytes) -> SourceFile:
    contents = read_pdf(data)
    invoices = [one for one in contents.files if is_e_invoice(one)]
    if len(invoices) > 1:
        raise UnreadableBill(
            say(
                "More than one e-invoice is in this PDF; which counts, nobody can tell."
            )
        )
    bill = read_e_invoice(invoices[0]) if invoices else None
    return SourceFile(path, data, ".pdf", bill, contents.text)
