"""The note that makes several files one step, and what it may ask for.

Books come from others, by git, and a note could come along: what it says is carried
out, so it may ask for no more than a step of ours would. It names plain files below its
folder by their paths from there; none of them or of the folders above them is hidden
(`.git` is), or a link that leads away. It makes new files, adds to files of the ledger,
and takes drafts and what was in the inbox away, whose contents it knows. It replaces a
text of the books, or the register beside their folder, whose contents it knows as well.
One that git keeps is not ours at all.
"""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from paraplu.base.errors import Problem
from paraplu.base.language import say
from paraplu.base.plain_file import digest_of, plain_bytes
from paraplu.base.tracked import is_tracked
from paraplu.journal.atomic_file import PART, part_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

NAME = ".unfinished.json"
# In bytes: some thirty thousand invoices at once.
_LONGEST = 32_000_000
_LEDGER, _DRAFT = ".beancount", ".yaml"
_PRIVATE = "private"
_INBOX = "documents/inbox"
_ABOVE = ".."


class NotOurs(Problem):
    """A note asks for what no step of ours does; `message` says what."""


class Note(NamedTuple):
    """What a step comes to, by paths from its folder.

    `new` are files whose parts take their names, `below` is what goes below what a file
    has, and `gone` are drafts that go away, each with a digest of what it says. One
    that says something else stays, and so does one whose digest is not there.
    `replaced` are texts for which their parts come, with the digests of both.
    """

    new: tuple[str, ...]
    below: Mapping[str, str]
    gone: Mapping[str, str]
    replaced: Mapping[str, tuple[str, str]] = MappingProxyType({})

    @classmethod
    def read(cls, data: bytes) -> Self:
        """Return what a note says; NotOurs where it is no note."""
        try:
            said = json.loads(data.decode())
            # JSON knows halves of letters, which no file can hold.
            json.dumps(said, ensure_ascii=False).encode()
        # A million brackets are a RecursionError.
        except (ValueError, RecursionError) as fault:
            raise NotOurs(say("it cannot be read")) from fault
        if not _is_note(said):
            raise NotOurs(say("it cannot be read"))
        replaced = {name: (one, two) for name, (one, two) in _replaced(said).items()}
        gone = _digests(said["gone"])
        return cls(tuple(said["new"]), said["below"], gone, replaced)

    def written(self) -> bytes:
        """Return what the note is on the disk."""
        said = self._asdict()
        if not self.replaced:
            # As every version reads it.
            del said["replaced"]
        return json.dumps(said, ensure_ascii=False).encode()

    def check(self, folder: Path) -> None:
        """Raise NotOurs where a step of ours in this folder would not ask for it."""
        if len(self.written()) > _LONGEST:
            raise NotOurs(say("it is too long"))
        for name in self._foreign(folder.resolve()):
            raise NotOurs(say("it names “{name}”", name=name))
        for name in self.new:
            path = folder / name
            if os.path.lexists(part_of(path)) and os.path.lexists(path):
                raise NotOurs(say("“{name}” already exists", name=name))

    def _foreign(self, folder: Path) -> Iterator[str]:
        yield from (name for name in self.new if not is_inside(folder, name))
        for name in self.below:
            if not is_inside(folder, name) or not name.endswith(_LEDGER):
                yield name
        yield from (name for name in self.gone if not is_draft(folder, name))
        yield from (name for name in self.replaced if not is_text(folder, name))


def note_in(folder: Path) -> Note | None:
    """Return the note that lies in a folder, checked; None where there is none.

    NotOurs where it may not be carried out.
    """
    path = folder / NAME
    try:
        found = path.lstat()
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(found.st_mode):
        raise NotOurs(say("it is not an ordinary file"))
    if is_tracked(path):
        raise NotOurs(say("it came with the books, by git"))
    if found.st_size > _LONGEST:
        raise NotOurs(say("it is too long"))
    note = Note.read(plain_bytes(path))
    note.check(folder)
    return note


def is_inside(folder: Path, name: str) -> bool:
    """Tell whether a name is of a plain file below a folder, or could be.

    So has to be the part by which it is written. The folder is without links; links
    below it may lead about in it, and nowhere else.
    """
    pure = PurePosixPath(name)
    if str(pure) != name or not name.isprintable() or pure.is_absolute():
        return False
    try:
        path = (folder / name).resolve()
        within = path.relative_to(folder).parts
        above = [parent for parent in path.parents if parent.is_relative_to(folder)]
        return (
            not any(part.startswith(".") for part in (*pure.parts, *within))
            and not _odd(path)
            and not _odd(part_of(folder / name))
            and all(parent.is_dir() for parent in above if os.path.lexists(parent))
        )
    # Names that are too long, and links that lead to themselves.
    except (OSError, RuntimeError, ValueError):
        return False


def digest(path: Path) -> str:
    """Return a digest of what a file says, by which a note knows it again."""
    return digest_of(path) if path.is_file() else ""


def is_text(folder: Path, name: str) -> bool:
    """Tell whether a name is of a text that a step may replace.

    Beside the folder there is the register.
    """
    if not name.endswith((_LEDGER, _DRAFT)):
        return False
    above, _, register = name.partition("/")
    if above != _ABOVE:
        return is_inside(folder, name)
    path = folder.parent / register
    plain = register.isprintable() and "/" not in register and register[0] != "."
    return plain and not _odd(path) and not _odd(text_part(folder, name))


def text_part(folder: Path, name: str) -> Path:
    """Return where a text is written before it replaces another.

    That of the register is in the folder as well, where it is cleared away.
    """
    above, _, register = name.partition("/")
    if above == _ABOVE:
        return folder / f".above.{register}{PART}"
    return part_of(folder / name)


def is_draft(folder: Path, name: str) -> bool:
    """Tell whether a name is of a file that a step may take away."""
    if PurePosixPath(name).parent == PurePosixPath(_INBOX):
        return is_inside(folder, name)
    words = {word for part in PurePosixPath(name).parts for word in part.split(".")}
    return is_inside(folder, name) and name.endswith(_DRAFT) and _PRIVATE not in words


def _odd(path: Path) -> bool:
    """Tell whether something is there that is no plain file."""
    try:
        return not stat.S_ISREG(path.lstat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return False


def _is_note(said: Any) -> bool:  # noqa: ANN401 - whatever JSON may be
    if not isinstance(said, dict) or {*said, "replaced"} != set(Note._fields):
        return False
    new, below, gone = said["new"], said["below"], said["gone"]
    if not (isinstance(new, list) and isinstance(below, dict)):
        return False
    if not isinstance(gone, dict | list):
        return False
    digests = gone.values() if isinstance(gone, dict) else ()
    texts = (*new, *below.values(), *gone, *digests)
    plain = all(isinstance(text, str) for text in texts) and all(digests)
    return plain and _are_pairs(_replaced(said))


def _replaced(said: dict[str, Any]) -> Any:  # noqa: ANN401 - whatever JSON may be
    return said.get("replaced", {})


def _are_pairs(replaced: Any) -> bool:  # noqa: ANN401 - whatever JSON may be
    return isinstance(replaced, dict) and all(
        isinstance(pair, list)
        and [type(one) for one in pair] == [str, str]
        and bool(pair[1])
        for pair in replaced.values()
    )


def _digests(gone: dict[str, str] | list[str]) -> Mapping[str, str]:
    """Return the drafts with their digests: of old notes, which had none, they stay."""
    return gone if isinstance(gone, dict) else dict.fromkeys(gone, "")
