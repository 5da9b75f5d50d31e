"""Short names of long addresses."""

TABLE = {"docs": "https://example.com/docs"}
