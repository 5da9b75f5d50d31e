"""Says how long it is until a date."""

from datetime import date

from bottle import Bottle, abort

app = Bottle()


@app.get("/until/<day>")
def until(day: str) -> dict[str, int]:
    try:
        return {"days": (date.fromisoformat(day) - date.today()).days}
    except ValueError:
        abort(400, "write the day as in 2030-12-31")


def development() -> None:
    app.run(host="0.0.0.0", port=8000, reloader=True, debug=True)


if __name__ == "__main__":
    development()
