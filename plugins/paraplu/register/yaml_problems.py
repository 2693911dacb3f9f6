"""What PyYAML finds wrong with a file, in plain words; by the words that it uses."""

from __future__ import annotations

from paraplu.base.language import Message, say

_QUOTES = say("a value has a character in it that needs quotes around the whole value")
_UNCLOSED = say("a quote or a bracket is never closed")

# Both PyYAML's own words and those of libyaml; the first that fits counts.
_PROBLEMS = (
    ("end of stream", _UNCLOSED),
    ("<stream end>", _UNCLOSED),
    (
        "mapping values are not allowed",
        say("there is a colon where there cannot be one, or the indentation is wrong"),
    ),
    ("could not find expected ':'", say("a key has no colon after it")),
    ("cannot start any token", _QUOTES),
    ("escape", _QUOTES),
    (
        "expected",
        say("the indentation, a quote or a bracket does not match the lines above"),
    ),
)


def meaning_of(problem: str) -> Message:
    """Return what a problem means, as the end of a sentence."""
    return next(
        (said for words, said in _PROBLEMS if words in problem),
        say("YAML cannot read what is here"),
    )
