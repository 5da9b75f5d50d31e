"""Amounts of money as text."""


def euros(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02} EUR"
