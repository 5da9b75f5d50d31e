"""Serves a forecast."""

from flask import Flask

from weather.forecast import forecast

app = Flask(__name__)


@app.get("/")
def index():
    return forecast()
