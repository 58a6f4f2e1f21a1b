/// What came with findings: what audits found, and what people said of it.
enum SchemaV4 {
    static let tables = """
        -- Each kind of audit as it last ran.
        CREATE TABLE auditedKind (
            kind TEXT PRIMARY KEY,
            -- The digest of all that the result depends on; empty until it could be computed.
            basis TEXT NOT NULL,
            lastChange INTEGER NOT NULL,
            found INTEGER NOT NULL,
            -- Why it could not be computed when it was last asked for.
            skipped TEXT,
            -- JSON: what it says of the whole.
            facts TEXT NOT NULL,
            at TEXT NOT NULL
        ) STRICT;

        -- Classes are named by their ids, so that a renamed class brings nothing back that was judged; ids of classes
        -- that are gone may stay.
        CREATE TABLE finding (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            -- What makes it the same finding in another audit: kind, images, labels where they matter, detail.
            key TEXT NOT NULL UNIQUE CHECK (length(key) = 64),
            kind TEXT NOT NULL,
            score REAL NOT NULL,
            value REAL NOT NULL,
            sample INTEGER REFERENCES sample (id),
            given INTEGER,
            suggested INTEGER,
            title TEXT NOT NULL,
            detail TEXT NOT NULL,
            -- JSON.
            change TEXT,
            evidence TEXT NOT NULL,
            basis TEXT NOT NULL,
            lastChange INTEGER NOT NULL,
            -- Whether the last audit of its kind found it.
            isCurrent INTEGER NOT NULL,
            foundAt TEXT NOT NULL
        ) STRICT;
        CREATE INDEX findingByValue ON finding (value DESC, id);
        CREATE INDEX findingByKind ON finding (kind, isCurrent);

        -- The samples that a finding is about, with the class and split that they had.
        CREATE TABLE findingSample (
            finding INTEGER NOT NULL REFERENCES finding (id) ON DELETE CASCADE,
            sample INTEGER NOT NULL REFERENCES sample (id),
            position INTEGER NOT NULL,
            class INTEGER,
            split TEXT,
            PRIMARY KEY (finding, sample)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX findingSampleBySample ON findingSample (sample);

        -- Appended; of each finding the last one holds, and an acceptance only while its change is in effect.
        CREATE TABLE findingVerdict (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            finding INTEGER NOT NULL REFERENCES finding (id),
            verdict TEXT NOT NULL CHECK (verdict IN ('accept', 'reject', 'later', 'withdrawn')),
            author TEXT NOT NULL,
            reason TEXT,
            at TEXT NOT NULL,
            change INTEGER REFERENCES change (id),
            -- That of the finding when it was judged.
            score REAL NOT NULL,
            -- The key that the finding would have after the change: it is judged with it.
            keyAfter TEXT
        ) STRICT;
        CREATE INDEX findingVerdictByFinding ON findingVerdict (finding, id);
        CREATE INDEX findingVerdictByKey ON findingVerdict (keyAfter) WHERE keyAfter IS NOT NULL;
        """
}
