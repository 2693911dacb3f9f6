"""Bills of suppliers: read from what they sent, held against the books, and booked."""
