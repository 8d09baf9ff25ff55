"""What the program is called by the systems it is installed on: the one place for these names.

The recipe, the setup, the menu entries and the program itself read them here; a name that changed between
two versions would leave the older one's entries behind on every computer.
"""

APP = "perfdesk"  # folders, the program's own file, the package
TITLE = "绩效台"  # menu entries, windows, the list of installed programs
SUMMARY = "离线填报、核对和导出绩效目标表"
SUFFIX = ".perfdesk"  # a desk file
FILE_KIND = "绩效台数据文件"  # what the file manager calls it
MIME_TYPE = "application/x-perfdesk"
PROG_ID = "perfdesk.desk.1"  # Windows' name for the kind of file
# Held while any perfdesk of this login runs, so that the setup can see it.
MUTEX = "perfdesk-single-instance"
CONSOLE_APP = "perfdesk-cli"  # the same program with a console, for scripts on Windows
# An empty file beside the program: its data lies beside it too.
PORTABLE_FLAG = "portable.flag"
PORTABLE_DATA = "data"
OLDEST_WINDOWS_BUILD = 17763  # Windows 10 1809; Qt 6 needs it
