#!/bin/sh
# Write the migration between the newest one and the models, against an empty book of its own.
set -eu
if [ -z "${1:-}" ]; then
    echo 'Say what changes: make migrate m="plan: grace days"' >&2
    exit 1
fi
book=$(mktemp -d)
trap 'rm -rf "$book"' EXIT
export CONCORD_ENV=development CONCORD_DATA_DIR="$book" DATABASE_URL="sqlite:///$book/empty.db"
[ -z "$(ls migrations/versions/*.py 2>/dev/null)" ] || .venv/bin/flask db upgrade
last=$(ls migrations/versions/*.py 2>/dev/null | sed 's|.*/0*||; s|_.*||' | sort -n | tail -1)
.venv/bin/flask db migrate -m "$1" --rev-id "$(printf %04d $((${last:-0} + 1)))"
