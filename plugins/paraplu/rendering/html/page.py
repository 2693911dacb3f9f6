"""The page: its head and foot, and between them the sections of the paper."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu.rendering.head import head_of
from paraplu.rendering.html.blocks import drawn
from paraplu.rendering.html.elements import E, Element
from paraplu.rendering.words import Wording
from paraplu.reports.papers.blocks import Table
from paraplu.reports.papers.model import Status

if TYPE_CHECKING:
    from paraplu.base.language import Language
    from paraplu.rendering.head import Head
    from paraplu.reports.papers.model import Paper, Section

# More columns than these do not fit in the width of a text.
_NARROW = 6


def as_html(paper: Paper, language: Language, books: str | None = "") -> str:
    """Return a paper as a whole page that needs nothing else.

    What the books say is text of the page and never markup. The policy in its head lets
    a browser apply the one style sheet in it, and fetch and run nothing at all. `books`
    is the way from the page to the folder of the books, for what it links to there;
    without it there are no links.
    """
    words = Wording(language, paper.currency, books)
    head = head_of(paper, words)
    page = E.html(
        {"lang": language.code},
        head_element(head.document),
        E.body(
            _header(paper, head, words),
            _main(paper, words),
            _footer(head, words),
            {"class": "wide"} if _is_wide(paper) else {},
        ),
    )
    return document(page)


def _is_wide(paper: Paper) -> bool:
    """Tell whether a table needs more room than lines of text may have."""
    tables = [block for block in paper.blocks() if isinstance(block, Table)]
    return any(len(table.columns) > _NARROW for table in tables)


def document(page: Element) -> str:
    """Return an element as a whole document."""
    return f"<!DOCTYPE html>\n{page}\n"


def head_element(title: str) -> Element:
    """Return the head of a page: its style, and a policy that lets nothing else in."""
    return E.head(
        E.meta(charset="utf-8"),
        E.meta({"http-equiv": "Content-Security-Policy", "content": policy()}),
        E.meta(name="viewport", content="width=device-width, initial-scale=1"),
        E.meta(name="robots", content="noindex"),
        E.meta(name="referrer", content="no-referrer"),
        E.title(title),
        # Text of a style sheet is not escaped.
        E.style(Element(_style())),
    )


@cache
def _style() -> str:
    return (Path(__file__).parent / "style.css").read_text("utf-8")


@cache
def policy() -> str:
    """Return what a browser may do with such a page: apply its style, and no more."""
    digest = b64encode(sha256(_style().encode()).digest()).decode()
    parts = ("default-src 'none'", f"style-src 'sha256-{digest}'", "base-uri 'none'")
    return "; ".join((*parts, "form-action 'none'"))


def _header(paper: Paper, head: Head, words: Wording) -> Element:
    shade = "final" if paper.status is Status.FINAL else "open"
    title = [E.h1(head.title)]
    if head.about:
        title.append(E.p(head.about, {"class": "about"}))
    title.append(E.p(f"{head.whom} · {head.period}", {"class": "under"}))
    return E.header(
        E.p(
            {"class": "issuer"},
            E.strong(head.issuer),
            E.span(" · ".join(head.address)),
        ),
        E.div(
            {"class": "title"},
            E.div(*title),
            E.p(head.status, {"class": f"status {shade}"}),
        ),
        *[
            E.p(words.render(notice), {"class": "notice", "role": "note"})
            for notice in paper.notices
        ],
    )


def _main(paper: Paper, words: Wording) -> Element:
    return E.main(*[_section(section, words) for section in paper.sections])


def _section(section: Section, words: Wording) -> Element:
    blocks = [drawn(block, words) for block in section.blocks]
    if section.title is None:
        return E.div(*blocks, {"class": "section"})
    name = f"section-{section.key}"
    title = E.h2(words.render(section.title), {"id": name})
    return E.section(title, *blocks, {"aria-labelledby": name})


def _footer(head: Head, words: Wording) -> Element:
    return E.footer(
        E.h2(words.render(say("State of the books"))),
        E.ul(*[E.li(part) for part in head.state]),
    )
