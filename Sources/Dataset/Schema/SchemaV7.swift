/// What came with labelling together: everybody's answers, who has which sample before them, the rooms in which people
/// vote, and the keys by which a request that is sent again is known.
enum SchemaV7 {
    static let tables = """
        -- The key that a client gave its request, so that a retry after a lost answer does nothing twice.
        CREATE TABLE requestKey (
            key TEXT PRIMARY KEY,
            -- SHA-256 of what was asked for.
            fingerprint TEXT NOT NULL,
            -- The newest change and the newest answer that it made.
            change INTEGER REFERENCES change (id),
            answer INTEGER REFERENCES answer (id)
        ) STRICT, WITHOUT ROWID;

        -- By which a page knows that the server it comes back to still has the same dataset.
        CREATE TABLE identity (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            name TEXT NOT NULL
        ) STRICT;
        INSERT INTO identity (id, name) VALUES (1, lower(hex(randomblob(8))));

        -- How labelling goes; the newest row holds.
        CREATE TABLE labelling (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            at TEXT NOT NULL,
            author TEXT NOT NULL,
            keepsAnswersApart INTEGER NOT NULL,
            hidesOthers INTEGER NOT NULL,
            answersWanted INTEGER NOT NULL,
            countsGiven INTEGER NOT NULL
        ) STRICT;

        -- What people answered: appended, never rewritten. The class is by its id and may be gone by now.
        CREATE TABLE answer (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            at TEXT NOT NULL,
            sample INTEGER NOT NULL REFERENCES sample (id),
            person TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('label', 'skip', 'flag', 'withdrawn')),
            class INTEGER,
            -- 0 to 1.
            confidence REAL,
            reason TEXT,
            -- The change that set the label at once, where it did.
            change INTEGER REFERENCES change (id),
            CHECK ((kind = 'label') = (class IS NOT NULL))
        ) STRICT;
        CREATE INDEX answerByPerson ON answer (person, id);
        CREATE INDEX answerBySample ON answer (sample, id);

        -- The answer of each person that holds, kept in step in the same transaction.
        CREATE TABLE annotation (
            sample INTEGER NOT NULL,
            person TEXT NOT NULL,
            answer INTEGER NOT NULL REFERENCES answer (id),
            PRIMARY KEY (sample, person)
        ) STRICT, WITHOUT ROWID;

        -- Of each sample with answers: how many labels it was given, and how far they are from being one (0 to 1).
        CREATE TABLE tally (
            sample INTEGER PRIMARY KEY,
            labels INTEGER NOT NULL,
            contest REAL NOT NULL
        ) STRICT;
        CREATE INDEX tallyByContest ON tally (contest) WHERE contest > 0;

        -- Who has which sample before them, so that nobody else is handed it meanwhile.
        CREATE TABLE lease (
            sample INTEGER PRIMARY KEY,
            holder TEXT NOT NULL,
            -- Seconds since 1970.
            until REAL NOT NULL
        ) STRICT;
        CREATE INDEX leaseByHolder ON lease (holder);

        -- Rooms in which one person shows a sample and others vote.
        CREATE TABLE room (
            code TEXT PRIMARY KEY,
            author TEXT NOT NULL,
            createdAt TEXT NOT NULL,
            closedAt TEXT,
            sample INTEGER,
            isRevealed INTEGER NOT NULL,
            -- Grows with everything that happens in it.
            version INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE voter (
            room TEXT NOT NULL REFERENCES room (code),
            token TEXT NOT NULL,
            name TEXT NOT NULL,
            PRIMARY KEY (room, token),
            UNIQUE (room, name)
        ) STRICT, WITHOUT ROWID;
        """

    static let triggers = ["UPDATE", "DELETE"].map { action in
        """
        CREATE TRIGGER answerForbids\(action) BEFORE \(action) ON answer
        BEGIN SELECT RAISE(ABORT, 'what somebody answered is never rewritten'); END;
        """
    }.joined(separator: "\n")
}
