"""Sets pages as PDF/A: typst lays out, the templates beside this say how.

An invoice carries its UBL, which PDF/A-3 allows; what carries nothing is PDF/A-2.

No font of the machine is used, and the day in the file is that of the document, so
that the same invoice is the same bytes everywhere.
"""

from __future__ import annotations

import datetime as dt
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typst

from paraplu.base.errors import Problem
from paraplu.base.language import say

if TYPE_CHECKING:
    from collections.abc import Mapping

_HERE = Path(__file__).parent
_TEMPLATES = _HERE / "templates"
# The a-level asks for tags as well, by which a screen reader finds its way.
WITH_FILES: typst.PDFStandard = "a-3a"
WITHOUT_FILES: typst.PDFStandard = "a-2a"


class CannotSet(Problem):
    """A page cannot be set; `message` says why, in one line."""


@cache
def _compiler(template: str) -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[_HERE / "fonts"])
    return typst.Compiler(
        _TEMPLATES / f"{template}.typ", root=_TEMPLATES, font_paths=fonts
    )


def set_page(
    template: str,
    values: Mapping[str, Any],
    day: dt.date,
    ubl: bytes | None = None,
    standard: typst.PDFStandard = WITH_FILES,
) -> bytes:
    """Return a page as PDF/A, with the UBL in it where there is any.

    Raises:
        CannotSet: a letter that no font has, or a logo that is no picture.
    """
    inputs = {"data": json.dumps(values, ensure_ascii=False)}
    if ubl is not None:
        inputs["ubl"] = ubl.decode()
    noon = dt.datetime.combine(day, dt.time(12), dt.UTC)
    try:
        made = _compiler(template).compile(
            sys_inputs=inputs, pdf_standards=[standard], timestamp=noon, format="pdf"
        )
    except typst.TypstError as fault:
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
