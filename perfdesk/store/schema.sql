CREATE TABLE answer (
    id INTEGER NOT NULL,
    finding TEXT NOT NULL,
    note TEXT,
    PRIMARY KEY (id),
    UNIQUE (finding)
) STRICT;

CREATE TABLE book (
    id INTEGER NOT NULL,
    unit_name TEXT,
    year TEXT,
    form TEXT,
    title TEXT,
    source TEXT,
    PRIMARY KEY (id)
) STRICT;

CREATE TABLE history (
    id INTEGER NOT NULL,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    host TEXT NOT NULL,
    batch INTEGER NOT NULL,
    act TEXT NOT NULL,
    title TEXT NOT NULL,
    kind TEXT NOT NULL,
    record INTEGER NOT NULL,
    field TEXT NOT NULL,
    "before" TEXT,
    "after" TEXT,
    alg TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (id)
) STRICT;

CREATE TABLE objective (
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
    PRIMARY KEY (id),
    CHECK (starred IN (0, 1)),
    FOREIGN KEY(book) REFERENCES book (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE project (
    id INTEGER NOT NULL,
    book INTEGER NOT NULL,
    position INTEGER NOT NULL,
    seq TEXT,
    name TEXT,
    overview TEXT,
    budget_raw TEXT,
    budget TEXT,
    annual_goal TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(book) REFERENCES book (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE run (
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
) STRICT;

CREATE TABLE account (
    id INTEGER NOT NULL,
    run INTEGER NOT NULL,
    project INTEGER,
    objective INTEGER,
    narrative TEXT,
    executed_raw TEXT,
    executed TEXT,
    note TEXT,
    PRIMARY KEY (id),
    CHECK ((project IS NULL) <> (objective IS NULL)),
    UNIQUE (project, run),
    UNIQUE (objective, run),
    FOREIGN KEY(run) REFERENCES run (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(project) REFERENCES project (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(objective) REFERENCES objective (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE indicator (
    id INTEGER NOT NULL,
    project INTEGER,
    objective INTEGER,
    position INTEGER NOT NULL,
    level1 TEXT,
    level2 TEXT,
    name TEXT,
    operator TEXT,
    unit TEXT,
    target_raw TEXT,
    target TEXT,
    weight_raw TEXT,
    weight TEXT,
    accumulation TEXT,
    direction TEXT,
    PRIMARY KEY (id),
    CHECK ((project IS NULL) <> (objective IS NULL)),
    CHECK (operator IN ('≥', '>', '=', '<', '≤')),
    FOREIGN KEY(project) REFERENCES project (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(objective) REFERENCES objective (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE entry (
    id INTEGER NOT NULL,
    run INTEGER NOT NULL,
    indicator INTEGER NOT NULL,
    actual_raw TEXT,
    actual TEXT,
    narrative TEXT,
    note TEXT,
    PRIMARY KEY (id),
    UNIQUE (indicator, run),
    FOREIGN KEY(run) REFERENCES run (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(indicator) REFERENCES indicator (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
