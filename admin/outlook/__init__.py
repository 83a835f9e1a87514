"""Screens of the outlook: the table it begins with, and how good it is."""
