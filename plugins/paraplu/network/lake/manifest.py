"""The manifest of a cooperative: which files of a lake count, and what is in them.

Readers take this list, and never what happens to lie in the folder. It is written last
and at once, so that a lake is never half new.
"""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - msgspec reads the types of the fields
import json
import re
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import msgspec

from paraplu.base.language import Message, say
from paraplu.journal.atomic_file import replace_data
from paraplu.network.lake.tables import TABLES, VERSION

if TYPE_CHECKING:
    from pathlib import Path

MANIFESTS = "manifests"
# How a cooperative is called in a lake: its folder there, and in each row.
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


class Unfit(Exception):  # noqa: N818 - it says how things are
    """A part of a lake cannot be used; `message` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.template)
        self.message = message


class LakeFile(msgspec.Struct, frozen=True):
    """One file: its path from the lake's folder, its rows, bytes and SHA-256."""

    table: str
    path: str
    rows: int
    size: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a lake has of one cooperative.

    `made_from` is the checksum of the files of the books, of the key and the program,
    by which it is known whether anything changed; `books`, `register` and `rules` are
    those that a check proves. `sum` is what all postings come to, 0.00, and `classes`
    what those of each class come to, closings among them. The books go from `begins`
    to `closing`; `later` is how many entries are left out, since they lie beyond it.
    """

    version: int
    coop: str
    made_from: str
    books: str
    register: str
    rules: str
    key: str
    begins: dt.date
    closing: dt.date
    later: int
    sum: str
    classes: dict[str, str]
    schema: dict[str, dict[str, str]]
    files: list[LakeFile]


def path_of(lake: Path, coop: str) -> Path:
    """Return where the manifest of a cooperative lies."""
    return lake / MANIFESTS / f"{coop}.json"


def write_manifest(lake: Path, manifest: Manifest) -> None:
    """Have a lake hold what a manifest names, and nothing else of this cooperative.

    OSError where the disk does not want it.
    """
    text = json.dumps(
        msgspec.to_builtins(manifest), ensure_ascii=False, indent=1, sort_keys=True
    )
    path = path_of(lake, manifest.coop)
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_data(path, f"{text}\n".encode())


def read_manifest(lake: Path, coop: str) -> Manifest:
    """Return the manifest of a cooperative.

    Raises:
        Unfit: it cannot be read, or was made by another version.
    """
    path = path_of(lake, coop)
    try:
        known: Any = msgspec.json.decode(path.read_bytes())
        version = known.get("version") if isinstance(known, dict) else None
        if version != VERSION:
            raise Unfit(
                say(
                    "{coop}: the lake has version {version} of it, and this is for "
                    "{ours}. Make it anew with paraplu network lake.",
                    coop=coop,
                    version=str(version),
                    ours=str(VERSION),
                )
            )
        manifest = msgspec.convert(known, Manifest)
    except (OSError, msgspec.MsgspecError, ValueError, RecursionError) as fault:
        raise Unfit(
            say(
                "{coop}: its manifest cannot be read: {fault}. Make it anew with "
                "paraplu network lake.",
                coop=coop,
                fault=str(fault),
            )
        ) from fault
    if manifest.coop != coop or not _is_ours(manifest):
        raise Unfit(
            say("{coop}: its manifest names files that are not its own.", coop=coop)
        )
    return manifest


def _is_ours(manifest: Manifest) -> bool:
    """Tell whether every file is one that this program would have written there."""
    known = {table.name for table in TABLES}
    return all(
        one.table in known
        and re.fullmatch(
            rf"{one.table}/coop={manifest.coop}/(year=\d{{4}}/)?[0-9a-f]{{16}}\.parquet",
            one.path,
        )
        for one in manifest.files
    )


def in_lake(lake: Path) -> list[str]:
    """Return the names of the cooperatives that a lake has, in order."""
    return sorted(one.stem for one in (lake / MANIFESTS).glob("*.json"))


def look_at(lake: Path, manifest: Manifest, tables: frozenset[str]) -> None:
    """Compare the files of some tables with what their manifest says.

    Raises:
        Unfit: one is gone, or is not as it was written.
    """
    for one in manifest.files:
        if one.table not in tables:
            continue
        try:
            data = (lake / one.path).read_bytes()
        except OSError as fault:
            raise Unfit(
                say(
                    "{coop}: {file} is gone. Make it anew with paraplu network lake.",
                    coop=manifest.coop,
                    file=one.path,
                )
            ) from fault
        if sha256(data).hexdigest() != one.sha256:
            raise Unfit(
                say(
                    "{coop}: {file} is not as it was written. Make it anew with "
                    "paraplu network lake.",
                    coop=manifest.coop,
                    file=one.path,
                )
            )
