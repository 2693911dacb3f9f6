"""Of whom the municipality's report is asked: a member, a client manager's, or all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu.reports.papers.municipality.grounds import NoReport, grounds_of

if TYPE_CHECKING:
    from paraplu.reports.papers.material import Material
    from paraplu.reports.papers.period import PaperPeriod


def everybody(material: Material, period: PaperPeriod) -> tuple[str, ...]:
    """Return the members of a period by code, also those who did nothing in it."""
    grounds, members = grounds_of(material), material.register.members
    return tuple(
        sorted(c for c, one in members.items() if grounds.concerns(one, period.span))
    )


def of_client_manager(
    material: Material, period: PaperPeriod, manager: str
) -> tuple[str, ...]:
    """Return the members that a client manager has at the end of a period.

    Whoever changed client manager in it is reported to the one who has the file now.

    Raises:
        NoReport: nobody has that client manager then.
    """
    members = material.register.members
    closing = period.span.closing(material.books)
    found = []
    for code in everybody(material, period):
        contact = members[code].benefit.contact(closing)
        if contact and contact.client_manager.casefold() == manager.casefold():
            found.append(code)
    if not found:
        known = sorted(
            {
                contact.client_manager
                for one in members.values()
                for contact in one.benefit.contacts
                if contact.client_manager
            }
        )
        raise NoReport(
            say(
                "Nobody has client manager {manager} at the end of {period}; the "
                "register has {known}.",
                manager=manager,
                period=period.code,
                known=", ".join(known) or "–",
            )
        )
    return tuple(found)
