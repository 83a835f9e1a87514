"""Groups by which an auditor looks whether the outlook is as good for all; no outlook is made from them."""

from datetime import date

from rules.portfolio import identity

AGES = (30, 45, 60)
UNKNOWN = "unknown"
LENGTH = 18


def sex(id_number: str) -> str:
    """What the number of a mainland identity card says; unknown for any other number. Source: GB 11643-1999."""
    if not _is_whole(id_number):
        return UNKNOWN
    return "male" if int(id_number[16]) % 2 else "female"


def age(id_number: str, day: date) -> str:
    """The band of ages on a day: under 30, 30-44, 45-59, 60 and over. Source: GB 11643-1999."""
    if not _is_whole(id_number):
        return UNKNOWN
    born = int(id_number[6:10])
    years = day.year - born - ((day.month, day.day) < (int(id_number[10:12]), int(id_number[12:14])))
    edge = next((edge for edge in AGES if years < edge), None)
    return f"{AGES[-1]}+" if edge is None else _named(edge)


def _named(edge: int) -> str:
    at = AGES.index(edge)
    return f"<{edge}" if at == 0 else f"{AGES[at - 1]}-{edge - 1}"


def _is_whole(id_number: str) -> bool:
    return len(id_number) == LENGTH and identity.is_chinese_id(id_number)
