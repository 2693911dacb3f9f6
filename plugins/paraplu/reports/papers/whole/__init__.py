"""The books as a whole: the cooperative as one legal person, its members in it.

What papers of the general meeting and of the audit committee are made of. All amounts
are EUR; those of balances and results have the sign that people read, said by each.
"""
