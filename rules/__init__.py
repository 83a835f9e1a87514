"""Business rules: what is right. Pure Python, standard library only, no database, no clock."""
