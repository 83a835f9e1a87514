"""My day: the screens of what is due on a person's cases."""
