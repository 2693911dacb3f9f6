"""`check --verify`: whether what is kept gives the same as reading all of it again."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from paraplu.base.findings import Severity
from paraplu.base.language import counted, say
from paraplu.ledger.remembered.loading import Memory
from paraplu_cli.places import place, written

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from paraplu.base.findings import Finding
    from paraplu.base.language import Message
    from paraplu.check import Report


_WRONG = say("The books have errors; see them with: paraplu check")


def verified(
    main: Path, members: Path | None, today: dt.date | None, allowed: tuple[str, ...]
) -> int:
    """Check the books in each way there is; say whether all find the same.

    That is with the cache, as `check --watch` and `browse` remember them, and whole.
    """
    from paraplu_cli.loading import examine, language_of
    from paraplu_cli.stream import emit

    # Twice, so that all is kept that can be.
    for _ in range(2):
        kept = examine(main, members, today, allowed, cache=True)
    memory = Memory()
    for _ in range(2):
        remembered = examine(main, members, today, allowed, memory=memory)
    whole = examine(main, members, today, allowed)
    differs = difference(kept, whole) or (
        difference(remembered, whole) if memory.used else None
    )
    said = differs or _all_the_same(kept.known_files, remembered=memory.used)
    language = language_of(whole)
    emit(language.render(said) + "\n")
    wrong = any(one.severity is Severity.ERROR for one in whole.verdict.findings)
    if wrong:
        emit(language.render(_WRONG) + "\n")
    return int(wrong or differs is not None)


def _all_the_same(files: int, *, remembered: bool) -> Message:
    if files:
        return say(
            "With the cache and without it the check finds the same; {files} came "
            "from the cache.",
            files=counted("{n} file", "{n} files", files),
        )
    if remembered:
        return say(
            "What check --watch and browse remember gives the same as reading all of "
            "it again. Nothing of these books is kept in the cache."
        )
    return say("Nothing of these books is kept, so there is nothing to compare.")


def difference(kept: Report, whole: Report) -> Message | None:
    """Return the first difference of two checks of the same books, None where none is.

    `kept` came from the cache or from memory, and `whole` did not.
    """
    for what, one, other in _compared(kept, whole):
        if one != other:
            return say(
                "The cache is wrong about {what}: it has {kept}, and reading all of it "
                "again gives {whole}. Delete the cache, and please report this "
                "message.",
                what=what,
                kept=one or "-",
                whole=other or "-",
            )
    return None


def _compared(kept: Report, whole: Report) -> Iterator[tuple[Message, str, str]]:
    """Yield what is compared, and what each has of it."""
    yield say("the checksum of the books"), kept.books_checksum, whole.books_checksum
    yield say("the checksum of the files"), kept.files_checksum, whole.files_checksum
    yield say("the rules that ran"), _ran(kept), _ran(whole)
    for one, other in zip_longest(_told(kept), _told(whole), fillvalue=""):
        yield say("a finding"), one, other
    waivers = zip_longest(kept.verdict.waived, whole.verdict.waived)
    for waiver, same in waivers:
        yield say("a waiver"), str(waiver), str(same)
    for code in sorted({*kept.books.rings, *whole.books.rings}):
        what = say("the thermometer of {code}", code=code)
        yield what, _level(kept, code), _level(whole, code)


def _ran(report: Report) -> str:
    return " ".join(report.verdict.ran)


def _level(report: Report, code: str) -> str:
    ring = report.books.rings.get(code)
    return "" if ring is None else str(ring.level(report.books.today))


def _told(report: Report) -> Iterable[str]:
    return [_line(finding, report) for finding in report.verdict.findings]


def _line(finding: Finding, report: Report) -> str:
    """Return all that a finding says, in one line."""
    where = written(place(finding, report.books.main))
    return f"{where} {finding}"
