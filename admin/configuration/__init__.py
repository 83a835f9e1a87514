"""The set-up as one file, on the screens."""
