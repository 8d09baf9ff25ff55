#!/bin/sh
# Starts the program of this folder; on a system it cannot run on, says so in a sentence a clerk understands.
here=$(cd "$(dirname "$(readlink -f "$0")")" && pwd)
refuse() {
    echo "$1" >&2
    # Started from a menu there is no terminal to read it in.
    if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] && [ ! -t 2 ]; then
        for box in "zenity --error --text" "kdialog --error" "xmessage"; do
            if command -v "${box%% *}" > /dev/null; then $box "$1"; break; fi
        done
    fi
    exit 3
}
if [ "$(uname -m)" != "@MACHINE@" ]; then
    refuse "绩效台的这个包用于 @MACHINE@ 处理器的电脑，这台是 $(uname -m)，不能运行。请换一台电脑。"
fi
# "glibc 2.36", and nothing where the system has another C library.
have=$(getconf GNU_LIBC_VERSION 2> /dev/null) || have=
have=${have#glibc }
if [ "$(printf '%s\n' "@GLIBC@" "${have:-0}" | sort -V | head -n 1)" != "@GLIBC@" ]; then
    refuse "绩效台需要 glibc @GLIBC@ 或更新的系统（如 Debian 12、Ubuntu 24.04），这台电脑的系统较旧（glibc ${have:-没有}），不能运行。请换一台电脑，或请管理员升级系统。"
fi
if [ "${1:-}" = --can-run ]; then exit 0; fi
exec "$here/bin/perfdesk" "$@"
