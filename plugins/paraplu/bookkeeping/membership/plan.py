"""What a step of membership writes: an edit of the register, and entries beside it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu.journal import CannotBook, Change, PendingEntries
from paraplu.journal.opening import Opening, opens_by_itself
from paraplu.register.reader import faults_of_text
from paraplu.register.yaml_places import CannotEdit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from paraplu.ledger.books import Books
    from paraplu.register.model import Register

_OPENS = re.compile(r"\d{4}[-/]\d\d?[-/]\d\d?[ \t]+open[ \t]")
_ENTRY = re.compile(r"\d{4}[-/]\d\d?[-/]\d\d?[ \t]+(?!(?:open|close)[ \t])")


class MembershipPlan:
    """One step, as it will stand in the register and in the ledger.

    `beside` are files that are neither.
    """

    def __init__(self, books: Books, register: Register, file: Path) -> None:
        """Begin with the register as it is in its file.

        Unbooked where a link stands in the place of the register: what is written
        would take that place.
        """
        if file.is_symlink():
            raise CannotBook(
                say(
                    "{file} is a link to another file. Name that file instead.",
                    file=str(file),
                )
            )
        self.books = books
        self.register = register
        self.file = file
        self.before = file.read_bytes().decode()
        self.after = self.before
        self.entries = PendingEntries(books, register)
        self.beside: list[Change] = []

    def edit(self, change: Callable[[str], str]) -> None:
        """Change the text of the register; Unbooked where nothing can be put there."""
        try:
            self.after = change(self.after)
        except CannotEdit as fault:
            raise CannotBook(
                say(
                    "Nothing was written in {file}: {why}.",
                    file=str(self.file),
                    why=fault.message,
                )
            ) from fault

    def open_block(self, title: str, lines: Sequence[str]) -> None:
        """Put lines that open accounts, below a comment, where accounts are opened.

        That is below the last of them, or at the end of the file where nothing but
        opening and closing follows. Books that open accounts by themselves need none.
        """
        if not lines or opens_by_itself(self.books):
            return
        file = self._accounts_file()
        text = file.read_bytes().decode() if file.exists() else ""
        every = re.findall(r"[^\n]*\n|[^\n]+", text)
        last = max((n for n, li in enumerate(every, 1) if _OPENS.match(li)), default=0)
        if not any(_ENTRY.match(line) for line in every[last:]):
            last = len(every)
        gap = "" if not last or not every[last - 1].strip() else "\n"
        block = f"{gap};; {title}\n" + "".join(lines)
        end = "\n" if every[last:] and every[last].strip() else ""
        self.entries.lines[file].append(Opening(file, last, block + end))

    def _accounts_file(self) -> Path:
        """Return the file that opens most accounts of members, or else of anybody."""
        counts: dict[str, int] = {}
        for opened in self.books.opened.values():
            if opened.source.file and not opened.source.file.startswith("<"):
                weight = 1000 if opened.account.member else 1
                counts[opened.source.file] = counts.get(opened.source.file, 0) + weight
        best = max(counts, key=lambda name: counts[name], default="")
        return Path(best) if best else self.books.main

    def changes(self) -> tuple[Change, ...]:
        """Return what each file becomes, each once, the register first.

        Unbooked where the register would have a fault by it.
        """
        if self.after != self.before:
            for fault in faults_of_text(self.after, self.file):
                raise CannotBook(say("Nothing was written. {why}", why=fault.message))
        whole = {self.file: Change(self.file, self.before, self.after)}
        for change in self.entries.changes():
            known = whole.get(change.file)
            before = known.before if known else change.before
            whole[change.file] = change._replace(before=before)
        every = (*whole.values(), *self.beside)
        return tuple(one for one in every if one.after != one.before)
