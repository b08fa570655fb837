#!/bin/sh
# Give the current user a menu entry, the icon and double click on .trygg files. The program itself must be installed.
#
#     packaging/linux/install-desktop-entry.sh [PREFIX]      (default: ~/.local)
set -eu

here=$(cd "$(dirname "$0")" && pwd)
icons=$here/../../resources/icons
share=${1:-$HOME/.local}/share

install -D -m 644 "$here/trygg-desktop.desktop" "$share/applications/trygg-desktop.desktop"
install -D -m 644 "$here/trygg-desktop.xml" "$share/mime/packages/trygg-desktop.xml"
install -D -m 644 "$icons/trygg-desktop.png" "$share/icons/hicolor/256x256/apps/trygg-desktop.png"
install -D -m 644 "$icons/trygg-desktop.svg" "$share/icons/hicolor/scalable/apps/trygg-desktop.svg"
if command -v update-mime-database >/dev/null 2>&1; then update-mime-database "$share/mime"; fi
if command -v update-desktop-database >/dev/null 2>&1; then update-desktop-database "$share/applications"; fi
