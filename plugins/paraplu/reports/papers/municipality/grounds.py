"""What the reports of all members are made of, worked out once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from paraplu.base.errors import Problem
from paraplu.reports.papers.municipality.bookings import Bookings
from paraplu.reports.papers.municipality.sales import claims_by_member, payments_of
from paraplu.reports.papers.postings import Others

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from paraplu.base.dates import Month
    from paraplu.register.membership import Member
    from paraplu.register.municipality import Agreement
    from paraplu.reports.papers.material import Material
    from paraplu.reports.papers.municipality.bookings import Booking
    from paraplu.reports.papers.municipality.sales import Claims, Payments
    from paraplu.reports.span import Span


class NoReport(Problem):
    """There is no report of that member over that period; `message` says why."""


@dataclass(frozen=True)
class Grounds:
    """The entries by member, what was paid, and what was agreed."""

    material: Material

    @cached_property
    def bookings(self) -> Bookings:
        """What the entries book, by member."""
        material = self.material
        return Bookings(material.books, material.register, self.others)

    @cached_property
    def others(self) -> Others:
        """Knows by what words a member is named."""
        return Others(self.material.register, self.material.books)

    @cached_property
    def _claims(self) -> Mapping[str, list[Claims]]:
        """What was sold on account and what was paid, by member and account."""
        return claims_by_member(self.material.books)

    def payments(self, code: str) -> Payments:
        """Return what was paid for each sale of a member on account."""
        return payments_of(self._claims.get(code, ()))

    def of(self, code: str) -> Sequence[Booking]:
        """Return what the entries book in a member's ring."""
        return self.bookings.of(code)

    def agreement(self, member: Member, month: Month) -> Agreement | None:
        """Return the agreement in force for a member at the end of a month."""
        contact = member.benefit.contact(month.last)
        towns = self.material.register.municipalities
        town = towns.get(contact.municipality) if contact else None
        return town.agreement(month.last) if town else None

    def concerns(self, member: Member, span: Span) -> bool:
        """Tell whether somebody was a member in a span, or something was booked."""
        left = member.left
        if member.joined <= span.end and (left is None or left >= span.begin):
            return True
        return any(booking.date in span for booking in self.of(member.code))


def grounds_of(material: Material) -> Grounds:
    """Return the grounds of these books, the same for all their papers."""
    return material.once("municipality", lambda: Grounds(material))
