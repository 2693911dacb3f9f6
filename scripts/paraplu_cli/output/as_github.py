"""A check as GitHub's workflow commands, which annotate the lines of a pull request.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.findings import Finding, Severity
from paraplu.base.language import printable
from paraplu_cli.output.proof import proof
from paraplu_cli.places import place

if TYPE_CHECKING:
    from paraplu_cli.outcome import Outcome
    from paraplu_cli.screen import Screen

_COMMANDS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.SIGNAL: "notice",
}
_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _MESSAGE | str.maketrans({":": "%3A", ",": "%2C"})


def render(outcome: Outcome, _screen: Screen) -> str:
    """Return the proof as plain lines of the log, and a command for each finding."""
    commands = [command_of(finding, outcome) for finding in outcome.findings]
    return "\n".join([*proof(outcome), *commands]) + "\n"


def escaped(words: str) -> str:
    """Return words in one line, of which nothing changes the log or the terminal."""
    lines = map(printable, words.splitlines())
    return "\n".join(lines).translate(_MESSAGE)


def command_of(finding: Finding, outcome: Outcome) -> str:
    """Return the command that shows a finding at its line."""
    file, line = place(finding, outcome.report.books.main)
    title = printable(" ".join(filter(None, [finding.code, finding.member])))
    # A name with a control character is not one that an annotation can point to.
    properties = [("file", printable(file)), ("line", str(line)), ("title", title)]
    told = ",".join(
        f"{name}={value.translate(_PROPERTY)}"
        for name, value in properties
        if value != "0"
    )
    words = outcome.language.render(finding.message)
    if finding.hint:
        words += " → " + outcome.language.render(finding.hint)
    return f"::{_COMMANDS[finding.severity]} {told}::{escaped(words)}"
