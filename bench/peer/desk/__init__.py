"""The peer's application: three tables of the book, and their screens."""
