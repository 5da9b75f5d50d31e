"""Rolls dice over HTTP; started without a shell, by the interpreter itself."""

import secrets
from typing import Annotated

import uvicorn
from fastapi import FastAPI, Path

app = FastAPI(title="Dice")


@app.get("/roll/{sides}")
def roll(sides: Annotated[int, Path(ge=2, le=100)]) -> dict[str, int]:
    return {"sides": sides, "rolled": 1 + secrets.randbelow(sides)}


@app.get("/health")
def health() -> dict[str, str]:
    return {"status": "ok"}


if __name__ == "__main__":
    uvicorn.run(app, host="0.0.0.0", port=8000)
