"""The part of the register that gives costs a row of an exploitation budget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.chart import Chart, Kind
from paraplu.base.language import say
from paraplu.base.vocabulary import words_of
from paraplu.register import fields, names
from paraplu.register.exploitation import CostRow
from paraplu.register.shape import named

if TYPE_CHECKING:
    from paraplu.register.faults import Place
    from paraplu.register.model import Register

cost_rows = named(names.account(2), fields.word_of(CostRow))


def check_cost_rows(register: Register, at: Place) -> None:
    """Tell of every account that is given a row and is not a cost of members."""
    chart = Chart(words_of(register.chart))
    for path in register.cost_rows:
        known = chart.member_class(path)
        if known is None or known[0] is not Kind.COSTS:
            at.fault(
                say("{path} is not a cost of members.", path=path),
                say("Write the class first, as in {example}.", example="Costs:Phone"),
            )
