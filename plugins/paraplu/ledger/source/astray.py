"""Which paths and addresses for Fava lead out of the books: CK04.

Fava gives every file below `import-dirs` to whoever asks, writes new entries to
`default-file`, moves receipts to the folders of the option `documents`, opens
`default-page` by itself, and shows links in its sidebar. A change to the books can name
any of them. So a path has to stay in the books, a page has to be one of Fava's that
only shows, and a link has to be such a page too, or a site elsewhere that is encrypted.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit

from paraplu.base.findings import Finding, Severity
from paraplu.base.language import say
from paraplu.ledger.source.directives import NUMBERS, brief
from paraplu.ledger.source.includes import is_inside
from paraplu.ledger.source.kinds import is_no_ledger, is_private

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.base.language import Message
    from paraplu.ledger.source.directives import SourceDirective
    from paraplu.ledger.source.scan import LedgerText

# The first part of the address of a page of Fava 1.30 that only shows the books.
PAGES = frozenset(
    {
        "account",
        "balance_sheet",
        "commodities",
        "documents",
        "editor",
        "errors",
        "events",
        "extension",
        "help",
        "holdings",
        "import",
        "income_statement",
        "journal",
        "options",
        "query",
        "statistics",
        "trial_balance",
    }
)
# Browsers leave these out of an address before they read it, or read them as a slash.
_UNSEEN = re.compile(r"[\x00-\x20\x7f\\]")
_QUERY = re.compile(r"\s*(select|balances|journal|print|run)\b", re.IGNORECASE)
# From one page to another, as Fava's own help writes it.
_STEPS_BACK = re.compile(r"(?:\.\./)+")
_LONGEST = 2_000
_LARGEST = 1_000
_JUMP = "jump"


def astray(text: LedgerText) -> Iterator[Finding]:
    """Yield CK04 for each path or address for Fava that leads out of the books."""
    main = str(text.main.parent)
    for line in text.named("option"):
        if line.name == "documents" and not _stays(main, line.value, text):
            yield _finding(line, _folder("documents", line.value))
    for line in text.named("importers"):
        if not _stays(main, line.name, text):
            yield _finding(line, _folder("import-config", line.name))
    yield from _lacking(text)
    for line in text.named("fava-option"):
        if said := _said(line, text):
            yield _finding(line, said)
    for line in text.named("fava-link"):
        if line.value is not None and not is_harmless_link(line.value):
            yield _finding(
                line,
                say(
                    "The link “{name}” in the sidebar of Fava goes to {address}, which "
                    "is neither a page of Fava nor an https address.",
                    name=brief(line.name),
                    address=brief(line.value),
                ),
                _without_ledger(line.value),
            )


def _lacking(text: LedgerText) -> Iterator[Finding]:
    """Yield CK04 for each line for Fava that lacks what Fava stumbles without."""
    for line in text.named("fava-option"):
        if not line.name:
            what = say("The line fava-option does not say which option it sets.")
            yield _finding(
                line, what, say('Write its name and value: "language" "en".')
            )
    for line in text.named("fava-link"):
        if line.value is None:
            yield _finding(
                line,
                say("The line fava-sidebar-link lacks a name or an address."),
                say('Write both in quotes: "Taxes" "https://www.belastingdienst.nl/".'),
            )


def _said(line: SourceDirective, text: LedgerText) -> Message | None:
    """Return what is wrong with an option of Fava, or None."""
    value = line.value or ""
    match line.name:
        case "default_page" if not is_page(value):
            return say(
                'The option default-page "{value}" opens an address that is not a page '
                "of Fava, as soon as somebody looks at the books.",
                value=brief(value),
            )
        case "import_dirs" if not _is_own_folder(value, text):
            return say(
                'The option import-dirs "{value}" gives everybody who can open Fava '
                "all files there. It must name a folder in the books that holds "
                "nothing else.",
                value=brief(value),
            )
        case "default_file":
            return _default_file(line.source.file, value, text)
        case name if name in NUMBERS and _is_large(value):
            return say(
                'The option {option} "{value}" is a number that keeps Fava busy for '
                "long. The largest is {largest}.",
                option=name.replace("_", "-"),
                value=brief(value),
                largest=_LARGEST,
            )
        case _:
            return None


def _is_large(value: str) -> bool:
    """Tell whether Fava would read a number that is too large."""
    try:
        return abs(int(value)) > _LARGEST
    except ValueError:
        # Fava does not take it either, unless it has more digits than Python reads.
        return len(value) > _LARGEST


def _without_ledger(address: str) -> Message | None:
    """Return what to write for a page of Fava's that is named from the top."""
    page = address.removeprefix("/")
    if page == address or not is_page(page):
        return None
    return say(
        "In Fava a page comes after the name of the ledger. Write ../{page}.",
        page=brief(page),
    )


