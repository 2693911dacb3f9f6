"""Outflow and evaluation: who came, who went where, in groups that tell of nobody."""
