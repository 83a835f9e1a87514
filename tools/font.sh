#!/bin/sh
# See that a Chinese font is there, from Debian's packages if root: papers and pictures in Chinese need one.
set -eu

have_font() {
    ls /usr/share/fonts/opentype/noto/NotoS*CJK* >/dev/null 2>&1 || fc-list :lang=zh 2>/dev/null | grep -q .
}

have_font && exit
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing fonts-noto-cjk ..."
    apt-get install -y -qq fonts-noto-cjk >/dev/null 2>&1 ||
        { apt-get update -qq && apt-get install -y -qq fonts-noto-cjk >/dev/null; } || true
fi
have_font || echo "There is no Chinese font here (fonts-noto-cjk): letters and pictures in Chinese cannot be made."
