"""The words to choose from."""

WORDS = ("anchor", "beacon", "compass")
