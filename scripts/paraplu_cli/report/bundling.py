"""The bundle for a funder, written as one file, and what is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import printable
from paraplu_cli.command import Stopped
from paraplu_cli.report.desk import opened, tell_written
from paraplu_cli.report.writing import write_all
from paraplu_cli.stream import emit

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable
    from pathlib import Path

    from paraplu.register.grants import Fund
    from paraplu.reports.papers.material import Material
    from paraplu_cli.report.options import ReportRequest


def write_bundle(
    asked: ReportRequest,
    bundle: Path,
    find: Callable[[Material], Fund],
    until: dt.date | None,
) -> int:
    """Write the zip for a funder; return the exit status."""
    found = opened(asked)
    if found is None:
        return 1
    from paraplu.bookkeeping.documents.bundle import names_in
    from paraplu.bookkeeping.documents.setting import CannotSet
    from paraplu.rendering.fund_bundle import CannotBundle, bundled

    material, language = found
    fund = find(material)
    try:
        data = bundled(material, fund, until, language)
    except (CannotBundle, CannotSet) as fault:
        raise Stopped(fault.message) from fault
    written = write_all({bundle: data}, material.judgement, force=asked.force)
    tell_written(written, language)
    if written.made:
        emit("".join(f"  {printable(name)}\n" for name in names_in(data)))
    return 0
