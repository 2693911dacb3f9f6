"""Why nothing that is kept can answer, and Beancount reads the whole ledger."""


class Uncertain(Exception):  # noqa: N818 - it is no error
    """It is not certain that Beancount would say the same."""
