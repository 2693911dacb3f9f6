"""Which account of the chart is meant by a name that is not in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.chart import COOP_GROUPS, MEMBER_CLASSES, Kind, Root
from paraplu.base.vocabulary import DUTCH, ENGLISH

if TYPE_CHECKING:
    from paraplu.base.chart import Account, Chart

_NEAR = 0.8
_WORD_NEAR = 0.6
# No name of a chart is longer; a hostile one costs no more.
_LONGEST = 200


def allowed(chart: Chart, account: Account) -> list[str]:
    """Return how the names can begin that may stand where this account stands.

    Those of the same member or of the cooperative, below the same root; below all of
    them where the root is none of Beancount's.
    """
    if account.member:
        names = [
            (root, chart.member_account(root, account.member, word))
            for root, word in MEMBER_CLASSES
        ]
    else:
        names = [(root, chart.coop_account(root, word)) for root, word in COOP_GROUPS]
    return [name for root, name in names if account.root in {None, root}]


def meant(chart: Chart, account: Account) -> str | None:
    """Return the name that is meant: the same in other words, or nearly the same."""
    return _in_other_words(chart, account.name) or _nearly(chart, account)


def _in_other_words(chart: Chart, name: str) -> str | None:
    """Return a name in the words of this chart, where it is written in another's."""
    roots = {root.value: chart.coop_account(root, "") for root in Root}
    first, *rest = name.split(":")
    for words in (ENGLISH, DUTCH):
        ours = {said: chart.word(word) for word, said in words.items()}
        parts = [roots.get(first, first).rstrip(":"), *(ours.get(x, x) for x in rest)]
        other = ":".join(parts)
        if other != name and chart.account(other).kind is not Kind.UNKNOWN:
            return other
    return None


def _nearly(chart: Chart, account: Account) -> str | None:
    parts = account.name[:_LONGEST].split(":")
    names = allowed(chart, account)
    depth = names[0].count(":") + 1 if names else 0
    if len(parts) < depth:
        return None
    head = ":".join(parts[:depth])
    import difflib

    # What they have in common is no likeness: each word has to be like the other.
    like = [name for name in names if all(map(_alike, parts, name.split(":")))]
    near = difflib.get_close_matches(head, like, 1, _NEAR)
    return ":".join([*near, *parts[depth:]]) if near else None


def _alike(written: str, word: str) -> bool:
    import difflib

    return difflib.SequenceMatcher(None, written, word).ratio() >= _WORD_NEAR
