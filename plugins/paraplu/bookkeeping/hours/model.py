"""One row of hours, and how its columns are called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.dates import Month
from paraplu.base.findings import NO_SOURCE, Source

if TYPE_CHECKING:
    import datetime as dt

# For whom, where that is the cooperative.
COOP = "COOP"

# The names of the columns; a file has those of one language.
COLUMNS = {
    "en": ("date", "member", "for", "minutes", "what", "kind", "evidence", "agreed"),
    "nl": ("datum", "lid", "voor", "minuten", "wat", "soort", "bewijs", "akkoord"),
}
DELIMITERS = (",", ";")
# What the evidence of a row begins with that came from an export of one of these; after
# it stands all by which the export tells it from others of that day.
EXPORTS = ("toggl", "clockify", "kimai", "timeclock", "timedot", "calendar")


@dataclass(frozen=True)
class HoursRow:
    """What a member did on one day: `minutes`, whole ones, never none.

    `beneficiary` is for whom: the code of another member, `COOP`, or a customer; empty
    for the member's own business. `agreed` is who agreed, and empty until somebody did.
    """

    date: dt.date
    member: str
    minutes: int
    beneficiary: str = ""
    what: str = ""
    kind: str = ""
    evidence: str = ""
    agreed: str = ""
    source: Source = NO_SOURCE

    @property
    def month(self) -> Month:
        """The month that it is in."""
        return Month.of(self.date)

    @property
    def cells(self) -> tuple[str, ...]:
        """The row as it is written, in the order of the columns."""
        return (
            self.date.isoformat(),
            self.member,
            self.beneficiary,
            str(self.minutes),
            self.what,
            self.kind,
            self.evidence,
            self.agreed,
        )


class SheetForm(NamedTuple):
    """How a file is written: the language of its columns, and what parts them."""

    language: str = "en"
    delimiter: str = ","


def sheet_name(member: str, month: Month) -> str:
    """Return the name of a file: `L07-2026-03.csv`."""
    return f"{member}-{month}.csv"
