"""The contribution: what each member pays to the cooperative, month by month."""
