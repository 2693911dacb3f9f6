"""Which files go with the books by git, by what git itself lists."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Tracked:
    """The files that go with the next commit: what lies beside them is only here.

    `top` is the top folder of a repository, with the links to it followed; `names` are
    paths from there, as git lists them.
    """

    def __init__(self, top: Path, names: Iterable[str]) -> None:
        self._above = os.path.join(top, "")  # noqa: PTH118 - strings, for thousands of receipts
        self._names = frozenset(names)
        self._folders: dict[str, str | None] = {}

    def has(self, path: str | Path) -> bool:
        """Tell whether a file goes along, and each link by which this path leads to it.

        The path is absolute.
        """
        folder, name = os.path.split(path)
        if folder not in self._folders:
            self._folders[folder] = self._folder(folder)
        real = self._folders[folder]
        if real is None:
            return False
        file = os.path.join(real, name)  # noqa: PTH118
        if not self._lists(file):
            return False
        return not os.path.islink(file) or self._lists(os.path.realpath(file))  # noqa: PTH114

    def _folder(self, folder: str) -> str | None:
        """Return where a folder lies; None where a link to it does not go along."""
        for link in (Path(folder), *Path(folder).parents):
            if link.is_symlink():
                place = os.path.join(os.path.realpath(link.parent), link.name)  # noqa: PTH118
                if place.startswith(self._above) and not self._lists(place):
                    return None
        return os.path.realpath(folder)

    def _lists(self, file: str) -> bool:
        name = file.removeprefix(self._above)
        return name != file and Path(name).as_posix() in self._names
