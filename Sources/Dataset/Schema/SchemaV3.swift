/// What came with trainings: named versions, trainers and runs.
enum SchemaV3 {
    static let tables = """
        CREATE TABLE version (
            name TEXT PRIMARY KEY,
            change INTEGER NOT NULL,
            note TEXT,
            author TEXT NOT NULL,
            createdAt TEXT NOT NULL
        ) STRICT;

        -- A specification of a trainer, by the digest of all that makes a difference to a run.
        CREATE TABLE trainer (
            digest TEXT PRIMARY KEY CHECK (length(digest) = 64),
            name TEXT NOT NULL UNIQUE,
            specification TEXT NOT NULL,
            author TEXT NOT NULL,
            createdAt TEXT NOT NULL
        ) STRICT;

        CREATE TABLE run (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            trainer TEXT NOT NULL REFERENCES trainer (digest),
            change INTEGER NOT NULL,
            -- What if, as JSON: which batches were left out or brought in.
            variation TEXT NOT NULL,
            seed TEXT NOT NULL,
            -- 0, or the number of folds of an out-of-sample run.
            folds INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('running', 'done', 'failed', 'cancelled')),
            author TEXT NOT NULL,
            job INTEGER,
            note TEXT,
            error TEXT,
            -- JSON: what it was trained on, and what came out.
            data TEXT NOT NULL,
            result TEXT,
            createdAt TEXT NOT NULL,
            finishedAt TEXT
        ) STRICT;
        CREATE INDEX runByTraining ON run (trainer, change, variation, folds, seed);

        CREATE TABLE runEpoch (
            run INTEGER NOT NULL REFERENCES run (id),
            -- From 1 in an out-of-sample run, else 0.
            fold INTEGER NOT NULL,
            epoch INTEGER NOT NULL,
            trainLoss REAL,
            trainAccuracy REAL,
            valLoss REAL,
            valAccuracy REAL,
            seconds REAL,
            imagesPerSecond REAL,
            PRIMARY KEY (run, fold, epoch)
        ) STRICT, WITHOUT ROWID;
        """
}
