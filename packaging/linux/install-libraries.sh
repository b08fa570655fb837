#!/bin/sh
# Install the system libraries that are missing: for the window, and with "test" also the tools of the tests.
#
#     packaging/linux/install-libraries.sh window|test
#
# Does nothing when all is there; uses sudo only when not root; needs apt (Debian, Ubuntu). On other systems it names
# what is missing and goes on.
set -eu

window="
libEGL.so.1 libegl1
libGL.so.1 libgl1
libX11-xcb.so.1 libx11-xcb1
libdbus-1.so.3 libdbus-1-3
libfontconfig.so.1 libfontconfig1
libglib-2.0.so.0 libglib2.0-0
libgssapi_krb5.so.2 libgssapi-krb5-2
libxcb-cursor.so.0 libxcb-cursor0
libxcb-icccm.so.4 libxcb-icccm4
libxcb-image.so.0 libxcb-image0
libxcb-keysyms.so.1 libxcb-keysyms1
libxcb-randr.so.0 libxcb-randr0
libxcb-render-util.so.0 libxcb-render-util0
libxcb-shape.so.0 libxcb-shape0
libxcb-xkb.so.1 libxcb-xkb1
libxkbcommon-x11.so.0 libxkbcommon-x11-0
/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf fonts-dejavu-core
"
test="
pdftotext poppler-utils
qpdf qpdf
soffice libreoffice-calc-nogui
Xvfb xvfb
"

known=$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p 2>/dev/null || true)

is_there() {
    case $1 in
    /*) [ -e "$1" ] ;;
    *.so.*) printf '%s\n' "$known" | grep -qF "$1 " ;;
    *) command -v "$1" >/dev/null 2>&1 ;;
    esac
}

case ${1:-} in
window) wanted=$window ;;
test) wanted="$window$test" ;;
*)
    echo "usage: $0 window|test" >&2
    exit 2
    ;;
esac

[ "$(uname -s)" = Linux ] || exit 0

missing=""
while read -r probe package; do
    [ -n "$probe" ] || continue
    is_there "$probe" || missing="$missing $package"
done <<LIST
$wanted
LIST
python=$("$(dirname "$0")/find-python.sh")
if [ -f /etc/debian_version ] && ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    missing="$missing $("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
fi
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null 2>&1; then
    echo "Not found on this system, and no apt to install them with (Debian's names):$missing" >&2
    exit 0
fi
as_root=""
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null 2>&1; then
        echo "Missing system packages. As root, run: apt-get install$missing" >&2
        exit 1
    fi
    as_root=sudo
fi
echo "Installing system packages:$missing"
$as_root apt-get update -qq
# shellcheck disable=SC2086 -- the names are separate words
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing
