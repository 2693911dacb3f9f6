"""The register of the cooperative: what it says, and reading it from YAML."""

from paraplu.register.faults import RULE
from paraplu.register.model import Register
from paraplu.register.reader import Reading, read_register
from paraplu.register.textfile import RegisterUnreadable

__all__ = ["RULE", "Reading", "Register", "RegisterUnreadable", "read_register"]
