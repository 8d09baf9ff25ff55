CREATE TABLE answer (
    id INTEGER NOT NULL,
    finding TEXT NOT NULL,
    note TEXT,
    PRIMARY KEY (id),
    UNIQUE (finding)
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

CREATE TABLE pack (
    id INTEGER NOT NULL,
    name TEXT,
    version TEXT,
    text TEXT,
    PRIMARY KEY (id)
) STRICT;

CREATE TABLE book (
    id INTEGER NOT NULL,
    unit_name TEXT,
    year TEXT,
    form TEXT,
    title TEXT,
    source TEXT,
    captions TEXT,
    layout TEXT,
    pack INTEGER,
    PRIMARY KEY (id),
    FOREIGN KEY(pack) REFERENCES pack (id) DEFERRABLE INITIALLY DEFERRED
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
    person TEXT,
    scheme TEXT,
    approved_on TEXT,
    approval_doc TEXT,
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
    code TEXT,
    department TEXT,
    implementing_unit TEXT,
    attribute TEXT,
    period TEXT,
    medium_goal TEXT,
    medium_budget_raw TEXT,
    medium_budget TEXT,
    adjusted_budget_raw TEXT,
    adjusted_budget TEXT,
    execution_weight_raw TEXT,
    execution_weight TEXT,
    person TEXT,
    manager TEXT,
    finance_officer TEXT,
    phone TEXT,
    is_secret INTEGER NOT NULL CHECK (is_secret IN (0, 1)),
    approved_on TEXT,
    approval_doc TEXT,
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
    locked INTEGER NOT NULL CHECK (locked IN (0, 1)),
    pack INTEGER,
    PRIMARY KEY (id),
    CHECK (from_month BETWEEN 1 AND 12),
    CHECK (to_month BETWEEN 1 AND 12),
    CHECK (state IN ('open', 'checking', 'review', 'published')),
    FOREIGN KEY(book) REFERENCES book (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(pack) REFERENCES pack (id) DEFERRABLE INITIALLY DEFERRED
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
    forecast_executed_raw TEXT,
    forecast_executed TEXT,
    deviation_reason TEXT,
    corrective_action TEXT,
    conclusion TEXT,
    problems TEXT,
    execution_score_raw TEXT,
    execution_score TEXT,
    total_score_raw TEXT,
    total_score TEXT,
    scheme_inputs TEXT,
    followed INTEGER NOT NULL CHECK (followed IN (0, 1)),
    PRIMARY KEY (id),
    CHECK ((project IS NULL) <> (objective IS NULL)),
    UNIQUE (project, run),
    UNIQUE (objective, run),
    FOREIGN KEY(run) REFERENCES run (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(project) REFERENCES project (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(objective) REFERENCES objective (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE fund (
    id INTEGER NOT NULL,
    project INTEGER NOT NULL,
    position INTEGER NOT NULL,
    name TEXT,
    medium_raw TEXT,
    medium TEXT,
    initial_raw TEXT,
    initial TEXT,
    adjusted_raw TEXT,
    adjusted TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(project) REFERENCES project (id) DEFERRABLE INITIALLY DEFERRED
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
    term TEXT,
    definition TEXT,
    baseline_raw TEXT,
    baseline TEXT,
    last_actual_raw TEXT,
    last_actual TEXT,
    data_source TEXT,
    collection_method TEXT,
    scoring_rule TEXT,
    scoring_method TEXT,
    pass_threshold_raw TEXT,
    pass_threshold TEXT,
    is_core INTEGER NOT NULL CHECK (is_core IN (0, 1)),
    remark TEXT,
    PRIMARY KEY (id),
    CHECK ((project IS NULL) <> (objective IS NULL)),
    CHECK (operator IN ('≥', '>', '=', '<', '≤')),
    FOREIGN KEY(project) REFERENCES project (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(objective) REFERENCES objective (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE publication (
    id INTEGER NOT NULL,
    book INTEGER NOT NULL,
    run INTEGER,
    form TEXT,
    version INTEGER NOT NULL,
    published_on TEXT,
    file TEXT,
    digest TEXT,
    pages INTEGER,
    correction TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(book) REFERENCES book (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(run) REFERENCES run (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE rectification (
    id INTEGER NOT NULL,
    project INTEGER,
    objective INTEGER,
    run INTEGER,
    issue TEXT,
    measure TEXT,
    owner TEXT,
    due_on TEXT,
    result TEXT,
    done INTEGER NOT NULL CHECK (done IN (0, 1)),
    PRIMARY KEY (id),
    CHECK ((project IS NULL) <> (objective IS NULL)),
    FOREIGN KEY(project) REFERENCES project (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(objective) REFERENCES objective (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(run) REFERENCES run (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE adjustment (
    id INTEGER NOT NULL,
    project INTEGER,
    objective INTEGER,
    indicator INTEGER,
    subject TEXT,
    "before" TEXT,
    "after" TEXT,
    basis TEXT,
    approval_doc TEXT,
    adjusted_on TEXT,
    PRIMARY KEY (id),
    CHECK ((project IS NULL) <> (objective IS NULL)),
    FOREIGN KEY(project) REFERENCES project (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(objective) REFERENCES objective (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(indicator) REFERENCES indicator (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE entry (
    id INTEGER NOT NULL,
    run INTEGER NOT NULL,
    indicator INTEGER NOT NULL,
    actual_raw TEXT,
    actual TEXT,
    narrative TEXT,
    note TEXT,
    milestone_raw TEXT,
    milestone TEXT,
    forecast_raw TEXT,
    forecast TEXT,
    likelihood TEXT,
    cause_funding INTEGER NOT NULL CHECK (cause_funding IN (0, 1)),
    cause_rules INTEGER NOT NULL CHECK (cause_rules IN (0, 1)),
    cause_staff INTEGER NOT NULL CHECK (cause_staff IN (0, 1)),
    cause_facilities INTEGER NOT NULL CHECK (cause_facilities IN (0, 1)),
    cause_other INTEGER NOT NULL CHECK (cause_other IN (0, 1)),
    deviation_reason TEXT,
    corrective_action TEXT,
    score_raw TEXT,
    score TEXT,
    followed INTEGER NOT NULL CHECK (followed IN (0, 1)),
    PRIMARY KEY (id),
    UNIQUE (indicator, run),
    FOREIGN KEY(run) REFERENCES run (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(indicator) REFERENCES indicator (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE evidence (
    id INTEGER NOT NULL,
    project INTEGER,
    objective INTEGER,
    indicator INTEGER,
    run INTEGER,
    name TEXT,
    digest TEXT,
    size INTEGER,
    note TEXT,
    PRIMARY KEY (id),
    CHECK ((project IS NULL) <> (objective IS NULL)),
    FOREIGN KEY(project) REFERENCES project (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(objective) REFERENCES objective (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(indicator) REFERENCES indicator (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(run) REFERENCES run (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE outlay (
    id INTEGER NOT NULL,
    run INTEGER NOT NULL,
    fund INTEGER NOT NULL,
    executed_raw TEXT,
    executed TEXT,
    forecast_raw TEXT,
    forecast TEXT,
    PRIMARY KEY (id),
    UNIQUE (fund, run),
    FOREIGN KEY(run) REFERENCES run (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(fund) REFERENCES fund (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
