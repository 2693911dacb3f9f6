"""What the bytes of a file say to whoever reads it, line for line, in UTF-8.

XML has signs by their number and may be in another encoding, YAML and JSON have them
by their number between quotes, and an editor of long ago knows nothing of UTF-8. A
name that is written so is read by every program that shows the file.
"""

from __future__ import annotations

import codecs
import re
import sys

# The longer mark first: one begins as another does.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    # XML may do without a mark, for it begins with the same sign.
    (b"<\0?\0", "utf-16-le"),
    (b"\0<\0?", "utf-16-be"),
)
_DECLARED = re.compile(rb"""\A\s*<\?xml[^>]{0,200}encoding\s*=\s*["']([\w.-]{1,40})""")
# Of what Python can decode these are what texts are written in.
_KNOWN = re.compile(
    r"utf-?(8|16|32)|(us-?)?ascii|iso-?8859|latin|windows-|cp\d", re.IGNORECASE
)
# Where nothing says what else it is.
_OLD = "cp1252"
# What parts no words, and the parts of somebody's name: they are read as one.
_PARTLESS = re.compile(
    r"<!\[CDATA\[|\]\]>|<!--[ \t]*-->|<!--|-->"
    r"|</?(?:[\w-]{1,20}:)?(?:First|Middle|Family|Other)Name(?:\s[^<>]*)?>"
)
_ENTITY = re.compile(r"&(?:#?\w{1,32});")
_ESCAPED = re.compile(
    r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|\n|[^\n])", re.DOTALL
)
_CONTROLS = 0xFF
# YAML's names of blanks, and what needs no escape.
_BLANKS = frozenset("_NLP abefnrtv0")


def as_text(data: bytes, name: str) -> bytes:
    """Return the text of a file as it is read, in UTF-8; its lines stay what they are.

    `name` is that of the file: it tells what it is written in. A ledger has no signs by
    their number. What cannot be decoded is read as well as it can be.
    """
    name = name.lower()
    text = _decoded(data)
    if name.endswith(".xml"):
        text = _ENTITY.sub(_said, _PARTLESS.sub("", text))
    elif name.endswith((".yaml", ".yml", ".json", ".jsonl")) and "\\" in text:
        text = _ESCAPED.sub(_meant, text)
        # JSON has what is beyond 16 bits as a pair.
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text.encode(errors="replace")


def _decoded(data: bytes) -> str:
    encoding = next((one for mark, one in _MARKS if data.startswith(mark)), "utf-8")
    declared = _DECLARED.match(data)
    if declared and _KNOWN.match(declared[1].decode()):
        encoding = declared[1].decode()
    for one in (encoding, "utf-8"):
        try:
            return data.decode(one)
        except (LookupError, UnicodeError):
            continue
    return data.decode(_OLD, errors="replace")


def _said(entity: re.Match[str]) -> str:
    """Return the sign that an entity is; a line break begins no line of the file."""
    import html

    return html.unescape(entity[0]).replace("\n", " ").replace("\r", " ")


def _meant(escape: re.Match[str]) -> str:
    """Return what an escape is read as; at the end of a line, that it goes on."""
    words = escape[0][1:]
    if len(words) > 1:
        code = int(words[1:], 16)
        sign = chr(code) if code <= sys.maxunicode else " "
        return sign if sign.isprintable() or code > _CONTROLS else " "
    if words == "\n":
        return words
    return " " if words in _BLANKS else escape[0]
