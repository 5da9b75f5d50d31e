"""Always right, somewhere."""


def forecast() -> str:
    return "rain later\n"
