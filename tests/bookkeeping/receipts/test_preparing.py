"""A file as it came, made fit to keep: known by its contents, upright, and bare."""

from __future__ import annotations

import datetime as dt
import io
import struct
import zlib

import pytest
from PIL import Image
from tests.bookkeeping.receipts.pictures import HEIC, photo
from tests.support import words_of

from paraplu.bookkeeping.receipts.naming import safe_name
from paraplu.bookkeeping.receipts.preparing import prepared
from paraplu.journal import CannotBook

PDF = b"%PDF-1.4\n% a bill\n"


def png_of(width: int, height: int) -> bytes:
    """Return the beginning of a PNG that says to be of this size."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = b"IDAT" + zlib.compress(b"\0" * 1000)
    parts = (head, data, b"IEND")
    body = b"".join(
        struct.pack(">I", len(one) - 4) + one + struct.pack(">I", zlib.crc32(one))
        for one in parts
    )
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.mark.parametrize(
    ("data", "suffix", "form"),
    [
        (photo(), ".jpg", "JPEG"),
        (photo(form="PNG"), ".png", "PNG"),
        (HEIC, ".jpg", "JPEG"),
    ],
)
def test_a_photo_is_turned_upright_and_forgets_where_it_was_taken(
    data: bytes, suffix: str, form: str
) -> None:
    assert b"Exif" in data or b"eXIf" in data
    kept = prepared(data)
    assert (kept.suffix, kept.taken) == (suffix, dt.date(2025, 3, 5))
    with Image.open(io.BytesIO(kept.data)) as picture:
        assert picture.format == form
        # It was turned a quarter: what was at the left is at the top.
        assert picture.height == 2 * picture.width
        red = picture.getpixel((picture.width // 2, 2))
        assert isinstance(red, tuple)
        assert red[0] > 150
        assert red[1] < 60
        assert dict(picture.getexif()) == {}
    for sign in (b"Exif", b"eXIf", b"Phone", b"GPS", b"2025"):
        assert sign not in kept.data


def test_a_photo_is_made_smaller_and_the_same_each_time() -> None:
    large = photo(5000, 1000, orientation=1)
    kept = prepared(large)
    with Image.open(io.BytesIO(kept.data)) as picture:
        assert picture.size == (2000, 400)
    assert prepared(large) == kept


def test_a_pdf_is_kept_as_it_is() -> None:
    assert prepared(PDF).data == PDF
    assert prepared(PDF).suffix == ".pdf"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "This file is empty."),
        (b"<html>%PDF", "This is not a PDF or a photo. Use a PDF, JPEG, PNG or HEIC."),
        (b"GIF89a" + b"\0" * 50, "This is not a PDF or a photo."),
        (b"PK\x03\x04" + b"\0" * 50, "This is not a PDF or a photo."),
        (b"\xff\xd8\xff\xe0" + b"\0" * 50, "This photo is broken"),
        (photo()[:400], "This photo is broken"),
        (HEIC[:300], "This photo is broken"),
        (b"\x89PNG\r\n\x1a\n", "This photo is broken"),
        (png_of(50_000, 50_000), "This photo has too many pixels."),
        (png_of(15_000, 14_001), "This photo has too many pixels."),
        (b"%PDF-" + b"\0" * 25 * 1024**2, "This file is too large: 25 MB at most."),
    ],
)
def test_what_is_no_receipt_is_refused_in_a_sentence(data: bytes, why: str) -> None:
    with pytest.raises(CannotBook) as refused:
        prepared(data)
    assert words_of(refused.value.message).startswith(why)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Zagerij De Vries B.V.", "zagerij-de-vries-b-v"),
        ("../../etc/passwd", "etc-passwd"),
        ("Café ’t Hoekje\u202egpj.exe", "cafe-t-hoekjegpj-exe"),
        ("CON", "con"),
        ("\0\n", ""),
        ("x" * 300, "x" * 40),
    ],
)
def test_a_name_is_made_safe(text: str, name: str) -> None:
    assert safe_name(text) == name
