"""Views: what pages and commands show, worked out from books and register.

Frozen values with amounts in the operating currency. They know nothing of pages,
languages and screens: whoever shows them only has to lay them out.
"""
