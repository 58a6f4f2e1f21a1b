/// The first form of the database.
enum SchemaV1 {
    static let tables = """
        CREATE TABLE workspace (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            name TEXT NOT NULL,
            createdAt TEXT NOT NULL,
            isDemo INTEGER NOT NULL
        ) STRICT;

        -- History: appended, never rewritten (see the triggers).
        CREATE TABLE change (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            at TEXT NOT NULL,
            author TEXT NOT NULL,
            reason TEXT,
            kind TEXT NOT NULL CHECK (kind IN ('import', 'edit', 'undo', 'redo', 'class')),
            sampleCount INTEGER NOT NULL,
            summary TEXT NOT NULL,
            importID INTEGER
        ) STRICT;
        CREATE INDEX changeByAuthor ON change (author, id);
        CREATE INDEX changeByImport ON change (importID) WHERE importID IS NOT NULL;

        -- before and after: a class by its id, tags joined by U+001F, numbers and texts as they are. The field 'sample'
        -- (a new sample) has all of its state as JSON.
        CREATE TABLE sampleCell (
            change INTEGER NOT NULL REFERENCES change (id),
            sample INTEGER NOT NULL,
            field TEXT NOT NULL,
            before ANY,
            after ANY,
            PRIMARY KEY (change, sample, field)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX sampleCellBySample ON sampleCell (sample, change);

        -- Of a class: 'exists' (0 or 1), 'name', 'rank'.
        CREATE TABLE classCell (
            change INTEGER NOT NULL REFERENCES change (id),
            class INTEGER NOT NULL,
            field TEXT NOT NULL,
            before ANY,
            after ANY,
            PRIMARY KEY (change, class, field)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX classCellByClass ON classCell (class, change);

        -- What an undo took back, what a redo did again: always a change that is neither.
        CREATE TABLE reversal (
            change INTEGER NOT NULL REFERENCES change (id),
            target INTEGER NOT NULL REFERENCES change (id),
            PRIMARY KEY (change, target)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX reversalByTarget ON reversal (target, change);

        -- Current state: kept in step with the history in the same transaction.
        CREATE TABLE class (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL UNIQUE,
            rank REAL NOT NULL
        ) STRICT;

        CREATE TABLE image (
            id INTEGER PRIMARY KEY,
            digest TEXT NOT NULL UNIQUE CHECK (length(digest) = 64),
            format TEXT NOT NULL,
            width INTEGER NOT NULL,
            height INTEGER NOT NULL,
            bytes INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE tagSet (
            id INTEGER PRIMARY KEY,
            tags TEXT NOT NULL UNIQUE
        ) STRICT;
        INSERT INTO tagSet (id, tags) VALUES (1, '');

        CREATE TABLE sample (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            image INTEGER NOT NULL REFERENCES image (id),
            class INTEGER REFERENCES class (id),
            split TEXT CHECK (split IN ('train', 'val', 'test')),
            state TEXT NOT NULL CHECK (state IN ('active', 'trashed')),
            tagSet INTEGER NOT NULL REFERENCES tagSet (id),
            origin INTEGER NOT NULL REFERENCES change (id),
            revision INTEGER NOT NULL REFERENCES change (id),
            name TEXT NOT NULL,
            path TEXT NOT NULL,
            folded TEXT NOT NULL,
            sourcePath BLOB NOT NULL UNIQUE
        ) STRICT;
        CREATE INDEX sampleByImage ON sample (image);
        CREATE INDEX sampleByClass ON sample (class);

        CREATE TABLE importedColumn (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            kind TEXT NOT NULL CHECK (kind IN ('number', 'text'))
        ) STRICT;
        CREATE TABLE columnValue (
            importedColumn INTEGER NOT NULL REFERENCES importedColumn (id),
            sample INTEGER NOT NULL REFERENCES sample (id),
            value ANY NOT NULL,
            PRIMARY KEY (importedColumn, sample)
        ) STRICT, WITHOUT ROWID;

        -- Around the dataset.
        CREATE TABLE importRun (
            id INTEGER PRIMARY KEY,
            at TEXT NOT NULL
        ) STRICT;
        CREATE TABLE refusal (
            id INTEGER PRIMARY KEY,
            importRun INTEGER NOT NULL REFERENCES importRun (id),
            path TEXT NOT NULL,
            code TEXT NOT NULL,
            reason TEXT NOT NULL,
            UNIQUE (importRun, path, code)
        ) STRICT;

        CREATE TABLE embedding (
            model TEXT PRIMARY KEY,
            file TEXT NOT NULL UNIQUE,
            dimension INTEGER NOT NULL,
            createdAt TEXT NOT NULL
        ) STRICT;
        CREATE TABLE projection (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            model TEXT NOT NULL,
            method TEXT NOT NULL,
            createdAt TEXT NOT NULL,
            count INTEGER NOT NULL,
            parameters TEXT NOT NULL,
            seed TEXT NOT NULL
        ) STRICT;

        CREATE TABLE job (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            kind TEXT NOT NULL,
            parameters TEXT NOT NULL,
            author TEXT NOT NULL,
            state TEXT NOT NULL
                CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled', 'interrupted')),
            phase TEXT,
            done INTEGER NOT NULL,
            total INTEGER,
            rate REAL,
            secondsLeft REAL,
            message TEXT,
            error TEXT,
            result TEXT,
            createdAt TEXT NOT NULL,
            startedAt TEXT,
            finishedAt TEXT,
            cancelRequested INTEGER NOT NULL,
            pid INTEGER,
            processStart TEXT
        ) STRICT;
        CREATE INDEX jobByState ON job (state);
        """

    /// The history cannot be rewritten, not even by a mistake in this program.
    static var triggers: String {
        let history = ["change", "sampleCell", "classCell", "reversal"].flatMap { table in
            ["UPDATE", "DELETE"].map { action in
                """
                CREATE TRIGGER \(table)Forbids\(action) BEFORE \(action) ON \(table)
                BEGIN SELECT RAISE(ABORT, 'the history is never rewritten'); END;
                """
            }
        }
        let samples = """
            CREATE TRIGGER sampleForbidsDelete BEFORE DELETE ON sample
            BEGIN SELECT RAISE(ABORT, 'a sample goes to the trash, it is not deleted'); END;
            CREATE TRIGGER sampleKeepsItsImage BEFORE UPDATE OF image, sourcePath, origin ON sample
            BEGIN SELECT RAISE(ABORT, 'what a sample is does not change'); END;
            CREATE TRIGGER imageIsImmutable BEFORE UPDATE ON image
            BEGIN SELECT RAISE(ABORT, 'an image is immutable'); END;
            """
        return (history + [samples]).joined(separator: "\n")
    }
}
