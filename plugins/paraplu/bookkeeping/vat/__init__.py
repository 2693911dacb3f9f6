"""VAT: what each entry carries, the return over a period, and what was filed."""
