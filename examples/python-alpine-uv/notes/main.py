from litestar import Litestar, get

NOTES = ["water the plants", "write to Anna"]


@get("/notes")
async def list_notes() -> list[str]:
    return NOTES


@get("/healthz")
async def health() -> dict[str, str]:
    return {"status": "ok"}


app = Litestar([list_notes, health])
