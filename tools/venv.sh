#!/bin/sh
# Make .venv with the newest Python from 3.11 on.
set -eu
for name in ${PYTHON:-} python3.14 python3.13 python3.12 python3.11 python3 python; do
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        found=$name
        break
    fi
done
if [ -z "${found:-}" ]; then
    echo "Concord needs Python 3.11 or newer; name yours with: make PYTHON=/path/to/python3.11" >&2
    exit 1
fi
if ! "$found" -c 'import venv, ensurepip' 2>/dev/null; then
    package=$("$found" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        apt-get install -y -qq "$package" >/dev/null || { apt-get update -qq && apt-get install -y -qq "$package" >/dev/null; }
    else
        echo "This Python cannot make virtual environments; install the package $package first." >&2
        exit 1
    fi
fi
echo "Making .venv with $("$found" --version) ..."
"$found" -m venv .venv
