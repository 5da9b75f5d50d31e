"""Redirects."""

from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from links.table import TABLE


def index(_request):
    return PlainTextResponse("".join(f"{name} {target}\n" for name, target in TABLE.items()))


app = Starlette(routes=[Route("/", index)])
