#!/bin/sh
# Collect every string that a person sees into the three catalogues, and compile them. A second run changes nothing:
# lines are never wrapped, and each file keeps the header it has.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export PYTHONPATH=.
babel=.venv/bin/pybabel
$babel --quiet extract -F babel.cfg --no-location --sort-output --omit-header -o "$folder/pot" .
for language in en zh_Hans zh_Hant; do
    file=translations/$language/LC_MESSAGES/messages.po
    sed '/^$/q' "$file" >"$folder/po"
    $babel --quiet update -i "$folder/pot" -o "$file" -l $language \
        --no-fuzzy-matching --ignore-obsolete --omit-header --no-wrap
    cat "$file" >>"$folder/po"
    cp "$folder/po" "$file"
    $babel --quiet compile -i "$file" -o "${file%.po}.mo"
done
