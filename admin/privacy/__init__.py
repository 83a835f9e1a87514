"""Data of people: their requests, what was erased, and how long what is known of them is kept."""
