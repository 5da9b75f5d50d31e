"""What tests of all services share."""

import urllib.request


def status(url: str) -> int:
    with urllib.request.urlopen(url) as answer:
        return answer.status
