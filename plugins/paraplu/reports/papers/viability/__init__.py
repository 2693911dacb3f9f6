"""The dossier of a member who is to have a business of one's own."""
