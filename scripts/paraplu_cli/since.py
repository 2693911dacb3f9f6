"""`--since`: which findings a git revision did not have.

The revision is judged as of the same day (`paraplu_cli.revision`). Findings are
compared by everything but their lines, which move.

What was not judged shows nothing. Where rules did not run on these books, the findings
that stopped them are shown, new or not. What the rules did not judge in the revision,
it did not have.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from paraplu.base.language import Language, Listing, Message, say
from paraplu.check import STOPPING, Report, check
from paraplu.opening import CannotRun
from paraplu.rules import RULES
from paraplu_cli.complaints import complain
from paraplu_cli.loading import progress
from paraplu_cli.revision import revision_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Hashable, Iterable

    from paraplu.base.findings import Finding
    from paraplu.base.git import Repository
    from paraplu.rules.verdict import Verdict


def new_findings(
    report: Report,
    revision: str,
    *,
    members: Path | None,
    today: dt.date | None,
    allow_plugins: Iterable[str],
) -> tuple[Finding, ...]:
    """Return the findings of a report that a revision did not have, in their order.

    `members` and `allow_plugins` are what the report was made with. Stopped where git
    or the revision is not there.
    """
    with revision_of(
        report.books.main, revision, members, report.register.private_file
    ) as old:
        before = _before(
            old.main,
            revision,
            members=old.members,
            today=report.books.today if report.loaded else today,
            allow_plugins=allow_plugins,
            history=old.history,
        )
        had = Counter(likeness(finding, old.root) for finding in before)
    new = []
    for finding in report.verdict.findings:
        alike = likeness(finding, old.top)
        if had[alike] and not _stops(finding, report.verdict):
            had[alike] -= 1
        else:
            new.append(finding)
    return tuple(new)


def _before(
    main: Path,
    revision: str,
    *,
    members: Path | None,
    today: dt.date | None,
    allow_plugins: Iterable[str],
    history: Repository | None,
) -> tuple[Finding, ...]:
    """Return what a revision's books had; nothing where they could not be judged."""
    if not main.is_file():
        complain(
            say(
                "{revision} does not have these books, so every finding is new.",
                revision=revision,
            )
        )
        return ()
    with progress() as tell:
        tell(say("checking the books of {revision}", revision=revision))
        try:
            report = check(
                main,
                members=members,
                today=today,
                allow_plugins=allow_plugins,
                history=history,
            )
        except CannotRun as fault:
            failure = fault.message
        else:
            return _judged(report.verdict, revision)
    complain(
        say(
            "The books of {revision} cannot be checked, so every finding is new. {why}",
            revision=revision,
            why=failure,
        )
    )
    return ()


def _stops(finding: Finding, verdict: Verdict) -> bool:
    """Tell whether a finding kept rules from judging: it says why they did not."""
    stopping = finding.code in STOPPING or finding.code not in verdict.ran
    return stopping and not verdict.complete


def _judged(verdict: Verdict, revision: str) -> tuple[Finding, ...]:
    """Return the findings of the rules that judged all that they judge; say of others.

    A part of the register that is unknown of one member leaves others known.
    """
    if verdict.complete:
        return verdict.findings
    whole = [code for code in RULES if code not in verdict.ran]
    partly = [code for one in verdict.unjudged for code in one.rules]
    complain(
        say(
            "Not all rules could judge the books of {revision}, so everything that "
            "these rules find is new: {codes}.",
            revision=revision,
            codes=Listing(tuple(sorted({*whole, *partly}))),
        )
    )
    return tuple(
        finding
        for finding in verdict.findings
        if finding.code in verdict.ran
        and not any(one.touches(finding) for one in verdict.unjudged)
    )


def likeness(finding: Finding, root: Path) -> Hashable:
    """Return what is the same for a finding that both trees have."""
    return (
        finding.code,
        finding.severity,
        finding.member,
        finding.amount,
        finding.date,
        _from_root(finding.source.file, root),
        _wording(finding.message, root),
    )


def _from_root(file: str, root: Path) -> str:
    # What a plugin made says so in angle brackets, and stands in no file.
    if not file or file.startswith("<"):
        return ""
    path = Path(file).resolve()
    return str(path.relative_to(root) if path.is_relative_to(root) else path)


def _wording(message: Message, root: Path) -> str:
    """Return the words without numbers of lines, and with paths from the root."""
    values = tuple((k, "" if k == "line" else v) for k, v in message.values)
    return Language("en").render(message._replace(values=values)).replace(str(root), "")
