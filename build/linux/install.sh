#!/bin/sh
# Puts the menu entry and the file type of the unpacked program into this account; "remove" takes them out.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
share=${XDG_DATA_HOME:-${HOME:?这个账户没有主文件夹，加不了菜单；程序可以直接运行}/.local/share}
entry=$share/applications/perfdesk.desktop
kind=$share/mime/packages/perfdesk.xml
icon=$share/icons/hicolor/scalable/apps/perfdesk.svg
if [ "${1:-}" = remove ]; then
    rm -f "$entry" "$kind" "$icon"
    echo "已去掉菜单和文件类型。程序文件夹可以直接删除，数据文件不受影响。"
else
    "$here/perfdesk" --can-run
    mkdir -p "$share/applications" "$share/mime/packages" "$share/icons/hicolor/scalable/apps"
    # A desktop file wants the path quoted, and these four signs behind a backslash even so.
    quoted=$(printf '%s' "$here/perfdesk" | sed 's/[\\`"$]/\\\\&/g; s/%/%%/g; s/[&|]/\\&/g')
    sed "s|^Exec=perfdesk|Exec=\"$quoted\"|" "$here/share/perfdesk.desktop" > "$entry"
    cp "$here/share/perfdesk.xml" "$kind"
    cp "$here/share/perfdesk.svg" "$icon"
    echo "已加到菜单。双击数据文件即可打开。"
fi
if command -v update-mime-database > /dev/null; then update-mime-database "$share/mime"; fi
if command -v update-desktop-database > /dev/null; then update-desktop-database "$share/applications"; fi
