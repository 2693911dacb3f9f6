"""Papers: receipts and decisions as small, valid PDF files of one page."""

from __future__ import annotations

# A receipt of the till, 80 mm wide, and a letter on A4; in points.
RECEIPT = (226, 340)
LETTER = (595, 842)

_HEAD = "%PDF-1.4\n"
_CATALOGUE = "<</Type/Catalog/Pages 2 0 R>>"
_PAGES = "<</Type/Pages/Kids[3 0 R]/Count 1>>"
_FONT = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
_PAGE = (
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 {width} {height}]"
    "/Resources<</Font<</F1 4 0 R>>>>/Contents 5 0 R>>"
)
_LINE_HEIGHT = 14
_MARGIN = 18


def pdf(lines: tuple[str, ...], size: tuple[int, int] = RECEIPT) -> bytes:
    """Return a PDF of one page with these lines of text, always the same bytes.

    Nothing of when or where it was made is in it, so that it can be made again.
    """
    width, height = size
    text = "".join(f"({_escaped(line)})'\n" for line in lines)
    stream = f"BT /F1 10 Tf {_LINE_HEIGHT} TL {_MARGIN} {height - _MARGIN} Td\n{text}ET"
    objects = (
        _CATALOGUE,
        _PAGES,
        _PAGE.format(width=width, height=height),
        _FONT,
        f"<</Length {len(_encoded(stream))}>>stream\n{stream}\nendstream",
    )
    return _file(objects)


def _file(objects: tuple[str, ...]) -> bytes:
    """Return the objects as a file, with the table of where each begins."""
    body = _encoded(_HEAD)
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += _encoded(f"{number} 0 obj{content}endobj\n")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    return body + _encoded(
        f"xref\n0 {size}\n0000000000 65535 f \n{table}"
        f"trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{len(body)}\n%%EOF\n"
    )


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _encoded(text: str) -> bytes:
    return text.encode("cp1252")
