"""Serves the number of ships."""

import uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from harbour.ships import arrive


def index(_request):
    return PlainTextResponse(arrive())


app = Starlette(routes=[Route("/", index)])


def main() -> None:
    uvicorn.run(app, host="0.0.0.0", port=8000)
