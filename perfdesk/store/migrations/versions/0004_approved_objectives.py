"""Date and document of the approval of an objective.

The table is rebuilt rather than extended, so that its columns stand where a new file has them.
"""

from alembic import op

revision = "0004"
down_revision = "0003"

_HELD = (
    "id, book, position, category, subcategory, name, starred, content, attribute, due_month, scoring_text, "
    "person, scheme"
)
STEPS = (
    """
CREATE TABLE objective_new (
    id INTEGER NOT NULL,
    book INTEGER NOT NULL,
    position INTEGER NOT NULL,
    category TEXT,
    subcategory TEXT,
    name TEXT,
    starred INTEGER NOT NULL,
    content TEXT,
    attribute TEXT,
    due_month TEXT,
    scoring_text TEXT,
    person TEXT,
    scheme TEXT,
    approved_on TEXT,
    approval_doc TEXT,
    PRIMARY KEY (id),
    CHECK (starred IN (0, 1)),
    FOREIGN KEY(book) REFERENCES book (id) DEFERRABLE INITIALLY DEFERRED
) STRICT
""",
    f"INSERT INTO objective_new ({_HELD}) SELECT {_HELD} FROM objective",
    "DROP TABLE objective",
    "ALTER TABLE objective_new RENAME TO objective",
)


def upgrade() -> None:
    """Take the steps; the caller holds the transaction."""
    for step in STEPS:
        op.execute(step)
