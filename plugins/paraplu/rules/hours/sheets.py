"""HR00: a row of hours that cannot be right, which then counts for nothing.

Hours are shown to the municipality, so none may be lost in silence: whatever cannot be
read is told with its file and line.

    date,member,for,minutes,what,kind,evidence,agreed
    2025-03-03,L01,,90,two chairs,direct,,
    2025-03-04,L01,,1.5,a table,direct,,  # HR00 L01

    2025-03-05 * "Market" "Two chairs"
      Assets:Bank                60.00 EUR
      Income:Members:L01:Sales  -60.00 EUR
"""

from __future__ import annotations

from paraplu.base.findings import Severity
from paraplu.base.language import say
from paraplu.rules.rule import Rule

HR00 = Rule(
    "HR00",
    Severity.ERROR,
    say("Hours that cannot be read"),
    reads=("codes", "hours.kinds"),
)
