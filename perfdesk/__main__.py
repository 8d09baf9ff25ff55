"""`python -m perfdesk` and the frozen program start here."""

import sys


def main() -> int:
    """Run the command line; without a command, the window. The reading process starts here too, and light."""
    if sys.argv[1:] == ["--read-worker"]:
        from perfdesk.exchange.worker import serve

        return serve()
    from perfdesk.cli import run
    from perfdesk.presence import be_seen

    be_seen()
    return run(sys.argv[1:])


if __name__ == "__main__":
    raise SystemExit(main())
