"""Of whom the municipality's report is asked: a member, a client manager's, or all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu.reports.papers.municipality.grounds import NoReport, grounds_of
from paraplu.reports.papers.municipality.stretches import stretches_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paraplu.reports.papers.material import Material
    from paraplu.reports.papers.municipality.stretches import Stretch
    from paraplu.reports.papers.period import PaperPeriod


def everybody(material: Material, period: PaperPeriod) -> tuple[str, ...]:
    """Return the members of a period by code, also those who did nothing in it."""
    grounds, members = grounds_of(material), material.register.members
    return tuple(
        sorted(c for c, one in members.items() if grounds.concerns(one, period.span))
    )


def stretches(
    material: Material, period: PaperPeriod, codes: Sequence[str] | None = None
) -> tuple[Stretch, ...]:
    """Return of what reports are asked: of these members, else of all of a period.

    Raises:
        NoReport: there is no report of one of them over that period.
    """
    return tuple(
        stretch
        for code in (everybody(material, period) if codes is None else codes)
        for stretch in stretches_in(material, code, period)
    )


def of_client_manager(
    material: Material, period: PaperPeriod, manager: str
) -> tuple[Stretch, ...]:
    """Return of what a client manager gets a report over a period.

    Whoever changed client manager in it is reported to the one who has the file now;
    whoever moved to another municipality, to the one who had it until then as well.

    Raises:
        NoReport: nobody has that client manager then.
    """
    found = tuple(
        stretch
        for stretch in stretches(material, period)
        if _manager(material, stretch).casefold() == manager.casefold()
    )
    if not found:
        known = sorted(
            {
                contact.client_manager
                for one in material.register.members.values()
                for contact in one.benefit.contacts
                if contact.client_manager
            }
        )
        if not known:
            raise NoReport(
                say("The register has no client managers (`client_manager:`).")
            )
        raise NoReport(
            say(
                "Nobody has client manager {manager} at the end of {period}; the "
                "register has {known}.",
                manager=manager,
                period=period.code,
                known=", ".join(known),
            )
        )
    return found


def of_municipality(
    period: PaperPeriod, name: str, every: Sequence[Stretch]
) -> tuple[Stretch, ...]:
    """Return those of these stretches that a municipality gets a report on.

    Raises:
        NoReport: it gets none of them.
    """
    found = tuple(
        one for one in every if one.municipality.casefold() == name.casefold()
    )
    if not found:
        known = sorted({one.municipality for one in every if one.municipality})
        if not known:
            raise NoReport(
                say(
                    "The members in {period} have no municipality in the register "
                    "(`municipality:`).",
                    period=period.code,
                )
            )
        raise NoReport(
            say(
                "No report over {period} is for {municipality}; there are some for "
                "{known}.",
                period=period.code,
                municipality=name,
                known=", ".join(known),
            )
        )
    return found


def _manager(material: Material, stretch: Stretch) -> str:
    """Return who has the file at the end of a stretch, as far as the books go."""
    closing = stretch.period.span.closing(material.books)
    begun = [one for one in stretch.contacts if one.start <= closing]
    return begun[-1].client_manager if begun else ""
