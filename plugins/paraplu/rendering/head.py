"""What stands at the head and the foot of a paper, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.language import say

if TYPE_CHECKING:
    from paraplu.rendering.words import Wording
    from paraplu.reports.papers.model import Paper


class Head(NamedTuple):
    """The words of head and foot; `document` is the title that a file has."""

    document: str
    title: str
    about: str
    whom: str
    period: str
    status: str
    issuer: str
    address: tuple[str, ...]
    state: tuple[str, ...]


def head_of(paper: Paper, words: Wording) -> Head:
    """Return what is printed above and below a paper."""
    issuer = paper.issuer
    kvk = [words.render(say("KvK {number}", number=issuer.kvk))] if issuer.kvk else []
    title, period = words.render(paper.title), words.render(paper.period.said)
    return Head(
        document=f"{title}, {period}",
        title=title,
        about=words.render(paper.about),
        whom=words.render(paper.whom),
        period=period,
        status=words.render(paper.status.word),
        issuer=words.render(issuer.name),
        address=(*map(words.render, issuer.address), *kvk),
        state=tuple(map(words.render, paper.state.said)),
    )
