"""Serves a word."""

import random

from bottle import Bottle

from app.words import WORDS

app = Bottle()


@app.get("/")
def index():
    return f"{random.choice(WORDS)}\n"
