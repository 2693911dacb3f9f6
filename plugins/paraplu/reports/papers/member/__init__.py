"""The statement of one member, made of that ring alone."""
