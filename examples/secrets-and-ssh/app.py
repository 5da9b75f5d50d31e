"""Says how large a number of bytes is: python app.py 123456789."""

import sys

import humanize

print(humanize.naturalsize(int(sys.argv[1] if len(sys.argv) > 1 else 1_000_000), binary=True))
