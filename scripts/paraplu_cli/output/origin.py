"""What a proof says beside its checksums: what made it, where, and without what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paraplu import __version__
from paraplu.base.findings import Cause
from paraplu.base.language import Listing, Message, counted, printable, say
from paraplu.ledger.checksums import VERSION
from paraplu.rules import RULES
from paraplu_cli.places import shown

if TYPE_CHECKING:
    from paraplu_cli.outcome import Outcome

_SHORT = 8


def origin(outcome: Outcome) -> Message:
    """Return the line that says it."""
    commit, clean = outcome.state
    if commit is None:
        at = say("no commit")
    elif clean:
        at = say("commit {commit}", commit=commit[:_SHORT])
    else:
        at = say("commit {commit} with changes", commit=commit[:_SHORT])
    said = say(
        "paraplu {version}  checksums {checksums}  {commit}  left out: {parts}",
        version=__version__,
        checksums=str(VERSION),
        commit=at,
        parts=Listing(_parts(outcome)) if _parts(outcome) else say("nothing"),
    )
    known = outcome.report.known_files
    if not known:
        return said
    files = counted("{n} file", "{n} files", known)
    return say("{proof}  from the cache: {files}", proof=said, files=files)


def proof_data(outcome: Outcome) -> dict[str, Any]:
    """Return the same for programs, with everything that was left out by its name."""
    commit, clean = outcome.state
    return {
        "paraplu": __version__,
        "commit": commit,
        "clean": clean,
        "checksums": VERSION,
        "from_cache": outcome.report.known_files,
        "not_run": _rules(outcome),
        "not_read": _files(outcome),
        "not_followed": _includes(outcome),
        "not_verified": _unverified(outcome),
        "waived": _waived(outcome),
        "only_since": outcome.since and printable(outcome.since),
    }


def _parts(outcome: Outcome) -> tuple[Message, ...]:
    rules, files = len(_rules(outcome)), len(_files(outcome))
    includes = len(_includes(outcome))
    waived = sum(waiver.findings > 0 for waiver in outcome.report.verdict.waived)
    counts = (
        (rules, counted("{n} rule", "{n} rules", rules)),
        (files, counted("{n} file", "{n} files", files)),
        (includes, counted("{n} include", "{n} includes", includes)),
        (waived, counted("{n} waived", "{n} waived", waived)),
    )
    found = [said for number, said in counts if number]
    if codes := _unverified(outcome):
        found.append(say("signatures ({codes})", codes=", ".join(codes)))
    return tuple(found)


def _rules(outcome: Outcome) -> list[str]:
    """Return the rules that did not run."""
    return [code for code in RULES if code not in outcome.report.verdict.ran]


def _unverified(outcome: Outcome) -> list[str]:
    """Return the rules whose signatures could not be verified where the books are."""
    findings = outcome.report.verdict.findings
    found = (one.code for one in findings if one.cause is Cause.NOT_VERIFIED)
    return sorted(set(found))


def _files(outcome: Outcome) -> list[str]:
    """Return the files that look like books, and that nothing includes (CK05)."""
    return [
        printable(shown(finding.source.file))
        for finding in outcome.report.verdict.findings
        if finding.code == "CK05"
    ]


def _includes(outcome: Outcome) -> list[str]:
    """Return the includes that were not followed (CK04), as they are written."""
    text = outcome.report.books.text
    refused = text.unfollowed if text else ()
    return [printable(line.name) for line in refused]


def _waived(outcome: Outcome) -> int:
    """Return how many findings were waived."""
    return sum(waiver.findings for waiver in outcome.report.verdict.waived)
