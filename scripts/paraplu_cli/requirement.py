"""By what a machine elsewhere installs this very paraplu, as pip takes it.

An installer leaves in `direct_url.json` where it found a package, but for what came
from an index (PEP 610). Whoever cloned the repository has its address in git.
"""

from __future__ import annotations

import json
import re
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from urllib.request import url2pathname

from paraplu_cli.git import published

NAME = "paraplu"
# As git writes an address for ssh: user@host:path.
_SCP = re.compile(r"(?:[^@/:]+@)?(?P<host>[^/:]{2,}):(?P<path>[^/].*)")
_SHA256 = re.compile("[0-9a-f]{64}")
_PUBLIC = frozenset({"https", "http"})


def requirement(installed: Distribution | None = None) -> str | None:
    """Return the requirement of the installed paraplu, at its version or commit.

    None where the address is of this computer alone. A name and password in an
    address are left out. What came as one file is held to the hash of that file.
    """
    found = installed or distribution(NAME)
    said = found.read_text("direct_url.json")
    if said is None:
        return f"{NAME}=={found.version}"
    try:
        direct: dict[str, Any] = json.loads(said)
        url = str(direct["url"])
        if "vcs_info" in direct:
            return _of_git(url, str(direct["vcs_info"]["commit_id"]))
    except (ValueError, KeyError, TypeError):
        return None
    if "dir_info" in direct:
        address, commit = published(Path(url2pathname(urlsplit(url).path)))
        return _of_git(address, commit)
    public = _public(url)
    return f"{NAME} @ {public}{_hash(direct)}" if public else None


def _hash(direct: dict[str, Any]) -> str:
    """Return the option of pip with the hash of the file, where one was noted."""
    noted = direct.get("archive_info")
    hashes = noted.get("hashes") if isinstance(noted, dict) else None
    found = hashes.get("sha256") if isinstance(hashes, dict) else None
    known = isinstance(found, str) and _SHA256.fullmatch(found)
    return f" --hash=sha256:{found}" if known else ""


def _of_git(url: str, commit: str) -> str | None:
    address = _public(url)
    return f"{NAME} @ git+{address}@{commit}" if address and commit else None


def _public(url: str) -> str:
    """Return an address that everybody can use; empty where it is of this computer."""
    short = _SCP.fullmatch(url)
    if short:
        return f"https://{short['host']}/{short['path']}"
    parts = urlsplit(url)
    if parts.scheme == "ssh":
        parts = parts._replace(scheme="https", netloc=parts.hostname or "")
    if parts.scheme not in _PUBLIC or not parts.hostname:
        return ""
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=host, query="", fragment=""))
