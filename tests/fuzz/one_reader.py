"""What the fuzzer runs: one reader, on one input after the other, in one process.

Started by readers.py with the name of a layout, the folder of the seeds, the folder
of the corpus, and options for the fuzzer.
"""

from __future__ import annotations

import io
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import atheris  # type: ignore[import-not-found, import-untyped, unused-ignore]

with atheris.instrument_imports(include=["nl_banks"]):
    from nl_banks.directives import directives
    from nl_banks.refusal import Refused
    from nl_banks.registry import LAYOUTS
    from nl_banks.source import StatementFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nl_banks.layout import Layout

# One change in so many is of the first line too; a file that is no longer of the
# layout is not read, so the others keep theirs.
_HEADS_CHANGED = 8


class Given(StatementFile):
    """An input that is in memory, so that no disk slows the fuzzer."""

    def __init__(self, content: bytes) -> None:
        """Take what would be in the file."""
        super().__init__(Path("input"))
        self.given = content

    @contextmanager
    def _opened(self, largest: int) -> Iterator[BinaryIO]:
        del largest
        yield io.BytesIO(self.given)


def main(name: str, seeds: Path, options: list[str]) -> None:
    """Fuzz one layout; the fuzzer ends the process."""
    layout = next(layout for layout in LAYOUTS if layout.name == name)
    if not _sow(layout, seeds, Path(options[0])):
        sys.exit(f"The tests hand in no statement of the layout {name}.")

    def read(content: bytes) -> None:
        source = Given(content)
        if layout.likeness(source) == 1.0:
            try:
                for statement in layout.statements(source):
                    list(directives(statement, "Assets:Bank"))
            except Refused as refusal:
                str(refusal)

    atheris.Setup([sys.argv[0], *options], read, custom_mutator=_changed)
    atheris.Fuzz()


def _sow(layout: Layout, seeds: Path, corpus: Path) -> int:
    """Put the statements of this layout in the corpus, and return how many."""
    every = {path.read_bytes() for path in seeds.rglob("*") if path.is_file()}
    own = [content for content in every if layout.likeness(Given(content)) == 1.0]
    for number, content in enumerate(own):
        (corpus / f"seed-{number}").write_bytes(content)
    return len(own)


def _changed(content: bytes, longest: int, seed: int) -> bytes:
    head, end, rest = content.partition(b"\n")
    if seed % _HEADS_CHANGED == 0 or not rest:
        return bytes(atheris.Mutate(content, longest))
    return head + end + bytes(atheris.Mutate(rest, max(1, longest - len(head) - 1)))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3:])
