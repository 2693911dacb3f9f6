"""What the reports of all members are made of, worked out once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from paraplu.base.errors import Problem
from paraplu.register.municipality import Attribution
from paraplu.reports.papers.municipality.bookings import Bookings

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from paraplu.register.membership import Member
    from paraplu.register.municipality import Agreement
    from paraplu.reports.papers.material import Material
    from paraplu.reports.papers.municipality.bookings import Booking
    from paraplu.reports.span import Span


class NoReport(Problem):
    """There is no report of that member over that period; `message` says why."""


@dataclass(frozen=True)
class Grounds:
    """The entries by member, and what was agreed."""

    material: Material

    @cached_property
    def bookings(self) -> Bookings:
        """What the entries book, by member."""
        material = self.material
        return Bookings(material.books, material.register, material.others)

    def of(self, code: str) -> Sequence[Booking]:
        """Return what the entries book in a member's ring."""
        return self.bookings.of(code)

    def agreement(self, member: Member, day: dt.date) -> Agreement | None:
        """Return the agreement in force for a member on a day."""
        contact = member.benefit.contact(day)
        towns = self.material.register.municipalities
        town = towns.get(contact.municipality) if contact else None
        return town.agreement(day) if town else None

    def by_receipt(self, member: Member, day: dt.date) -> bool:
        """Tell whether turnover counts as it is paid, as was agreed for that day."""
        agreement = self.agreement(member, day)
        basis = agreement.attribution if agreement else None
        return basis is Attribution.RECEIPT

    def concerns(self, member: Member, span: Span) -> bool:
        """Tell whether somebody was a member in a span, or something was booked."""
        if member.takes_part(span.begin, span.end):
            return True
        return any(booking.date in span for booking in self.of(member.code))


def grounds_of(material: Material) -> Grounds:
    """Return the grounds of these books, the same for all their papers."""
    return material.once("municipality", lambda: Grounds(material))
