"""The entry of a contribution in the ledger, with how it comes about above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.chart import Root
from paraplu.base.language import say
from paraplu.base.metadata import CONTRIBUTION
from paraplu.base.money import ZERO
from paraplu.bookkeeping.contributions.due import percentage
from paraplu.bookkeeping.contributions.shares import SharePart
from paraplu.journal.block import DirectiveText
from paraplu.journal.ledger_text import aligned
from paraplu.register.agreements import Base

if TYPE_CHECKING:
    from paraplu.base.chart import Chart
    from paraplu.base.language import Language, Message
    from paraplu.bookkeeping.contributions.due import Due

BASES = {
    Base.TURNOVER: say("turnover"),
    Base.NET_TURNOVER: say("net turnover"),
    Base.PROFIT: say("profit"),
}


def accounts(due: Due, chart: Chart) -> tuple[str, str]:
    """Return the member's account of a share, and the cooperative's against it."""
    own = chart.member_account(Root.EXPENSES, due.member, "Contribution")
    income = chart.coop_account(Root.INCOME, "Coop", chart.word("Contribution"))
    part = f":{due.purpose}" if due.purpose else ""
    return own + part, income + part


def written(due: Due, chart: Chart, currency: str, language: Language) -> DirectiveText:
    """Return the entry of a share, dated the last day of its month.

    The link ties what may be given back later to what was taken.
    """
    own, income = accounts(due, chart)
    words = say(
        "Contribution {member} {month}", member=due.member, month=str(due.month)
    )
    link = "-".join(
        filter(None, ("contribution", str(due.month), due.member, due.purpose))
    )
    lines = (
        f"; {language.render(explained(due))}\n",
        f'{due.month.last} * "{language.render(words)}" ^{link}\n',
        f'  {CONTRIBUTION}: "{due.month}"\n',
        aligned(f"  {own}", due.amount, currency),
        aligned(f"  {income}", -due.amount, currency),
    )
    return DirectiveText(due.month.last, "".join(lines))


def basis(due: Due) -> Message:
    """Return what a share was taken of; under two policies it may be two things."""
    words = BASES[due.bases[0]]
    for base in due.bases[1:]:
        words = say("{one} / {other}", one=words, other=BASES[base])
    return words


def _part(part: SharePart) -> Message:
    return say(
        "{rates} of {base} ({what})",
        rates=percentage(part.rate),
        base=part.base,
        what=BASES[part.of],
    )


def explained(due: Due) -> Message:
    """Return how a share comes about: 30% of 411.50 (net turnover), carried -12.00.

    Of a month with two policies it is told what each of them took.
    """
    parts = due.agreed or (SharePart(due.of, ZERO, due.base),)
    of_month = _part(parts[0])
    for part in parts[1:]:
        of_month = say("{of_month} + {part}", of_month=of_month, part=_part(part))
    if due.carried > ZERO:
        return say(
            "{of_month}, and {carried} that was given back before",
            of_month=of_month,
            carried=due.carried,
        )
    if due.carried == ZERO:
        return of_month
    return say(
        "{of_month}, less {carried} from earlier months",
        of_month=of_month,
        carried=-due.carried,
    )
