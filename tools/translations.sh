#!/bin/sh
# Collect every string that a person sees into the three catalogues, and compile them.
set -eu
pot=$(mktemp)
trap 'rm -f "$pot"' EXIT
export PYTHONPATH=.
babel=.venv/bin/pybabel
$babel --quiet extract -F babel.cfg --no-location --sort-output --omit-header -o "$pot" .
for language in en zh_Hans zh_Hant; do
    file=translations/$language/LC_MESSAGES/messages.po
    if [ -e "$file" ]; then
        $babel --quiet update -i "$pot" -o "$file" -l $language --no-fuzzy-matching --ignore-obsolete --omit-header
    else
        mkdir -p "$(dirname "$file")"
        $babel --quiet init -i "$pot" -o "$file" -l $language
    fi
    $babel --quiet compile -i "$file" -o "${file%.po}.mo"
done
