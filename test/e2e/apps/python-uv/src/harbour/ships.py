"""What lies in the harbour."""

from itertools import count

_arrivals = count(1)


def arrive() -> str:
    return f"{next(_arrivals)} ships in the harbour\n"
