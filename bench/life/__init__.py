"""A desk that lives: the five roles at the real server, day by day, by a driven clock; see `make life`."""
