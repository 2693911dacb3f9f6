"""Where figures of the social law were read: texts of law, and pages about it."""

from __future__ import annotations

import datetime as dt

PW = "Participatiewet"
BBZ = "Besluit bijstandverlening zelfstandigen 2004"
# The consolidated texts as the corpus of MinBZK has them, each read in full.
_CORPUS = "MinBZK/regelrecht-corpus"
PW_2026_01 = f"{_CORPUS}: wet/participatiewet/2026-01-01"
PW_2026_07 = f"{_CORPUS}: wet/participatiewet/2026-07-01"
BBZ_2026_01 = f"{_CORPUS}: amvb/besluit_bijstandverlening_zelfstandigen_2004/2026-01-01"
# The law that changes the Participatiewet in steps; its heading names the day.
IN_BALANCE = "BWBR0051679: Wijziging per 01-01-2027"

# The first days of the half years for which amounts are set.
JAN_2024, JAN_2025, JUL_2025 = (
    dt.date(2024, 1, 1),
    dt.date(2025, 1, 1),
    dt.date(2025, 7, 1),
)
JAN_2026, JUL_2026, JAN_2027 = (
    dt.date(2026, 1, 1),
    dt.date(2026, 7, 1),
    dt.date(2027, 1, 1),
)
