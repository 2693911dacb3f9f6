"""What of an issued invoice is not as it was on the day of issue (IN08).

The file, the page and the UBL are sealed when they are made: what the customer has is
what the books keep, for seven years (art. 52 AWR).
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from paraplu.base.file_names import PRIVATE_CUSTOMERS, PRIVATE_INVOICES
from paraplu.base.language import say
from paraplu.base.sums import digest_now
from paraplu.bookkeeping.invoices.sealing import SEAL, sealed
from paraplu.rules.invoices.contents import IN08
from paraplu.rules.invoices.told import on_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.base.findings import Finding
    from paraplu.bookkeeping.invoices.shelf import Invoices, Issued

_BACK = say(
    "Get it back from git, or from a copy. Correct an invoice with `paraplu "
    "invoice credit`, and a new invoice."
)


def judge_seals(invoices: Invoices) -> Iterator[Finding]:
    """Yield the invoices of which a file is not what it was when it was issued.

    An invoice without a seal was issued before there were any, unless one before it
    has one.
    """
    began: set[tuple[str, int]] = set()
    here = (invoices.folder.parent / PRIVATE_CUSTOMERS).exists()
    for issued in invoices.issued:
        seal = issued.file.with_suffix(SEAL)
        series = issued.number.series
        if os.path.lexists(seal):
            began.add(series)
            yield from _changed(issued, here=here)
        elif series in began:
            what = say(
                "The seal of invoice {number} is gone: {file}.",
                number=str(issued.number),
                file=seal.name,
            )
            yield on_file(IN08, issued, what, _BACK)


def _changed(issued: Issued, *, here: bool) -> Iterator[Finding]:
    """Yield what changed; `here` tells whether private papers are on this computer."""
    seal = issued.file.with_suffix(SEAL)
    said, number = sealed(seal), str(issued.number)
    if said is None or issued.file.name not in said:
        what = say(
            "The seal of invoice {number} cannot be read: {file}.",
            number=number,
            file=seal.name,
        )
        yield on_file(IN08, issued, what, _BACK)
        return
    for name, digest in said.items():
        now = digest_now(issued.file.parent / name)
        if now == digest:
            continue
        elsewhere = name.startswith(f"{PRIVATE_INVOICES}/") and not here
        if now:
            what = say(
                "{file} of invoice {number} was changed after it was issued.",
                file=name,
                number=number,
            )
            yield on_file(IN08, issued, what, _BACK)
        # That the page is gone is told by IN04.
        elif not elsewhere and not name.endswith(".pdf"):
            what = say("{file} of invoice {number} is gone.", file=name, number=number)
            yield on_file(IN08, issued, what, _BACK)
