"""Which layout a file has: seen from what is in it, never from its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nl_banks.offers import offered
from nl_banks.refusal import Refused
from nl_banks.text import clean
from nl_banks.unsupported import columns_of, kind_of_file, stranger

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nl_banks.layout import Layout
    from nl_banks.source import StatementFile

# From here on a layout is worth naming to somebody whose file is none of them.
_NEAR = 0.5
_MOST_NAMED = 3
_SHOWN = 120
_MOST_SHOWN = 300


def recognise(source: StatementFile, layouts: Sequence[Layout]) -> Layout:
    """Return the one layout that a file has; Refused where none or several claim it."""
    likenesses = [(layout.likeness(source), layout) for layout in layouts]
    claimed = [layout for likeness, layout in likenesses if likeness == 1.0]
    if len(claimed) == 1:
        return claimed[0]
    if claimed:
        raise Refused(
            "This file matches more than one layout: {names}. Please report it.",
            names="; ".join(layout.title for layout in claimed),
        ).of(source.path)
    raise _unknown(source, likenesses)


def _unknown(
    source: StatementFile, likenesses: Sequence[tuple[float, Layout]]
) -> Refused:
    """Return why a file of no known layout is refused: what was seen, what is near."""
    seen = clean(source.start_text.lstrip("\ufeff\r\n ").partition("\n")[0], _SHOWN)
    if not source.start:
        return Refused("The file is empty. Download it again.").of(source.path)
    if known := stranger(source):
        return known.of(source.path)
    if kind := kind_of_file(source.start):
        return Refused(
            "This is {kind}, and not a statement that paraplu can read. Unpack a ZIP "
            "first, or download CAMT.053, MT940 or CSV.",
            kind=kind,
        ).of(source.path)
    near = sorted(
        (one for one in likenesses if one[0] >= _NEAR), key=lambda one: -one[0]
    )
    return _told(seen, columns_of(source), [layout for _, layout in near]).of(
        source.path
    )


def _told(seen: str, columns: Sequence[str], near: Sequence[Layout]) -> Refused:
    """Return what was seen: the columns, or else the first line; and what is near."""
    names, many = clean("; ".join(columns), _MOST_SHOWN), len(columns)
    titles = "; ".join(layout.title for layout in near[:_MOST_NAMED])
    if not near and columns:
        return Refused(
            "No bank writes statements like this one. Its columns ({n}) are: {seen}. "
            "Download CAMT.053, MT940 or CSV from the bank or provider.",
            n=many,
            seen=names,
        )
    if not near:
        return Refused(
            "No bank writes statements like this one. Its first line is: {seen}. "
            "Download CAMT.053, MT940 or CSV from the bank or provider.",
            seen=seen,
        )
    if columns:
        return Refused(
            "No bank writes statements quite like this one. Its columns ({n}) are: "
            "{seen} Closest match: {near}. Was the file changed, or saved by another "
            "program? Download {formats} from {bank} again.",
            n=many,
            seen=names,
            near=titles,
            formats=offered(near[0].bank),
            bank=near[0].bank,
        )
    return Refused(
        "No bank writes statements quite like this one. Its first line is: {seen} "
        "Closest match: {near}. Was the file changed, or saved by another program?",
        seen=seen,
        near=titles,
    )
