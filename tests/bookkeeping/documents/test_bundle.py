"""A bundle is the same bytes each time, and unpacks anywhere."""

from __future__ import annotations

import hashlib
import io
import zipfile

import pytest

from paraplu.bookkeeping.documents.bundle import SUMS, bundle

FILES = {"receipts/002.png": b"two", "annex.csv": b"a,b\n", "receipts/001.pdf": b"one"}


def test_the_same_bytes_in_any_order() -> None:
    again = dict(reversed(FILES.items()))
    assert bundle(FILES) == bundle(again)
    assert hashlib.sha256(bundle(FILES)).hexdigest() == (
        "76274b8fa0e8654014971883d0cb5c871adba1f213e9216aee06194f367372f4"
    )


def test_what_is_in_it() -> None:
    with zipfile.ZipFile(io.BytesIO(bundle(FILES))) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert names == [SUMS, "annex.csv", "receipts/001.pdf", "receipts/002.png"]
        assert {name: archive.read(name) for name in FILES} == FILES
        infos = archive.infolist()
        sums = archive.read(SUMS).decode()
    assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}
    assert {info.external_attr >> 16 & 0o777 for info in infos} == {0o600}
    assert sums == "".join(
        f"{hashlib.sha256(FILES[name]).hexdigest()}  {name}\n" for name in sorted(FILES)
    )


def test_empty() -> None:
    with zipfile.ZipFile(io.BytesIO(bundle({}))) as archive:
        assert archive.namelist() == [SUMS]


@pytest.mark.parametrize(
    "name",
    [
        *("../up.pdf", "/etc/passwd", "a/../../b", "a//b", "", "a/", "./a"),
        *("C:/a", "a\\b", "a\nb", ".hidden", "a b", "é.pdf", "a.", "x" * 101),
        *("con", "NUL.pdf", "receipts/com1.txt", SUMS),
    ],
)
def test_names_that_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match=r"\["):
        bundle({name: b"x"})


def test_names_that_differ_in_capitals_only() -> None:
    with pytest.raises(ValueError, match="A"):
        bundle({"a.pdf": b"x", "A.pdf": b"y"})
