"""What a browser is told of what it asked to be done: words, places, a question."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from paraplu.base.findings import Severity, Source
from paraplu.base.language import counted, printable, say
from paraplu.fava.doing.step import WorkQuestion
from paraplu.fava.load import load_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fava.core import FavaLedger

    from paraplu.base.findings import Finding
    from paraplu.base.language import Language, Message
    from paraplu.fava.doing.door import Passed
    from paraplu.fava.doing.writing import PlaceWritten
    from paraplu.fava.links import PageLinks

Said = dict[str, Any]


def told(
    found: Passed | WorkQuestion,
    links: PageLinks,
    language: Language,
    before: tuple[Finding, ...],
) -> Said:
    """Return an answer as JSON; `before` are the errors that the books had already."""
    if isinstance(found, WorkQuestion):
        return {
            "asks": language.render(found.said),
            "lines": [language.render(one) for one in found.lines],
            "field": found.field,
            "answers": [[key, language.render(one)] for key, one in found.answers],
        }
    errors = _new(errors_of(links.ledger), before)
    load = found.step.load
    return {
        "said": language.render(found.step.said),
        "places": [_place(one, links) for one in found.written.places],
        "go": dict(found.step.go),
        "load": f"{links.work('paper')}?{urlencode({'bank': load})}" if load else "",
        "errors": [language.render(one) for one in (*found.step.wrong, *_told(errors))],
    }


def errors_of(ledger: FavaLedger) -> tuple[Finding, ...]:
    """Return the errors of the books as they are shown."""
    findings = load_of(ledger).judgement.verdict.findings
    return tuple(one for one in findings if one.severity is Severity.ERROR)


def _new(errors: Iterable[Finding], before: Iterable[Finding]) -> list[Finding]:
    """Return the errors that there are more of than before, wherever they stand.

    What is written above an entry moves all that is below it.
    """
    known = Counter(map(_what, before))
    found = []
    for one in errors:
        said = _what(one)
        if known[said]:
            known[said] -= 1
        else:
            found.append(one)
    return found


def _what(one: Finding) -> tuple[object, ...]:
    return one.code, one.member, one.amount, one.date, one.message.template


_MOST = 3


def _told(errors: list[Finding]) -> Iterator[Message]:
    for one in errors[:_MOST]:
        yield say("{code}: {message}", code=one.code, message=one.message)
    more = len(errors) - _MOST
    if more > 0:
        yield counted("{n} more error", "{n} more errors", more)


def _place(place: PlaceWritten, links: PageLinks) -> Said:
    root = Path(links.ledger.beancount_file_path).parent
    file = place.file
    near = root.parent if file.is_relative_to(root.parent) else root
    name = file.relative_to(near) if file.is_relative_to(near) else file
    text = printable(name.as_posix())
    line = f":{place.line}" if place.line else ""
    source = Source(str(file), place.line or 1)
    return {"text": text + line, "href": links.source(source)}
