"""Serves the pages of web/ and the cities of tool/."""

import http.server
from functools import partial

if __name__ == "__main__":
    handler = partial(http.server.SimpleHTTPRequestHandler, directory="public")
    http.server.ThreadingHTTPServer(("0.0.0.0", 8000), handler).serve_forever()
