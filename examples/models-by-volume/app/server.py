"""Guesses the language of a text, with a model that is read from MODELS_DIR when the service starts."""

import json
import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlparse

MODELS_DIR = Path(os.environ.get("MODELS_DIR", "/models"))


def load() -> dict[str, dict[str, float]]:
    path = MODELS_DIR / "languages.json"
    if not path.is_file():
        raise SystemExit(f"{path} is missing: mount the folder with the models at {MODELS_DIR}")
    return json.loads(path.read_text())


def guess(model: dict[str, dict[str, float]], text: str) -> str:
    words = text.lower().split()
    return max(model, key=lambda language: sum(model[language].get(word, 0.0) for word in words))


class Handler(BaseHTTPRequestHandler):
    model: dict[str, dict[str, float]] = {}

    def do_GET(self) -> None:
        text = " ".join(parse_qs(urlparse(self.path).query).get("text", []))
        body = json.dumps({"language": guess(self.model, text)}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(body)


if __name__ == "__main__":
    Handler.model = load()
    print(f"loaded {', '.join(Handler.model)} from {MODELS_DIR}")
    ThreadingHTTPServer(("0.0.0.0", 8000), Handler).serve_forever()
