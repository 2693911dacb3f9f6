"""Papers: what the documents for people outside the books say, as values.

A `Paper` says once what a document says: to whom, over which period, from which state
of the books, and its sections of tables, facts, sentences, charts, lists and
signatures. Words are messages and amounts are Decimal, so a paper has no language and
no looks: `paraplu.rendering` and the commands give it those, and work nothing out.

A figure that the books cannot give is `NotKnown`, with the reason. One that they can
give carries what it is made of, which is looked up when somebody asks.
"""
