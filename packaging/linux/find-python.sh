#!/bin/sh
# Print a Python of version 3.11 or later, the usual one first.
for name in python3 python3.13 python3.12 python3.11 python3.14 python; do
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        echo "$name"
        exit 0
    fi
done
echo "Trygg Desktop needs Python 3.11 or later; none was found." >&2
exit 1
