"""Notes to findings, and the day a run's figures are as of.

A run is rebuilt rather than extended, so that its columns stand where a new file has them.
"""

from alembic import op

revision = "0002"
down_revision = "0001"

STEPS = (
    """
CREATE TABLE answer (
    id INTEGER NOT NULL,
    finding TEXT NOT NULL,
    note TEXT,
    PRIMARY KEY (id),
    UNIQUE (finding)
) STRICT
""",
    """
CREATE TABLE run_new (
    id INTEGER NOT NULL,
    book INTEGER NOT NULL,
    from_month INTEGER NOT NULL,
    to_month INTEGER NOT NULL,
    label TEXT,
    as_of TEXT,
    state TEXT NOT NULL,
    PRIMARY KEY (id),
    CHECK (from_month BETWEEN 1 AND 12),
    CHECK (to_month BETWEEN 1 AND 12),
    CHECK (state IN ('open', 'locked')),
    FOREIGN KEY(book) REFERENCES book (id) DEFERRABLE INITIALLY DEFERRED
) STRICT
""",
    "INSERT INTO run_new (id, book, from_month, to_month, label, state) "
    "SELECT id, book, from_month, to_month, label, state FROM run",
    "DROP TABLE run",
    "ALTER TABLE run_new RENAME TO run",
)


def upgrade() -> None:
    """Take the steps; the caller holds the transaction."""
    for step in STEPS:
        op.execute(step)
