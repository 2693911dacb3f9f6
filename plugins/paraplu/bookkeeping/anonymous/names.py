"""Other names for accounts, files and folders, by which programs find the same."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from paraplu.base import file_names
from paraplu.base.chart import Root
from paraplu.base.vocabulary import DUTCH, DUTCH_DETAILS, ENGLISH
from paraplu.ledger.seals.model import ScopeKind
from paraplu.ledger.seals.shelf import ENDING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from paraplu.bookkeeping.anonymous.words import OtherWords

_PARTS = frozenset(
    {
        *ENGLISH, *DUTCH.values(), *DUTCH_DETAILS, *DUTCH_DETAILS.values(),
        *(root.value for root in Root), "Opening-Balances", "Reserve",
        "Activa", "Passiva", "Eigen-Vermogen", "Opbrengsten", "Kosten",
    }
)  # fmt: skip
_FILES = frozenset(
    {
        *(
            name.removesuffix(".yaml")
            for name in vars(file_names).values()
            if isinstance(name, str)
        ),
        "main", "accounts", "members", "documents", "import", "import_config",
        "ledger", "sitecustomize", "usercustomize", "..", ".", "",
    }
)  # fmt: skip
_SUFFIX = re.compile(r"(?:\.[A-Za-z0-9]{1,10})+$")
_SUFFIXES = frozenset(
    {
        "beancount", "bean", "txt", "yaml", "yml", "csv", "pdf", "xml", "png", "jpg",
        "jpeg", "heic", "py", "sha256", "seal", "md",
    }
)  # fmt: skip


class OtherNames:
    """The names of some books; `chart` are the words of its accounts."""

    def __init__(self, words: OtherWords, chart: Mapping[str, str]) -> None:
        self._words = words
        self._parts = _PARTS | set(chart.values()) | set(chart)

    def is_part(self, text: str) -> bool:
        """Tell whether a word of an account is of the chart, and stays."""
        return text in self._parts

    def account(self, name: str) -> str:
        """Return an account with the words of its chart, and others for the rest."""
        return ":".join(map(self.part, name.split(":")))

    def part(self, text: str) -> str:
        """Return one word of an account, or a member's code."""
        return text if self.is_part(text) else self._words.text(text)

    def path(self, path: str) -> str:
        """Return a path, or a pattern of paths, whose parts have other names."""
        return "/".join(map(self._file, path.split("/")))

    def _file(self, name: str) -> str:
        if name.endswith(ENDING):
            return ".".join(map(self._of_seal, name.split(".")))
        ending = _SUFFIX.search(name)
        kept = ending[0] if ending else ""
        if not set(filter(None, kept.lower().split("."))) <= _SUFFIXES:
            kept = PurePosixPath(name).suffix
            kept = kept if kept[1:].lower() in _SUFFIXES else ""
        stem = name.removesuffix(kept) if kept else name
        return (stem if stem in _FILES else self._words.text(stem)) + kept

    def _of_seal(self, part: str) -> str:
        """Return a part of a seal's name: a period, a scope, a number."""
        before, dash, fund = part.partition("-")
        if before == ScopeKind.FUND and dash:
            return before + dash + self.part(fund)
        return part
