"""A lake of the books of many cooperatives, for a host that keeps them all itself.

What paraplu knows of the books stands in it as plain columns, so that an engine has
only to add and to count: what class an account is, whether an entry closes, what is
between members and cooperative. It holds what no paper may show, and stays where it is.
"""
