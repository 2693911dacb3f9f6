"""The papers of the audit committee: what it looks at, and the statement it signs.

Article 48 lid 2 of book 2 of the Dutch civil code, for cooperatives by article 58:
where no accountant gives a statement, the general meeting appoints a committee every
year. It may see the books, the cash and all that proves them.
"""
