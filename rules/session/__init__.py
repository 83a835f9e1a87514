"""How long a session lasts, how long a sign-in counts as fresh, and after how many failures a door is closed."""

from datetime import datetime, timedelta

IDLE = timedelta(hours=1)
"""After so long without a page a session is over."""
LONGEST = timedelta(hours=12)
"""After so long it is over whatever happens: a working day."""
FRESH = timedelta(hours=1)
"""For so long a sign-in is good for what takes data out or lets people in."""
NOTED = timedelta(minutes=5)
"""How often it is noted that a session is used."""
REMEMBERED = timedelta(days=400)
"""So long a device is known after its last sign-in."""
POSTPONED = timedelta(days=7)
"""So long the first administrator may put a second factor off."""

WINDOW = timedelta(minutes=15)
FROM_DEVICE = 10
"""Failures within the window of a device that signed in to this account before: it is closed for that device."""
FROM_ADDRESS = 10
"""Of strangers at one address for one account: closed for strangers at that address."""
FOR_ACCOUNT = 30
"""Of strangers anywhere for one account: closed for every stranger."""
OF_ADDRESS = 60
"""Of strangers at one address, for whatever accounts: closed for strangers at that address."""


def is_over(started_at: datetime, seen_at: datetime, now: datetime) -> bool:
    """Whether a session has lasted too long, or rested too long; the last moment is still good."""
    return now - seen_at > IDLE or now - started_at > LONGEST


def is_locked(known: bool, of_device: int, at_address: int, of_account: int, by_address: int) -> bool:
    """Whether a door is closed after so many failures within the window.

    Whoever comes with a device that signed in to the account before answers for the failures of that device alone.
    """
    if known:
        return of_device >= FROM_DEVICE
    return at_address >= FROM_ADDRESS or of_account >= FOR_ACCOUNT or by_address >= OF_ADDRESS
