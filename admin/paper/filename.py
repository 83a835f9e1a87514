"""What a file is called: what it is, whose, and of which day, in the reader's language."""

from datetime import date


def pdf(what: str, reference: str, on: date) -> str:
    """The name of a paper; whose it is says the reference, for the trail that keeps names of files is read by masks."""
    return of(what, reference, on, "pdf")


def of(what: str, reference: str, on: date, kind: str) -> str:
    """The same for any kind of file."""
    return f"{what} {reference} {on.isoformat()}.{kind}"
