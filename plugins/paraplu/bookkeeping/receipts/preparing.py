"""A file as it came, made fit to keep: a PDF as it is, a photo upright and smaller.

What a phone writes into a photo, such as where it was taken, does not come along: the
picture alone is kept.
"""

from __future__ import annotations

import datetime as dt
import io
import warnings
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.language import say
from paraplu.journal import CannotBook

if TYPE_CHECKING:
    from PIL.Image import Image

    from paraplu.base.language import Message

# In bytes, and in pixels: the largest cameras of phones have 200 million.
LARGEST = 25 * 1024**2
_MOST_PIXELS = 210_000_000
# Pixels on the longer side: an A4 can be read at that.
_LONGEST = 2000
_QUALITY = 80
_HEAD = 1024
_DAY_TAKEN, _DETAILS = 36867, 34665
_HEIF = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"})


class PreparedReceipt(NamedTuple):
    """A file to keep, the ending of its name, and the day of the photo if known."""

    data: bytes
    suffix: str
    taken: dt.date | None = None


def prepared(data: bytes) -> PreparedReceipt:
    """Return a file as it is kept; CannotBook where it is no receipt that can be."""
    if not data:
        raise CannotBook(say("This file is empty."))
    if len(data) > LARGEST:
        raise CannotBook(
            say("This file is too large: {most} MB at most.", most=LARGEST // 1024**2)
        )
    if b"%PDF-" in data[:_HEAD]:
        return PreparedReceipt(data, ".pdf")
    form = _form(data)
    if form is None:
        raise CannotBook(
            say("This is not a PDF or a photo. Use a PDF, JPEG, PNG or HEIC.")
        )
    return _picture(data, form)


def _form(data: bytes) -> str | None:
    """Return which picture it is, by how it begins; None where it is none of these."""
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    return "HEIF" if data[4:8] == b"ftyp" and data[8:12] in _HEIF else None


def _picture(data: bytes, form: str) -> PreparedReceipt:
    from PIL import Image, ImageOps

    if form == "HEIF":
        from pi_heif import register_heif_opener

        register_heif_opener()
    try:
        # The limit is ours; Pillow warns of its own.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=[form]) as found:
                if found.width * found.height > _MOST_PIXELS:
                    raise CannotBook(_too_many())
                taken = _taken(found)
                # Of a JPEG no more is decoded than is needed.
                found.draft("RGB", (_LONGEST, _LONGEST))
                upright = ImageOps.exif_transpose(found)
                upright.thumbnail((_LONGEST, _LONGEST))
                return PreparedReceipt(*_saved(upright, form), taken)
    except Image.DecompressionBombError as fault:
        raise CannotBook(_too_many()) from fault
    # Whatever is wrong with it, the libraries say in as many ways as there are forms.
    except (OSError, ValueError, SyntaxError, ArithmeticError, EOFError) as fault:
        raise CannotBook(
            say("This photo is broken: it cannot be shown. Take it or send it again.")
        ) from fault


def _too_many() -> Message:
    return say("This photo has too many pixels. Send a smaller one.")


def _saved(picture: Image, form: str) -> tuple[bytes, str]:
    """Return a picture as a file, with nothing in it but the picture."""
    from PIL import Image

    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        whole = picture.convert("RGBA")
        ground = Image.new("RGBA", whole.size, "white")
        picture = Image.alpha_composite(ground, whole)
    plain = Image.new("RGB", picture.size)
    plain.paste(picture.convert("RGB"))
    file = io.BytesIO()
    if form == "PNG":
        plain.save(file, "PNG", optimize=True)
        return file.getvalue(), ".png"
    plain.save(file, "JPEG", quality=_QUALITY, optimize=True)
    return file.getvalue(), ".jpg"


def _taken(picture: Image) -> dt.date | None:
    """Return the day on which a photo was taken, as the phone wrote it."""
    with suppress(ValueError, TypeError, KeyError, OSError, SyntaxError):
        said = picture.getexif().get_ifd(_DETAILS)[_DAY_TAKEN]
        return dt.date.fromisoformat(str(said)[:10].replace(":", "-"))
    return None
