#!/bin/sh
# Sums the amounts of the orders on standard input: {"customer": "a", "amount": 3} on each line.
set -eu
jq --slurp --raw-output 'group_by(.customer)[] | "\(.[0].customer): \(map(.amount) | add)"'
