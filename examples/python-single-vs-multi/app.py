"""Counts the letters of a word over HTTP."""

from collections import Counter

from flask import Flask

app = Flask(__name__)


@app.get("/letters/<word>")
def letters(word: str):
    return dict(sorted(Counter(word.lower()).items()))


if __name__ == "__main__":
    app.run(host="0.0.0.0", port=8000)
