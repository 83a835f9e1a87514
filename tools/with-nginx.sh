#!/bin/sh
# Run a command with nginx present, from Debian's packages if root; the server of the package itself is not started.
# Where there is none: one sentence, and a failure only when CI is set.
set -eu
PATH=$PATH:/usr/sbin
if ! command -v nginx >/dev/null && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing nginx ..."
    export RUNLEVEL=1  # Debian starts no service in single-user mode.
    apt-get install -y -qq nginx >/dev/null 2>&1 || { apt-get update -qq && apt-get install -y -qq nginx >/dev/null; } || true
fi
if ! command -v nginx >/dev/null; then
    echo "There is no nginx here: production was not tried. Install the package nginx."
    [ -z "${CI:-}" ]
    exit
fi
exec "$@"
