"""A folder of files that cooperatives sent: each by itself, and who is missed.

One that cannot be used stops none of the others: it is named, with the reason.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu.base.plain_file import plain_bytes
from paraplu.network.exchange import composed
from paraplu.network.reading import NoExport, data_of, export_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from paraplu.base.language import Message
    from paraplu.base.periods import Period
    from paraplu.network.exchange import Export
    from paraplu.network.signatures import Signers

# Beside the files: a name on each line, of every cooperative that was asked; and what
# earlier reports told, so that the next one does not tell the rest.
INVITED, RELEASED = "invited.txt", "released.json"
_END = ".json"
_MOST_FILES, _MOST_BYTES = 5_000, 1024**2


@dataclass(frozen=True)
class RefusedFile:
    """A file that is not used, by its name, and why."""

    name: str
    why: Message


@dataclass(frozen=True)
class Gathered:
    """What is in a folder.

    `exports` are by cooperative and period. `invited` are the names of those who were
    asked, None where no file says so. `signed` are the checksums of the files that are
    signed by who sent them, None where nobody gave a list of signers. `replaced` are
    the files that another one corrects.
    """

    exports: Mapping[tuple[str, Period], Export]
    refused: tuple[RefusedFile, ...]
    invited: tuple[str, ...] | None = None
    signed: frozenset[str] | None = None
    replaced: tuple[Export, ...] = ()

    @property
    def periods(self) -> tuple[Period, ...]:
        """The periods that there are files of, the last one last."""
        known = {period for _name, period in self.exports}
        return tuple(sorted(known, key=lambda one: (one.last, one.first)))

    def of(self, period: Period) -> Mapping[str, Export]:
        """Return the files of a period by cooperative, in order."""
        found = {
            name: export
            for (name, when), export in self.exports.items()
            if when == period
        }
        return dict(sorted(found.items()))

    def unsigned(self, period: Period) -> tuple[str, ...]:
        """Return whose files of a period are not signed, where that was looked at."""
        if self.signed is None:
            return ()
        return tuple(
            name
            for name, export in self.of(period).items()
            if export.checksum not in self.signed
        )

    def missing(self, period: Period) -> tuple[str, ...]:
        """Return who sent nothing of a period: of those who were asked, or sent before.

        Where nobody says who was asked, a gap shows by the other periods.
        """
        there = self.of(period)
        every = self.invited
        if every is None:
            every = tuple({name for name, _when in self.exports})
        return tuple(sorted(name for name in every if name not in there))


def gathered(folder: Path, signers: Signers | None = None) -> Gathered:
    """Return what is in a folder, with signatures verified by a list if there is one.

    OSError where the folder cannot be read itself; NoSigners where nothing can verify.
    """
    refused: list[RefusedFile] = []
    signed: set[str] = set()
    read: list[tuple[str, Export]] = []
    files = sorted(
        one
        for one in folder.iterdir()
        if not one.name.startswith(".") and one.name not in {INVITED, RELEASED}
    )
    for number, path in enumerate(files):
        if path.suffix.lower() != _END:
            if path.suffix != ".sig":
                why = say("A file of paraplu network export has something else in it.")
                refused.append(RefusedFile(path.name, why))
        elif number >= _MOST_FILES:
            refused.append(
                RefusedFile(
                    path.name, say("There are more than {n} files.", n=_MOST_FILES)
                )
            )
        else:
            try:
                data = data_of(path)
                export = export_of(data)
                if signers and signers.signed(path, data, export.cooperative):
                    signed.add(export.checksum)
                read.append((path.name, export))
            except NoExport as fault:
                refused.append(RefusedFile(path.name, fault.message))
    chosen = _chosen(read, refused)
    used = {export.checksum for export in chosen.values()}
    old = {export.replaces for export in chosen.values()}
    replaced = [one for _, one in read if one.checksum in old - used]
    looked = frozenset(signed) if signers else None
    invited = _invited(folder, refused)
    return Gathered(chosen, tuple(refused), invited, looked, tuple(replaced))


def _chosen(
    read: list[tuple[str, Export]], refused: list[RefusedFile]
) -> Mapping[tuple[str, Period], Export]:
    """Return one file of each cooperative and period; of others the reason is kept."""
    together: defaultdict[tuple[str, Period], dict[str, tuple[str, Export]]]
    together = defaultdict(dict)
    for name, export in read:
        alike = together[export.cooperative, export.period]
        if export.checksum in alike:
            other = alike[export.checksum][0]
            refused.append(
                RefusedFile(
                    name,
                    say("It is the same as {other}, and counts once.", other=other),
                )
            )
        else:
            alike[export.checksum] = (name, export)
    found = {}
    for key, alike in together.items():
        replaced = {export.replaces for _name, export in alike.values()}
        last = [one for digest, one in alike.items() if digest not in replaced]
        if len(last) == 1:
            found[key] = last[0][1]
        for digest, (name, _export) in alike.items():
            if digest in replaced and len(last) == 1:
                refused.append(
                    RefusedFile(name, say("{other} replaces it.", other=last[0][0]))
                )
            elif len(last) != 1:
                others = ", ".join(one for one, _ in alike.values() if one != name)
                refused.append(
                    RefusedFile(
                        name,
                        say(
                            "{other} is of the same cooperative and period. Nobody "
                            "knows which of them counts: keep one.",
                            other=others,
                        ),
                    )
                )
    return found


def _invited(folder: Path, refused: list[RefusedFile]) -> tuple[str, ...] | None:
    """Return who was asked, None where no file says it; what is wrong is kept."""
    path = folder / INVITED
    if not path.exists():
        return None
    try:
        text = plain_bytes(path, most=_MOST_BYTES).decode("utf-8-sig")
    except (OSError, ValueError):
        why = say("It cannot be read as UTF-8, so nobody knows who was asked.")
        refused.append(RefusedFile(INVITED, why))
        return None
    names = (composed(line.strip()) for line in text.splitlines())
    return tuple(dict.fromkeys(name for name in names if name))