def _default_file(said_in: str, value: str, text: LedgerText) -> Message | None:
    """Return what is wrong with the file that Fava opens and writes to, or None.

    Without a value it is the one that says so.
    """
    folder = os.path.dirname(said_in)  # noqa: PTH120 - as Beancount has it
    if not _stays(folder, value, text):
        return _folder("default-file", value)
    if value and is_no_ledger(os.path.join(folder, value)):  # noqa: PTH118 - as Fava does
        return say(
            'The option default-file "{value}" has Fava open and change a file that is '
            "not a ledger.",
            value=brief(value),
        )
    return None


def _folder(option: str, value: str | None) -> Message:
    return say(
        'The option {option} "{value}" leads out of the folder of the books.',
        option=option,
        value=brief(value or ""),
    )


def _finding(
    line: SourceDirective, said: Message, hint: Message | None = None
) -> Finding:
    todo = hint or say("Take the line out, or name something in the books.")
    return Finding("CK04", Severity.ERROR, said, line.source, todo)


def _stays(folder: str, value: str | None, text: LedgerText) -> bool:
    """Tell whether a path, links followed, stays in the books."""
    value = value or ""
    if "\0" in value or len(value) > _LONGEST:
        return False
    path = os.path.join(folder, value)  # noqa: PTH118 - as Fava and Beancount do
    real = Path(os.path.realpath(path))
    # What git keeps for itself lies in the folder of the books, but is not books.
    return real.is_relative_to(text.root) and not is_private(path)


def _is_own_folder(value: str, text: LedgerText) -> bool:
    """Tell whether a folder stays in the books and holds none of their files."""
    if not value or not _stays(str(text.main.parent), value, text):
        return False
    folder = os.path.realpath(text.main.parent / value)
    return not any(is_inside(str(file), folder) for file in text.files)


def is_page(address: str) -> bool:
    """Tell whether a relative address is a page of Fava's that only shows the books.

    The page of queries runs the one in its address; it has to be a query that reads.
    """
    if _UNSEEN.search(address.partition("?")[0]) or len(address) > _LONGEST:
        return False
    try:
        parts = urlsplit(address)
        queries = parse_qs(parts.query).get("query_string", [])
    except ValueError:
        return False
    path = unquote(parts.path)
    segments = path.split("/")
    return (
        not parts.scheme
        and not parts.netloc
        and segments[0] in PAGES
        and not {".", ".."} & set(segments)
        and not _UNSEEN.search(path)
        and all(map(_QUERY.match, queries))
    )


def is_harmless_link(address: str) -> bool:
    """Tell whether a link leads to a page of Fava's, or to a site over https.

    Of Fava's own addresses those that give files, answer programs or run queries are
    none: they are no pages.
    """
    if _UNSEEN.search(address) or len(address) > _LONGEST:
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if parts.scheme or parts.netloc:
        return parts.scheme == "https" and bool(parts.hostname)
    if not address.startswith("/"):
        steps = _STEPS_BACK.match(address)
        page = address[steps.end() :] if steps else address
        return is_page(page) or address.startswith(("?", "#"))
    first, _, rest = address.removeprefix("/").partition("/")
    if first.partition("?")[0] == _JUMP:
        return True
    return bool(first) and (not rest or is_page(rest))
