"""The letters that the shop sends."""


def letter(subject: str, lines: list[str]) -> str:
    return "\n".join([f"Subject: {subject}", "", *lines])
