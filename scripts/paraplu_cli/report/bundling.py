"""The bundle for a funder: the report, the list of receipts, and copies of those.

Everything is made and read before anything is written, and the zip is the same bytes
for the same books.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import printable, say
from paraplu.base.plain_file import plain_bytes
from paraplu_cli.command import Stopped
from paraplu_cli.report.desk import opened, rendered, tell_written
from paraplu_cli.report.writing import write_all
from paraplu_cli.stream import emit

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable
    from pathlib import Path

    from paraplu.base.language import Language
    from paraplu.register.grants import Fund
    from paraplu.reports.papers.material import Material
    from paraplu_cli.report.options import ReportRequest

# The report in these, for people and for programs.
_FORMS = {"pdf": ".pdf", "html": ".html", "csv": ".csv"}


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

    material, language = found
    data = bundled(material, find(material), until, language)
    written = write_all({bundle: data}, material.judgement, force=asked.force)
    tell_written(written, language)
    if written.made:
        emit("".join(f"  {printable(name)}\n" for name in names_in(data)))
    return 0


def bundled(
    material: Material, fund: Fund, until: dt.date | None, language: Language
) -> bytes:
    """Return the zip for a funder; Stopped where a receipt cannot be read any more."""
    from paraplu.bookkeeping.documents.bundle import bundle
    from paraplu.rendering.html.index import index_of
    from paraplu.reports.fund_annex import annex_of
    from paraplu.reports.fund_report import fund_report
    from paraplu.reports.papers.fund.account import account

    paper = account(material, fund, until)
    annex = annex_of(
        material.judgement, fund_report(material.judgement, fund.name, until)
    )
    files = {
        f"report{end}": rendered(paper, form, language) for form, end in _FORMS.items()
    }
    files["index.html"] = index_of(paper, annex, [*files], language).encode()
    for name, path in annex.bundled.items():
        try:
            files[name] = plain_bytes(path)
        except OSError as fault:
            raise Stopped(say("{file} cannot be read.", file=path)) from fault
    return bundle(files)
