"""Reads the guides in docs/, and does what they show.

HTML comments, each on a line of its own, say what the block below them is:

    <!-- clean -->                        a ledger that gives no finding
    <!-- finds: PF01 50.00; EV01 -->      a ledger that gives just these findings
    <!-- member -->                       a member, added to the register from here on
    <!-- file: documents/bon.pdf -->      a receipt beside the ledgers; has no block
    <!-- saved -->                        the last ledger goes into git; has no block
    <!-- run: above -->                   commands, run in the books of the last ledger
    <!-- run: example -->                 commands, run in a copy of the example books
    <!-- run: network -->                 commands, run beside a copy of twelve files
    <!-- run: session -->                 commands, run where the page stands by then
    <!-- write: members.yaml -->          a file of the session, whole
    <!-- add: ledger/x.beancount -->      goes below what stands in a file
    <!-- gone: ledger/x.beancount -->     takes out what was added last; has no block
    <!-- change: members.yaml -->         takes the place of the lines with these keys
    <!-- shown -->                        a block that is there to be read
    <!-- computed -->                     commands of the system, run by test_proofs.py

In a block of commands each `$ ` begins one, with its output below it; a line `…`
stands for any lines, and `…` in a line for any text. A block of commands without
output only has to run.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from paraplu.base.findings import Finding
from paraplu_cli.beginning import ACCOUNT_WORDS

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
FOLDERS = {"en": DOCS, "nl": DOCS / "nl"}
NAMES = (
    "README",
    "getting-started",
    "existing-books",
    "how-to",
    "membership",
    "import",
    "vat",
    "payments",
    "invoices",
    "funders",
    "reports",
    "municipality",
    "hours",
    "network",
    "reading-a-finding",
    "fava",
    "work",
    "for-the-board",
    "for-the-auditor",
    "contract",
)

_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_MARK = re.compile(r"^<!-- ([\w-]+)(?:: (.*?))? -->\n", re.MULTILINE)
_WORDS = re.compile(r'"[^"]*"|\^[\w-]+|\s*;.*|--language \w+(?: --chart \w+)?')
# The Dutch of what only these pages have accounts for.
DETAILS = {
    "Depreciation": "Afschrijving",
    "Meetings": "Vergaderingen",
    "Paint": "Verf",
    "Phone": "Telefoon",
    "Stall": "Kraam",
    "StallRent": "Kraamhuur",
    "ToPay": "TeBetalen",
    "Wood": "Hout",
}
_IN_ENGLISH = {
    dutch: english for english, dutch in ({**ACCOUNT_WORDS["nl"], **DETAILS}).items()
}
_ALONE = ("file", "saved", "gone")
_WITH_BLOCK = (
    "clean",
    "finds",
    "member",
    "run",
    "write",
    "add",
    "change",
    "shown",
    "computed",
)


@dataclass(frozen=True)
class Step:
    """One mark of a page, with the block below it."""

    kind: str
    about: str
    block: str
    body: str

    @property
    def finds(self) -> list[str]:
        """The findings of a ledger: code, and amount if the page gives one."""
        return self.about.split("; ") if self.kind == "finds" else []

    @property
    def commands(self) -> list[tuple[str, str | None]]:
        """Commands, each with its output; None where a block gives no output."""
        parts = re.split(r"^\$ ", self.body, flags=re.MULTILINE)
        assert parts[0] == "", f"a command begins with $: {self.body}"
        pairs = [part.split("\n", 1) for part in parts[1:]]
        silent = all(not output.strip() for _, output in pairs)
        return [(command, None if silent else output) for command, output in pairs]

    @property
    def bones(self) -> tuple[str, str, str]:
        """What both languages have in common: all but what is said in words."""
        if self.kind == "run":
            commands = "\n".join(_bare(command) for command, _ in self.commands)
            return (self.kind, self.about, commands)
        # Names of files may be words.
        about = self.about if self.kind in {"clean", "finds"} else ""
        bare = _bare(self.body) if self.block == "beancount" else self.block
        return (self.kind, about, bare)


def _bare(text: str) -> str:
    """Return a text without words and space; accounts are in English."""
    return in_english(_WORDS.sub("", text))


def in_english(text: str) -> str:
    """Return a text with English accounts, and one space wherever there are more."""
    flat = re.sub(r"(?<=\S) +", " ", text)
    return re.sub(r"\w+", lambda word: _IN_ENGLISH.get(word[0], word[0]), flat)


@dataclass(frozen=True)
class Guide:
    """A page in one language."""

    name: str
    language: str
    text: str

    @property
    def headings(self) -> list[str]:
        """The signs of the headings, in their order."""
        prose = _BLOCK.sub("", self.text)
        return re.findall(r"^(#+) ", prose, re.MULTILINE)

    @property
    def steps(self) -> list[Step]:
        """What the page does; an AssertionError names a block without a mark."""
        blocks = {block.start(): block for block in _BLOCK.finditer(self.text)}
        steps = []
        for mark in _MARK.finditer(self.text):
            block = blocks.pop(mark.end(), None)
            kind, about = mark[1], mark[2] or ""
            known = _WITH_BLOCK if block else _ALONE
            assert kind in known, f"{self.name} ({self.language}): what is {mark[0]}?"
            steps.append(
                Step(kind, about, block[1], block[2])
                if block
                else Step(kind, about, "", "")
            )
        left = [block[0] for block in blocks.values()]
        assert not left, f"{self.name} ({self.language}): what is this block? {left[0]}"
        return steps


def read_guide(name: str, language: str) -> Guide:
    """Return a page."""
    text = (FOLDERS[language] / f"{name}.md").read_text("utf-8")
    return Guide(name, language, text)


def as_shown(finding: Finding, wanted: Sequence[str]) -> str:
    """Return a finding as a page writes it: with its amount, if the page gives one."""
    if finding.amount is None or finding.code in wanted:
        return finding.code
    return f"{finding.code} {finding.amount}"


def alike(shown: str, printed: str) -> bool:
    """Tell whether a page shows what was printed, but for what differs by version."""
    wanted = "".join(_pattern(line) for line in _steady(shown))
    text = "".join(f"{line}\n" for line in _steady(printed))
    return re.fullmatch(wanted, text) is not None


def _pattern(line: str) -> str:
    if line == "…":
        return "(?:.*\n)*?"
    return ".*".join(map(re.escape, line.split("…"))) + "\n"


def _steady(text: str) -> list[str]:
    """Return the lines without checksums, number of rules, and spaces at ends.

    Where a guide is tried there is no repository.
    """
    text = re.sub(r"\b(no|geen) commit\b", "commit #", text)
    text = re.sub(r"\b[0-9a-f]{7,64}\b", "#", text.strip("\n"))
    text = re.sub(r"^\d+ (rules|spelregels)", r"# \1", text, flags=re.MULTILINE)
    return [line.rstrip() for line in text.splitlines()]
