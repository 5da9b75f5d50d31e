"""Converts temperatures over HTTP."""

from typing import Annotated

from fastapi import FastAPI, Query
from pydantic import BaseModel

app = FastAPI(title="Thermometer")


class Reading(BaseModel):
    celsius: float
    fahrenheit: float


@app.get("/reading")
def reading(celsius: Annotated[float, Query(ge=-273.15)]) -> Reading:
    return Reading(celsius=celsius, fahrenheit=celsius * 9 / 5 + 32)


@app.get("/health")
def health() -> dict[str, str]:
    return {"status": "ok"}
