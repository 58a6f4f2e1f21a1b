/// What came with a server for many people: accounts, and the log of who was let in.
enum SchemaV8 {
    static let tables = """
        -- Never deleted: the history is signed with the name, so no other person may have it.
        CREATE TABLE person (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL,
            folded TEXT NOT NULL UNIQUE,
            role TEXT NOT NULL CHECK (role IN ('viewer', 'labeller', 'editor', 'owner')),
            password TEXT NOT NULL,
            createdAt TEXT NOT NULL,
            seenAt TEXT,
            removedAt TEXT
        ) STRICT;

        -- Secrets are kept as their SHA-256: who reads this file cannot log in with it.
        CREATE TABLE invitation (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            digest TEXT NOT NULL UNIQUE CHECK (length(digest) = 64),
            role TEXT NOT NULL CHECK (role IN ('viewer', 'labeller', 'editor', 'owner')),
            name TEXT,
            person INTEGER REFERENCES person (id),
            invitedBy TEXT NOT NULL,
            createdAt TEXT NOT NULL,
            expiresAt TEXT NOT NULL
        ) STRICT;

        CREATE TABLE session (
            digest TEXT PRIMARY KEY CHECK (length(digest) = 64),
            person INTEGER NOT NULL REFERENCES person (id),
            createdAt TEXT NOT NULL,
            usedAt TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX sessionByPerson ON session (person);

        CREATE TABLE token (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            digest TEXT NOT NULL UNIQUE CHECK (length(digest) = 64),
            person INTEGER NOT NULL REFERENCES person (id),
            name TEXT NOT NULL,
            role TEXT NOT NULL CHECK (role IN ('viewer', 'labeller', 'editor', 'owner')),
            createdAt TEXT NOT NULL,
            expiresAt TEXT,
            usedAt TEXT
        ) STRICT;
        CREATE INDEX tokenByPerson ON token (person);

        CREATE TABLE accessLog (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            at TEXT NOT NULL,
            event TEXT NOT NULL,
            -- Who did it; NULL: nobody who is logged in.
            name TEXT,
            -- From where; NULL: a terminal of the machine.
            address TEXT,
            detail TEXT
        ) STRICT;
        CREATE TRIGGER accessLogForbidsUPDATE BEFORE UPDATE ON accessLog
        BEGIN SELECT RAISE(ABORT, 'the log is never rewritten'); END;
        CREATE TRIGGER accessLogForbidsDELETE BEFORE DELETE ON accessLog
        BEGIN SELECT RAISE(ABORT, 'the log is never rewritten'); END;

        -- The address that people open, as the server was last told.
        CREATE TABLE publicAddress (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            url TEXT NOT NULL
        ) STRICT;
        """
}
