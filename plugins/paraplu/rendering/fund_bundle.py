"""What a funder gets: the report, the list of receipts, and copies of those, as a zip.

Everything is made and read before there is a zip, and it is the same bytes for the same
books.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.errors import Problem
from paraplu.base.language import say
from paraplu.base.plain_file import plain_bytes
from paraplu.bookkeeping.documents.bundle import bundle
from paraplu.rendering.as_csv import as_csv
from paraplu.rendering.html import as_html
from paraplu.rendering.html.index import index_of
from paraplu.rendering.pdf import as_pdf
from paraplu.reports.fund_annex import annex_of
from paraplu.reports.fund_report import fund_report
from paraplu.reports.papers.fund.account import account

if TYPE_CHECKING:
    import datetime as dt

    from paraplu.base.language import Language
    from paraplu.register.grants import Fund
    from paraplu.reports.papers.material import Material


class CannotBundle(Problem):
    """A receipt that belongs in a bundle cannot be read; `message` says which."""


def bundled(
    material: Material, fund: Fund, until: dt.date | None, language: Language
) -> bytes:
    """Return the zip for a funder.

    Raises:
        CannotBundle: a receipt cannot be read any more.
        CannotSet: the report has a letter that no font has.
    """
    paper = account(material, fund, until)
    annex = annex_of(
        material.judgement, fund_report(material.judgement, fund.name, until)
    )
    # The report in these, for people and for programs.
    files = {
        "report.pdf": as_pdf(paper, language),
        "report.html": as_html(paper, language).encode(),
        "report.csv": as_csv(paper, language).encode(),
    }
    files["index.html"] = index_of(paper, annex, [*files], language).encode()
    for name, path in annex.bundled.items():
        try:
            files[name] = plain_bytes(path)
        except OSError as fault:
            raise CannotBundle(say("{file} cannot be read.", file=path)) from fault
    return bundle(files)
