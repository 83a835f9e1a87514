"""Duplicates on the screens: the list of pairs, and what stands of them on the page of a borrower."""
