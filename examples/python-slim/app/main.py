from fastapi import FastAPI

app = FastAPI(title="Shelf")

books: dict[int, str] = {1: "Dubliners", 2: "Orlando"}


@app.get("/healthz")
def health() -> dict[str, str]:
    return {"status": "ok"}


@app.get("/books")
def list_books() -> dict[int, str]:
    return books
