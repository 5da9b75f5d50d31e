from shop_prices import euros


def test_euros() -> None:
    assert euros(4205) == "42.05 EUR"
