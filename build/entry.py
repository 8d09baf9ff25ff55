"""Where the frozen program starts; PyInstaller wants a file outside the package."""

from __future__ import annotations

import sys

from perfdesk.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
