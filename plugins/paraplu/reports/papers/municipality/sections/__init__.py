"""The sections of the report as blocks: they take the figures and add nothing."""
