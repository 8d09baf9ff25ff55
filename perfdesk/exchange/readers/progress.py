"""How a reader says how far it is."""

from collections.abc import Callable

# Rows done, and rows in all (0 where nobody knows). The more rows a file has, the longer it may take.
Progress = Callable[[int, int], None]
EVERY = 1_000


def silent(_done: int, _rows: int) -> None:
    """For who does not want to know."""
