"""`paraplu network lake LAKE BOOKS…`: the books of many cooperatives, for queries."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from paraplu.base.language import say
from paraplu_cli.command import Command, Misuse, Option, Stopped
from paraplu_cli.guide import Guide
from paraplu_cli.options import file_option

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from paraplu.base.language import Language
    from paraplu.network.lake.building import LakeBooks, LakeOutcome

_MAIN = Path("ledger", "main.beancount")

_GUIDE = Guide(
    usage=say("[OPTIONS] LAKE BOOKS..."),
    about=(
        say(
            "For a host that keeps the books of many cooperatives itself. Writes their "
            "entries and the times of their members into the folder LAKE as Parquet, "
            "for DuckDB or Spark. Books that did not change are left as they are. What "
            "cannot be used is refused by name, and the others go on."
        ),
        say(
            "BOOKS is a folder with ledger/main.beancount in it, or the main file. It "
            "is called as its folder in the lake, or as you say: name=folder."
        ),
        say(
            "Members have other codes there, made with the key. Keep the key apart: "
            "with it, the codes can be found again. The lake is for the host alone; "
            "what others may see is made by paraplu network report."
        ),
    ),
    examples=(
        (
            "paraplu network lake lake/ books/* --key ~/keys/network.key",
            say("all books in a folder"),
        ),
        (
            "paraplu network lake lake/ west=books/one --key ~/keys/network.key",
            say("one, under another name"),
        ),
    ),
    statuses=(
        (0, say("all of them are in the lake")),
        (1, say("some could not be used, and are not in it; the others are")),
        (2, say("it could not run; the message says why")),
    ),
)


def make_lake(
    lake: Path, books: tuple[str, ...], key: Path, regions: Path | None
) -> int:
    """Have a lake hold some books; return the exit status."""
    from paraplu.base.language import chosen_language
    from paraplu.journal.atomic_file import Busy, locked
    from paraplu.network.lake.building import Became, build
    from paraplu.network.lake.engine import NotInstalled, needed
    from paraplu.network.lake.pseudonyms import NoKey, key_in
    from paraplu_cli.export.place import repository_of
    from paraplu_cli.loading import progress
    from paraplu_cli.places import shown
    from paraplu_cli.stream import emit

    where = _regions(regions) if regions else {}
    wanted = _wanted(books, where)
    _must_be_known(where, wanted, lake)
    if repository_of(lake.absolute()):
        raise Stopped(
            say(
                "{path} would lie in a git repository, and everybody who has that "
                "would have it. Give another place.",
                path=shown(lake),
            )
        )
    try:
        needed("duckdb")
        pseudonyms = key_in(key, lake)
        lake.mkdir(mode=0o700, parents=True, exist_ok=True)
        language = chosen_language()
        refused = False
        with locked(lake), progress() as tell:
            for one in wanted:
                tell(say("reading {file}", file=shown(one.main)))
                outcome = build(lake, one, pseudonyms)
                refused = refused or outcome.became is Became.REFUSED
                emit(f"{_said(outcome, language)}\n")
    except (NotInstalled, NoKey) as fault:
        raise Stopped(fault.message) from fault
    except Busy as fault:
        raise Stopped(
            say("Somebody else is writing in {folder}; try again.", folder=shown(lake))
        ) from fault
    return int(refused)


def _wanted(books: Iterable[str], regions: Mapping[str, str]) -> list[LakeBooks]:
    """Return the books that are named; Misuse where a name is wrong, or there twice."""
    from paraplu.network.lake.building import LakeBooks
    from paraplu.network.lake.manifest import NAME

    found: dict[str, LakeBooks] = {}
    for text in books:
        name, equals, place = text.partition("=")
        main = Path(place if equals else text)
        if main.is_dir() or not main.suffix:
            main /= _MAIN
        folder = main.absolute().parent
        folder = folder.parent if folder.name == _MAIN.parent.name else folder
        coop = name if equals else folder.name.lower().replace("_", "-")
        if not NAME.fullmatch(coop):
            raise Misuse(
                say(
                    "“{name}” is not a name for a lake: small letters, digits and - "
                    "do. Write name={books}.",
                    name=coop,
                    books=str(main),
                )
            )
        if coop in found:
            raise Misuse(
                say(
                    "Two books are called {name}: {one} and {other}. Write "
                    "name=folder.",
                    name=coop,
                    one=str(found[coop].main),
                    other=str(main),
                )
            )
        same = [one for one in found.values() if _is_same(one.main, main)]
        if same:
            raise Misuse(
                say(
                    "{name} and {other} are the same books, which would count twice.",
                    name=coop,
                    other=same[0].coop,
                )
            )
        found[coop] = LakeBooks(coop, main, regions.get(coop, ""))
    return list(found.values())


def _must_be_known(
    regions: Mapping[str, str], wanted: Iterable[LakeBooks], lake: Path
) -> None:
    """Raise Stopped where a region is of a cooperative that is not there at all."""
    from paraplu.network.lake.manifest import in_lake

    known = {*(one.coop for one in wanted), *in_lake(lake)}
    other = next((name for name in regions if name not in known), None)
    if other is not None:
        raise Stopped(
            say(
                "--regions names {name}, and no books are called that: {known}.",
                name=other,
                known=", ".join(sorted(known)),
            )
        )


def _is_same(one: Path, other: Path) -> bool:
    """Tell whether two paths lead to one file, where there is one."""
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return False


def _regions(file: Path) -> dict[str, str]:
    """Return the region of each cooperative by name; Stopped where a row is none."""
    import csv

    from paraplu.network.regions import no_region, region_of

    try:
        rows = list(csv.reader(file.read_text("utf-8-sig").splitlines()))
    except (OSError, UnicodeDecodeError, csv.Error) as fault:
        raise Stopped(
            say(
                "{file} cannot be read: {fault}.",
                file=str(file),
                fault=getattr(fault, "strerror", None) or str(fault),
            )
        ) from fault
    found: dict[str, str] = {}
    for number, row in enumerate(rows, 1):
        if row and (len(row) != 2 or row[0] in found):  # noqa: PLR2004 - name, region
            raise Stopped(
                say(
                    "{file}:{line}: write the name of a cooperative and its region, "
                    "and each name once.",
                    file=str(file),
                    line=str(number),
                )
            )
        if row:
            region = region_of(row[1])
            if region is None:
                raise Stopped(
                    say(
                        "{file}:{line}: {why}",
                        file=str(file),
                        line=str(number),
                        why=no_region(row[1].strip()),
                    )
                )
            found[row[0]] = region
    return found


def _said(outcome: LakeOutcome, language: Language) -> str:
    from paraplu.base.language import Message, counted
    from paraplu.network.lake.building import Became

    if outcome.why:
        pair = (("coop", outcome.coop), ("why", outcome.why))
        return language.render(Message("✗ {coop}: {why}", pair))
    made = outcome.became is Became.MADE
    what = (
        counted("{n} posting, made anew", "{n} postings, made anew", outcome.rows)
        if made
        else counted("{n} posting, kept", "{n} postings, kept", outcome.rows)
    )
    pair = (("coop", outcome.coop), ("what", what))
    return language.render(Message("{coop}: {what}", pair))


command = Command(
    "lake",
    _GUIDE,
    [
        click.Argument(["lake"], type=click.Path(path_type=Path, file_okay=False)),
        click.Argument(["books"], nargs=-1, required=True),
        Option(
            "--key",
            words=say("The file of the key; it is made if it is not there."),
            placeholder=say("FILE"),
            type=click.Path(path_type=Path, dir_okay=False),
            required=True,
        ),
        file_option(
            "--regions",
            words=say("A CSV file: in each row the name of a cooperative, its region."),
        ),
    ],
    make_lake,
)
