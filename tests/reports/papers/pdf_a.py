"""What PDF/A asks of a file, as far as that can be seen without a validator."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader


def assert_archivable(data: bytes) -> None:
    """Check what a file must have to be shown the same in fifty years (ISO 19005).

    No official validator can be had here; this is what it would look at first.
    """
    made = PdfReader(io.BytesIO(data))
    root: Any = made.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] in {"nl", "en"}
    (intent,) = root["/OutputIntents"]
    assert intent["/S"] == "/GTS_PDFA1"
    assert len(intent["/DestOutputProfile"].get_data()) > 400
    assert "/Encrypt" not in made.trailer
    assert "/ID" in made.trailer
    for name in ("/OpenAction", "/AA", "/AcroForm"):
        assert name not in root
    assert "/JavaScript" not in root.get("/Names", {})
    assert root["/StructTreeRoot"]["/K"]
    fonts = {
        str(font["/BaseFont"]): font
        for page in made.pages
        for font in _fonts(page["/Resources"])
    }
    assert len(fonts) > 1
    for name, font in fonts.items():
        descriptor = font.get("/FontDescriptor")
        assert descriptor is not None, name
        assert descriptor.keys() & {"/FontFile", "/FontFile2", "/FontFile3"}, name
    for page in made.pages:
        assert "/StructParents" in page
        assert page.get("/Tabs") == "/S"


def _fonts(resources: Any) -> Iterator[Any]:  # noqa: ANN401 - as pypdf has it
    """Yield the fonts of a page, those within pictures too."""
    for one in resources.get("/Font", {}).values():
        font = one.get_object()
        yield from (part.get_object() for part in font.get("/DescendantFonts", [font]))
    for one in resources.get("/XObject", {}).values():
        yield from _fonts(one.get_object().get("/Resources", {}))
