"""Which requests and entries a commit touched, and what form they had in it.

A commit touches a request by changing what it says, not its layout or its place. So it
does by adding an entry with an approval, or by changing what is approved of it.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from paraplu.base.file_names import REQUESTS
from paraplu.bookkeeping.signatures.forms import entry_forms, request_form
from paraplu.bookkeeping.signatures.history import ChangedFile, contents
from paraplu.bookkeeping.spending_requests import BoardAnswer, request_of_text

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from paraplu.base.git import Repository

_LEDGER = (".beancount", ".bean")
_DECIDED = b"decision"

Forms = Counter[tuple[str, str]]


class Touching:
    """What commits touched of the requests and entries that have one of the names."""

    def __init__(
        self,
        at: Repository,
        names: Collection[str],
        pairs: Mapping[str, list[ChangedFile]],
    ) -> None:
        self._names = names
        entries = any(" " in name for name in names)
        self._pairs = {
            commit: [one for one in changed if self._matters(one, entries=entries)]
            for commit, changed in pairs.items()
        }
        blobs = [
            blob
            for changed in self._pairs.values()
            for one in changed
            for blob in (*one.before, one.after)
        ]
        self._contents = contents(at, blobs)
        self._known: dict[tuple[str, str], Forms] = {}
        # What was not fetched cannot be compared with anything.
        there = {*self._contents, ""}
        self.missing = frozenset(
            commit
            for commit, changed in self._pairs.items()
            for one in changed
            if not {blob.strip("0") and blob for blob in (*one.before, one.after)}
            <= there
        )

    def of(self, commit: str) -> Forms:
        """Return names and forms that a commit brought, each with how many it left."""
        changed = self._pairs.get(commit, ())
        if not changed or commit in self.missing:
            return Counter()
        after: Forms = Counter()
        for one in changed:
            after += self._forms(one.path, one.after)
        before: Forms = Counter()
        for parent in range(max(len(one.before) for one in changed)):
            own: Forms = Counter()
            for one in changed:
                own += self._forms(one.path, one.before[parent])
            before |= own
        # More of the same than before: a copy of an entry is another one.
        return Counter({key: n for key, n in after.items() if n > before[key]})

    def _matters(self, one: ChangedFile, *, entries: bool) -> bool:
        path = PurePosixPath(one.path)
        if path.suffix == ".yaml" and REQUESTS in path.parts:
            return path.stem in self._names
        return entries and path.suffix in _LEDGER

    def _forms(self, path: str, blob: str) -> Forms:
        """Return the names and forms in a file as it was."""
        key = (PurePosixPath(path).stem, blob)
        if key not in self._known:
            self._known[key] = self._read(PurePosixPath(path), blob)
        return self._known[key]

    def _read(self, path: PurePosixPath, blob: str) -> Forms:
        data = self._contents.get(blob, b"")
        text = data.decode("utf-8", "replace")
        if path.suffix in _LEDGER:
            found = entry_forms(text)
            return Counter((one.head, one.form) for one in found)
        if _DECIDED not in data:
            return Counter()
        request, _ = request_of_text(text, Path(path))
        decision = request.decision if request else None
        if request is None or decision is None or decision.verdict is BoardAnswer.NO:
            return Counter()
        return Counter({(request.number, request_form(request)): 1})
