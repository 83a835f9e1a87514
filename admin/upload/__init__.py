"""Taking in a file: the pages that ask, try and land it."""
