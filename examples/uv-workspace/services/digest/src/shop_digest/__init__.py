"""Prints the mail that tells what the shop sells."""

from shop_catalog import products
from shop_mail import letter


def main() -> None:
    print(letter("What we sell", [f"{product.name}: {product.price}" for product in products()]))
