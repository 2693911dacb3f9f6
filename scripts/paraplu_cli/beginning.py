"""The files that a new repository of books begins with, made from templates.

In `templates/` a name that begins with `dot-` stands for one with a dot, so that the
files do not act where they lie, and `YYYY` and `MM` stand for the first month.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from paraplu.base.language import Language, say
from paraplu.base.vocabulary import DUTCH, DUTCH_DETAILS
from paraplu.journal.ledger_text import CURRENCY_COLUMN
from paraplu.register.schema import FILE, schema_text
from paraplu_cli.pins import pins
from paraplu_cli.requirement import requirement

if TYPE_CHECKING:
    from collections.abc import Mapping

TEMPLATES = Path(__file__).parent / "templates"

# Nothing is installed by a guess: a stranger may take a name that is free.
_NOWHERE = "# paraplu @ git+https://ADDRESS@COMMIT"
_NOT_INSTALLED = say(
    "paraplu could not be installed: requirements.txt has to say where to find it, at "
    "an address that this machine can reach."
)
_KEPT_IN_GIT = say(
    "Somebody added .paraplu-cache to git. Delete it: git rm -r .paraplu-cache. What "
    "the check remembers of files may only come from the check itself."
)
# Files that are a ledger, or show one.
_LEDGERS = {".beancount", ".md"}
_ACCOUNT = re.compile(
    r"\b(?:Assets|Liabilities|Equity|Income|Expenses)(?::[A-Za-z0-9-]+)+"
)
# The details of accounts that only the templates use.
_DETAILS = {
    "BankFees": "Bankkosten",
    "Cards": "Pin",
    "Main": "Betaalrekening",
    "Materials": "Materiaal",
    "Rent": "Huur",
}
ACCOUNT_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {},
    "nl": {**DUTCH_DETAILS, **DUTCH, **_DETAILS},
}


@dataclass(frozen=True)
class Beginning:
    """What the books begin with: the language of their texts, the words, the month."""

    language: str
    chart: str
    first: dt.date

    def files(self) -> dict[str, str]:
        """Return the text of every file by its path from the folder of the books."""
        made = {
            self._path(template.relative_to(folder).as_posix()): self._text(template)
            for folder in (TEMPLATES / "both", TEMPLATES / self.language)
            for template in folder.rglob("*")
            # An installer compiles what is Python, beside it.
            if template.is_file() and template.suffix != ".pyc"
        }
        made[FILE] = schema_text(Language(self.language))
        return dict(sorted(made.items()))

    @cached_property
    def _requirement(self) -> str:
        return requirement() or _NOWHERE

    @cached_property
    def _pins(self) -> str:
        return pins()

    def _path(self, name: str) -> str:
        month = name.replace("YYYY", f"{self.first:%Y}").replace(
            "MM", f"{self.first:%m}"
        )
        return re.sub("^dot-", ".", month)

    def _text(self, template: Path) -> str:
        filled = _Blanks(template.read_text("utf-8")).substitute(
            language=self.language,
            chart=self.chart,
            year=f"{self.first:%Y}",
            month=f"{self.first:%m}",
            first=self.first,
            second=self.first.replace(day=2),
            last=self.first.replace(year=self.first.year + 1) - dt.timedelta(days=1),
            requirement=self._requirement,
            pins=self._pins,
            not_installed=Language(self.language).render(_NOT_INSTALLED),
            kept_in_git=Language(self.language).render(_KEPT_IN_GIT),
        )
        worded = _ACCOUNT.sub(self._in_chart, filled)
        return _aligned(worded) if template.suffix in _LEDGERS else worded

    def _in_chart(self, account: re.Match[str]) -> str:
        root, *parts = account[0].split(":")
        words = ACCOUNT_WORDS[self.chart]
        return ":".join([root, *(words.get(part, part) for part in parts)])


class _Blanks(Template):
    """A template whose blanks begin with a sign that no file format uses."""

    delimiter = "§"


def _aligned(ledger: str) -> str:
    """Return a ledger with its amounts where the pre-commit hook wants them."""
    # Beancount takes long to import, and only this command needs its formatter.
    from beancount.scripts.format import align_beancount

    aligned: str = align_beancount(  # type: ignore[no-untyped-call]
        ledger, currency_column=CURRENCY_COLUMN
    )
    return aligned
