from fastapi.testclient import TestClient

from app.main import app


def test_lists_books() -> None:
    assert TestClient(app).get("/books").json() == {"1": "Dubliners", "2": "Orlando"}
