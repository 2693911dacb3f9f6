"""The page that a bundle is opened by: the report, and each receipt by its number.

Its links are relative, so it works from a disk, a mail or a cloud folder alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from paraplu.base.language import say
from paraplu.rendering.head import head_of
from paraplu.rendering.html.elements import E
from paraplu.rendering.html.page import document, head_element
from paraplu.rendering.words import Wording
from paraplu.reports.papers.values import CellKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paraplu.base.language import Language
    from paraplu.rendering.html.elements import Element
    from paraplu.reports.fund_annex import Annex, AnnexRow
    from paraplu.reports.papers.model import Paper


def index_of(
    paper: Paper, annex: Annex, forms: Sequence[str], language: Language
) -> str:
    """Return the page: links to the files of the report, and to the copies."""
    words = Wording(language, paper.currency)
    head = head_of(paper, words)
    reports = [E.li(E.a(name, href=quote(name))) for name in forms]
    page = E.html(
        {"lang": language.code},
        head_element(head.document),
        E.body(
            E.header(E.h1(head.title), E.p(f"{head.whom} · {head.period}")),
            E.main(
                E.section(E.h2(words.render(say("The report"))), E.ul(*reports)),
                E.section(E.h2(words.render(say("Receipts"))), _table(annex, words)),
            ),
            E.footer(E.ul(*[E.li(part) for part in head.state])),
        ),
    )
    return document(page)


def _table(annex: Annex, words: Wording) -> Element:
    titles = (say("no."), say("Date"), say("supplier"), say("claimed"), say("receipt"))
    rows = [
        _row(row, words) for row in annex.rows if any(one.name for one in row.copies)
    ]
    if not rows:
        return E.p(words.render(say("No receipt is large enough to go along.")))
    title = words.render(say("Receipts that go along"))
    return E.div(
        E.table(
            E.caption(title),
            E.thead(E.tr(*[E.th(words.render(one), scope="col") for one in titles])),
            E.tbody(*rows),
        ),
        {"class": "scroll", "tabindex": "0", "role": "region", "aria-label": title},
    )


def _row(row: AnnexRow, words: Wording) -> Element:
    return E.tr(
        E.th(words.value(row.number, CellKind.NUMBER), scope="row"),
        E.td(words.value(row.day, CellKind.DAY)),
        E.td(row.supplier),
        E.td(words.value(row.claimed, CellKind.MONEY), {"class": "number"}),
        E.td(*_links(row)),
    )


def _links(row: AnnexRow) -> Iterator[Element]:
    for copy in row.copies:
        if copy.name:
            yield E.a(copy.name.rpartition("/")[2], href=quote(copy.name))
