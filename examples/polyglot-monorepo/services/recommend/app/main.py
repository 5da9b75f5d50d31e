"""Says what goes with what is in the basket."""

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

GOES_WITH = {"tea": "milk", "bread": "butter"}


async def recommend(request: Request) -> PlainTextResponse:
    item = request.query_params.get("item", "tea")
    return PlainTextResponse(GOES_WITH.get(item, "nothing") + "\n")


app = Starlette(routes=[Route("/", recommend)])
