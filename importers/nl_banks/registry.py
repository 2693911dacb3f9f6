"""Every layout that is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nl_banks.banks import (
    abn_amro,
    american_express,
    bunq,
    finom,
    ing,
    kbc,
    kbc_card,
    knab,
    n26,
    rabobank,
    revolut,
    triodos,
    volksbank,
    wise,
)
from nl_banks.providers import (
    adyen,
    bol,
    etsy,
    klarna,
    mollie,
    paypal,
    revolut_merchant,
    shopify,
    stripe,
    sumup,
    sumup_account,
    zettle,
)
from nl_banks.standards import camt053, mt940

if TYPE_CHECKING:
    from nl_banks.layout import Layout

LAYOUTS: tuple[Layout, ...] = (
    *abn_amro.LAYOUTS,
    *ing.LAYOUTS,
    *rabobank.LAYOUTS,
    *triodos.LAYOUTS,
    *volksbank.LAYOUTS,
    *bunq.LAYOUTS,
    *knab.LAYOUTS,
    *n26.LAYOUTS,
    *revolut.LAYOUTS,
    *wise.LAYOUTS,
    *american_express.LAYOUTS,
    *finom.LAYOUTS,
    *kbc.LAYOUTS,
    *kbc_card.LAYOUTS,
    *adyen.LAYOUTS,
    *bol.LAYOUTS,
    *etsy.LAYOUTS,
    *klarna.LAYOUTS,
    *mollie.LAYOUTS,
    *paypal.LAYOUTS,
    *revolut_merchant.LAYOUTS,
    *shopify.LAYOUTS,
    *stripe.LAYOUTS,
    *sumup.LAYOUTS,
    *sumup_account.LAYOUTS,
    *zettle.LAYOUTS,
    *camt053.LAYOUTS,
    *mt940.LAYOUTS,
)
