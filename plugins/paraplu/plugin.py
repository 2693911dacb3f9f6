"""The door to Beancount: findings as errors of `plugin "paraplu"`."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from beancount.core.data import Custom, Transaction

from paraplu.base.findings import Finding, Severity, Source
from paraplu.base.language import Language, chosen_language
from paraplu.ledger.capture import handed_over
from paraplu.ledger.prepared import prepared_books
from paraplu.ledger.reader import read_books
from paraplu.ledger.source import LedgerText, LedgerUnreadable, scan_ledger
from paraplu.opening import named_in, register_path, within_books
from paraplu.register import Register, RegisterUnreadable, read_register
from paraplu.reports.handover import forget, hand_over
from paraplu.rules.verdict import Judgement, judge


class ParapluError(NamedTuple):
    """A finding in the form that Beancount and Fava show."""

    source: dict[str, Any]
    message: str
    entry: None = None


def judged(
    entries: list[Any], options_map: dict[str, Any], config: str | None
) -> list[ParapluError]:
    """Return the findings on a ledger as Beancount's errors."""
    if handed_over(entries):
        return []
    forget()
    main = Path(options_map["filename"])
    try:
        judgement = _prepared(entries) or judgement_on(entries, options_map, config)
    except RegisterUnreadable as fault:
        argument = named_in(main)
        place = Source(str(main), argument[1].line if argument else 0)
        unread = Finding("MB00", Severity.ERROR, fault.message, place)
        return [as_error(unread, chosen_language())]
    _watch(options_map, judgement.register)
    if _has_pages(entries):
        hand_over(options_map, judgement)
    language = chosen_language(judgement.register.spoken)
    return [as_error(finding, language) for finding in judgement.verdict.findings]


def _has_pages(entries: list[Any]) -> bool:
    """Tell whether Fava is asked to show pages; else nobody would take the judgement.

    The books would stay in memory, all through Beancount's own validations.
    """
    return any(
        type(entry) is Custom and entry.type == "fava-extension" for entry in entries
    )


def _prepared(entries: list[Any]) -> Judgement | None:
    """Return the judgement on books that are read already; None where none are."""
    others = [entry for entry in entries if type(entry) is not Transaction]
    prepared = prepared_books(others)
    return prepared and Judgement(*prepared, judge(*prepared))


def judgement_on(
    entries: list[Any], options_map: dict[str, Any], config: str | None
) -> Judgement:
    """Return the judgement on what Beancount loaded.

    Raises:
        RegisterUnreadable: the register is not there, or is no text that can be read.
    """
    main = Path(options_map["filename"])
    path = register_path(main, config)
    register = read_register(path).register
    books = read_books(entries, options_map, register, text=_text(main, register))
    return Judgement(books, register, judge(books, register))


def _text(main: Path, register: Register) -> LedgerText | None:
    """Return the text of the ledger; None for one that is not in files."""
    try:
        return within_books(scan_ledger(main), register)
    except (LedgerUnreadable, OSError):
        return None


def _watch(options_map: dict[str, Any], register: Register) -> None:
    """Have Beancount's cache and Fava look at the register as they do at the ledger.

    Plugins should leave the options alone; this list is the one thing by which both
    learn what a ledger was made from.
    """
    files = [register.file, register.private_file]
    known = set(options_map["include"])
    options_map["include"] = sorted(
        known | {str(Path(file).resolve()) for file in files if file}
    )


def as_error(finding: Finding, language: Language) -> ParapluError:
    """Return a finding as an error of Beancount: the code first, then the words."""
    words = [finding.code]
    if finding.severity is not Severity.ERROR:
        words.append(f"({language.render(finding.severity.word)})")
    words.append(language.render(finding.message))
    if finding.hint:
        words.append("→ " + language.render(finding.hint))
    place = {"filename": finding.source.file, "lineno": finding.source.line}
    return ParapluError(place, " ".join(words))
