"""The base of all screens: one module per concern."""
