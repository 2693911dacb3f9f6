"""Sets pages as PDF/A: typst lays out, the templates beside this say how.

An invoice carries its UBL, which PDF/A-3 allows; what carries nothing is PDF/A-2.

No font of the machine is used, and the day in the file is that of the document, so
that the same invoice is the same bytes everywhere.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typst

from paraplu.base.errors import Problem
from paraplu.base.language import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from paraplu.base.language import Message

# Files by name, as a compiler takes them.
TemplateFiles = tuple[tuple[str, bytes], ...]
_FIRST = "main.typ"
_PLACE = re.compile(r"┌─ (?:[^\s:]*/)?([^\s:/]+):([0-9]+):[0-9]+")
_LOOKED = re.compile(r" \(searched at [^)]*\)")
_HERE = Path(__file__).parent
_TEMPLATES = _HERE / "templates"
# What can be a template of somebody's own.
PAPERS = ("invoice.typ", "quote.typ", "letter.typ", "paper.typ")
# The a-level asks for tags as well, by which a screen reader finds its way.
WITH_FILES: typst.PDFStandard = "a-3a"
WITHOUT_FILES: typst.PDFStandard = "a-2a"


class CannotSet(Problem):
    """A page cannot be set; `message` says why, in one line."""


def template_text(name: str) -> str:
    """Return a template as it is, to be changed by whoever wants to."""
    return (_TEMPLATES / name).read_text("utf-8")


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[_HERE / "fonts"])


@lru_cache(maxsize=8)
def _compiler(template: str, own: TemplateFiles) -> typst.Compiler:
    name = f"{template}.typ"
    if not any(file.endswith(".typ") for file, _data in own):
        return typst.Compiler(_TEMPLATES / name, root=_TEMPLATES, font_paths=_fonts())
    # What these do not have is looked for among the templates here, and nowhere else.
    files = dict(own)
    files[_FIRST] = files.get(name) or (_TEMPLATES / name).read_bytes()
    # It takes files by name, which its types do not say.
    given: Any = files
    return typst.Compiler(given, root=_TEMPLATES, font_paths=_fonts())


def set_page(
    template: str,
    values: Mapping[str, Any],
    day: dt.date,
    ubl: bytes | None = None,
    standard: typst.PDFStandard = WITH_FILES,
    own: TemplateFiles = (),
) -> bytes:
    """Return a page as PDF/A, with the UBL in it where there is any.

    `own` are templates by which it is set where they have one for it.

    Raises:
        CannotSet: a letter that no font has, a logo that is no picture, or a template
            of one's own that is wrong.
    """
    inputs = {"data": json.dumps(values, ensure_ascii=False)}
    if ubl is not None:
        inputs["ubl"] = ubl.decode()
    noon = dt.datetime.combine(day, dt.time(12), dt.UTC)
    try:
        made = _compiler(template, own).compile(
            sys_inputs=inputs, pdf_standards=[standard], timestamp=noon, format="pdf"
        )
    except typst.TypstError as fault:
        if own:
            raise CannotSet(_of_own(fault, template)) from fault
        raise CannotSet(
            say(
                "The page cannot be made: {fault}. Use only letters that these fonts "
                "have, and a picture as the logo.",
                fault=fault.message,
            )
        ) from fault
    if not isinstance(made, bytes):
        raise TypeError(template)
    return made


def _of_own(fault: typst.TypstError, template: str) -> Message:
    """Return what typst finds wrong where a template is somebody's own."""
    place = _PLACE.search(fault.diagnostic or "")
    if place is None:
        return say(
            "The template {file}.typ: {fault}.", file=template, fault=_why(fault)
        )
    file = f"{template}.typ" if place[1] == _FIRST else place[1]
    return say(
        "The template {file}, line {line}: {fault}. Correct it, or take the file away "
        "to use the one of paraplu.",
        file=file,
        line=place[2],
        fault=_why(fault),
    )


def _why(fault: typst.TypstError) -> str:
    """Return what typst says, without where it looked on this computer."""
    return _LOOKED.sub("", fault.message).strip().rstrip(".")
