"""Dated figures of Dutch law, with their sources; nothing else holds such figures.

| module            | what is in it                                                    |
| ----------------- | ---------------------------------------------------------------- |
| `dated`           | how a figure is kept with its days, its source, and its proof    |
| `vat`             | Wet op de omzetbelasting 1968: rates, limits, terms              |
| `collection`      | what collecting a claim may cost                                 |
| `assistance`      | Participatiewet: what a benefit is, and what leaves it alone     |
| `exemptions`      | Participatiewet: income from work that is left out of account    |
| `retention`       | how long books have to be kept                                   |
| `self_employment` | Besluit bijstandverlening zelfstandigen 2004                     |
"""

from paraplu.base.dutch_law.collection import collection_costs
from paraplu.base.dutch_law.dated import NotInForce, rate_on
from paraplu.base.dutch_law.vat import (
    EU_COUNTRIES,
    GOODS_ONLY,
    KOR_LIMIT,
    MARGIN_RATES,
    REDUCED_VAT,
    SIMPLIFIED_UP_TO,
    STANDARD_VAT,
    SUPPLEMENT_FROM,
    SUPPLEMENT_TERM,
    VAT_CODES,
    VatCode,
    kor_limit,
    last_day_to_issue,
    standard_vat,
)

__all__ = [
    "EU_COUNTRIES",
    "GOODS_ONLY",
    "KOR_LIMIT",
    "MARGIN_RATES",
    "REDUCED_VAT",
    "SIMPLIFIED_UP_TO",
    "STANDARD_VAT",
    "SUPPLEMENT_FROM",
    "SUPPLEMENT_TERM",
    "VAT_CODES",
    "NotInForce",
    "VatCode",
    "collection_costs",
    "kor_limit",
    "last_day_to_issue",
    "rate_on",
    "standard_vat",
]
