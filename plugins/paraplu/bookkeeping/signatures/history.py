"""The history of a repository: its commits and signed tags, read as git keeps them.

Nothing of the repository's own settings decides what a commit holds: no attributes, no
filters, no grafts, no replaced objects, no programs.
"""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from paraplu.base.git import Repository, answer_of
from paraplu.base.plain_file import plain_bytes
from paraplu.bookkeeping.signatures.forms import APPROVES
from paraplu.bookkeeping.signatures.ssh_signature import signed_with

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Collection, Iterable, Iterator, Mapping

_WITHOUT = ("-c", "core.commitGraph=false", "-c", "core.quotePath=false")
_GRAFTS = {"GIT_GRAFT_FILE": os.devnull}
_HEADERS = ("gpgsig", "gpgsig-sha256")
_NO_OBJECT = "0"


class NoHistory(OSError):  # noqa: N818 - it says what is not there
    """There is no repository, no git, or no commit: nothing can be verified."""


class SignedObject(Struct, frozen=True):
    """A commit, or a tag on one, with what it says that it is signed with.

    `key` is the fingerprint of an SSH key, “PGP” for GPG, empty without a signature.
    `approves` are names and forms in its message. `parents` is how many a commit has.
    """

    name: str
    day: dt.date
    key: str
    approves: tuple[tuple[str, str], ...] = ()
    parents: int = 0
    target: str = ""
    sealing: bool = False


class ChangedFile(NamedTuple):
    """A file that a commit changed: its path, and its contents before and after.

    A merge has as many before as it merged commits.
    """

    path: str
    before: tuple[str, ...]
    after: str


def ask(
    at: Repository, *arguments: str, given: Iterable[str] = ()
) -> subprocess.CompletedProcess[bytes]:
    """Return what git answers on a repository; NoHistory where it cannot be asked."""
    text = "".join(f"{line}\n" for line in given)
    try:
        return answer_of(
            at.folder, *_WITHOUT, *arguments, more=_GRAFTS, given=text.encode()
        )
    except OSError as fault:
        raise NoHistory(*fault.args) from fault


def cut_off(at: Repository) -> frozenset[str]:
    """Return the commits of which what came before was not fetched; none if all was.

    Such a commit seems to bring everything that is in it.
    """
    if ask(at, "rev-parse", "--is-shallow-repository").stdout.strip() != b"true":
        return frozenset()
    done = ask(at, "rev-parse", "--git-path", "shallow")
    file = at.folder / Path(os.fsdecode(done.stdout.rstrip(b"\r\n")))
    return frozenset(plain_bytes(file).decode("ascii", "replace").split())


def commits(at: Repository) -> list[SignedObject]:
    """Return the commits of the history that are signed, or say that they approve.

    NoHistory where there is none, or where the books are not in it.
    """
    if at.file and ask(at, "cat-file", "-e", f"{at.commit}:./{at.file}").returncode:
        raise NoHistory
    done = ask(at, "rev-list", "--header", at.commit, "--")
    if done.returncode:
        raise NoHistory
    found = (_commit(one) for one in done.stdout.split(b"\0") if one.strip())
    return [one for one in found if one.key or one.approves]


def _commit(data: bytes) -> SignedObject:
    name, _, rest = data.decode("utf-8", "replace").partition("\n")
    headers, _, message = rest.partition("\n\n")
    values, parents = _headers(headers)
    signature = next((values[key] for key in _HEADERS if key in values), "")
    # Each line of the message is moved in by four spaces.
    said = APPROVES.findall("\n".join(one[4:] for one in message.split("\n")))
    day = _day(values.get("committer", ""))
    return SignedObject(name.strip(), day, signed_with(signature), tuple(said), parents)


def tags(at: Repository) -> list[SignedObject]:
    """Return the signed tags on commits, but for those that hold a closed period."""
    form = "--format=%(objectname) %(objecttype) %(*objecttype)"
    listed = ask(at, "for-each-ref", form, "refs/tags").stdout.decode().splitlines()
    names = [one.split()[0] for one in listed if one.endswith(" tag commit")]
    found = []
    for name, data in contents(at, names).items():
        headers, _, message = data.decode("utf-8", "replace").partition("\n\n")
        values, _ = _headers(headers)
        begin = message.find("-----BEGIN ")
        target = values.get("object", "")
        if begin < 0 or not target or "paraplu seal " in message[:begin]:
            continue
        key = signed_with(message[begin:])
        said = tuple(APPROVES.findall(message[:begin]))
        day = _day(values.get("tagger", ""))
        found.append(SignedObject(name, day, key, said, target=target))
    return found


def _headers(text: str) -> tuple[dict[str, str], int]:
    """Return the headers of an object by name, and how many parents it has."""
    values: dict[str, str] = {}
    parents = 0
    name = ""
    for line in text.split("\n"):
        if line.startswith(" "):
            values[name] = values.get(name, "") + "\n" + line[1:]
            continue
        name, _, value = line.partition(" ")
        parents += name == "parent"
        # A second one of the same name is not what git verifies.
        name = name if name not in values else f"{name} again"
        values[name] = value
    return values, parents


def _day(who: str) -> dt.date:
    """Return the day of a commit or a tag, where whoever made it was then."""
    try:
        _, seconds, zone = who.rsplit(" ", 2)
        minutes = int(zone[:3]) * 60 + int(zone[0] + zone[3:])
        moment = dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + dt.timedelta(
            seconds=int(seconds), minutes=minutes
        )
        return moment.date()
    except (ValueError, OverflowError, IndexError):
        # After any payment, so that it approves none.
        return dt.date.max


def changed_by(at: Repository, names: Collection[str]) -> dict[str, list[ChangedFile]]:
    """Return the files that commits changed, by the name of the commit.

    Of a merge those that are otherwise than in each of what it merged.
    """
    if not names:
        return {}
    asked = ("diff-tree", "--stdin", "-r", "-c", "--root", "-z", "--no-renames")
    done = ask(at, *asked, given=names)
    words = iter(done.stdout.decode("utf-8", "surrogateescape").split("\0"))
    found: dict[str, list[ChangedFile]] = {}
    current: list[ChangedFile] = []
    for word in words:
        if word.startswith(":"):
            merged = len(word) - len(word.lstrip(":"))
            objects = word.split(" ")[merged + 1 : -1]
            current.append(ChangedFile(next(words), tuple(objects[:-1]), objects[-1]))
        elif word.strip():
            current = found.setdefault(word.strip(), [])
    return found


def contents(at: Repository, names: Iterable[str]) -> Mapping[str, bytes]:
    """Return the contents of objects by their names; of what is not there nothing."""
    wanted = [one for one in dict.fromkeys(names) if one.strip(_NO_OBJECT)]
    if not wanted:
        return {}
    return dict(_batch(ask(at, "cat-file", "--batch", given=wanted).stdout))


def _batch(data: bytes) -> Iterator[tuple[str, bytes]]:
    at = 0
    while at < len(data):
        end = data.find(b"\n", at)
        words = data[at:end].decode("ascii", "replace").split()
        at = end + 1
        if len(words) != 3:  # noqa: PLR2004 - name, kind, size
            continue
        size = int(words[2])
        yield words[0], data[at : at + size]
        at += size + 1
