"""What is due to whom, as a file for the calendar of a phone or a computer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu.bookkeeping.documents.icalendar import Event, icalendar
from paraplu.reports.due import calendar_in
from paraplu.reports.papers.calendar import told, whom

if TYPE_CHECKING:
    from paraplu.base.language import Language
    from paraplu.reports.papers.material import Material


def as_ics(material: Material, language: Language) -> bytes:
    """Return what is due as a calendar file; the books' today is when it was made."""
    issuer = material.register.cooperative.name
    found = calendar_in(material.judgement)
    events = []
    for one in found.items:
        # A report keeps its name when its day moves; the others are of one period.
        which = one.name or str(one.day)
        said = say("{what}: {whom}", what=told(one), whom=whom(one))
        events.append(
            Event(
                (issuer, one.duty, one.about, which),
                one.day,
                language.render(said),
                one.duty.value,
            )
        )
    name = say("What is due: {name}", name=issuer)
    return icalendar(events, language.render(name), found.today)
