"""Writes the text of a mail: GET /Ada greets Ada."""

import signal
import sys
from urllib.parse import unquote
from wsgiref.simple_server import make_server

from jinja2 import Template

GREETING = Template("Dear {{ name }},\n\nyour order is on its way.\n")


def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [GREETING.render(name=unquote(environ["PATH_INFO"].strip("/")) or "customer").encode()]


if __name__ == "__main__":
    # The first process of a container has no default action for SIGTERM.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    make_server("", 8080, app).serve_forever()
