"""Tables: what is stored. Importing this package maps them all: a new file here is a table."""

import pkgutil
from importlib import import_module

from models.base import db

for _module in pkgutil.iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")

__all__ = ["db"]
