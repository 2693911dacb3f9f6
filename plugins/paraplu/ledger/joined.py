"""Which links go together: those that some transaction has both of."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from paraplu.ledger.books import Books


class Joined:
    """The links of one set of books; what they join is worked out when asked."""

    def __init__(self, books: Books) -> None:
        self._books = books

    def are(self, one: Iterable[str], other: Iterable[str]) -> bool:
        """Tell whether two entries with these links are joined, over others or not."""
        return not self._of(one).isdisjoint(self._of(other))

    def _of(self, links: Iterable[str]) -> set[str]:
        return {self._root(self._above, link) for link in links}

    @cached_property
    def _above(self) -> dict[str, str]:
        """A link that each goes together with; one that leads on to no other is alone.

        Links that go together all lead to one in the end.
        """
        above: dict[str, str] = {}
        for transaction in self._books.transactions:
            roots = [self._root(above, link) for link in transaction.links]
            above.update((root, roots[0]) for root in roots[1:] if root != roots[0])
        return above

    @staticmethod
    def _root(above: dict[str, str], link: str) -> str:
        """Return where a link leads, and make the way there short."""
        way = []
        while link in above:
            way.append(link)
            link = above[link]
        above.update((one, link) for one in way)
        return link
