import threading
from http.server import ThreadingHTTPServer

from shop_api import Handler
from shop_testing import status


def test_products() -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    assert status(f"http://127.0.0.1:{server.server_port}/products") == 200
