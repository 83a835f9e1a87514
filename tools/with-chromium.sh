#!/bin/sh
# Run a command with CONCORD_CHROMIUM naming the browser and a Chinese font present, both from Debian's packages if root.
# Where there is no browser: one sentence, and a failure only when CI is set.
set -eu

find_browser() {
    for name in ${CONCORD_CHROMIUM:-} chromium chromium-browser google-chrome google-chrome-stable; do
        command -v "$name" && return
    done
    return 0
}

install() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 0
    echo "Installing $* ..."
    apt-get install -y -qq "$@" >/dev/null 2>&1 || { apt-get update -qq && apt-get install -y -qq "$@" >/dev/null; } || true
}

[ -n "$(find_browser)" ] || install chromium
"$(dirname "$0")/font.sh"
browser=$(find_browser)
if [ -z "$browser" ]; then
    echo "There is no Chromium here: the browser tests did not run. Install the package chromium, or set CONCORD_CHROMIUM."
    [ -z "${CI:-}" ]
    exit
fi
CONCORD_CHROMIUM=$browser exec "$@"
