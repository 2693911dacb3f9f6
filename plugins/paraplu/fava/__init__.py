"""Pages in Fava: overview, what is to be done, members, funds, VAT, hours, reports.

    2025-01-01 custom "fava-extension" "paraplu.fava"

The only package that imports Fava. A page is a class that Fava finds here; nothing
else lists them. Fava shows them in the order of the names they have in this module.
"""

from __future__ import annotations

from paraplu.fava.funds import ParapluFunds as Page3
from paraplu.fava.hours import ParapluHours as Page5
from paraplu.fava.members import ParapluMembers as Page1
from paraplu.fava.overview import ParapluOverview as Page0
from paraplu.fava.reports import ParapluReports as Page6
from paraplu.fava.todo import ParapluToDo as Page2
from paraplu.fava.vat import ParapluVat as Page4
from paraplu.fava.work import ParapluWork as PageA

__all__ = ["Page0", "Page1", "Page2", "Page3", "Page4", "Page5", "Page6", "PageA"]
