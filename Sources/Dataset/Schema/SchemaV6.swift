/// What came with talk: threads, the label book, and what two copies of a workspace know of each other.
///
/// What people wrote is appended and never rewritten, as the history is; a text is mended by writing another one.
enum SchemaV6 {
    static let tables = """
        -- Identities are the same in every copy of the workspace; ids are of this one.
        CREATE TABLE thread (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            identity TEXT NOT NULL UNIQUE,
            about TEXT NOT NULL CHECK (about IN ('sample', 'samples', 'class', 'pair')),
            author TEXT NOT NULL,
            at TEXT NOT NULL
        ) STRICT;
        CREATE TABLE threadClass (
            thread INTEGER NOT NULL REFERENCES thread (id),
            place INTEGER NOT NULL,
            class INTEGER NOT NULL,
            PRIMARY KEY (thread, place)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE threadSample (
            thread INTEGER NOT NULL REFERENCES thread (id),
            sample INTEGER NOT NULL REFERENCES sample (id),
            PRIMARY KEY (thread, sample)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX threadSampleBySample ON threadSample (sample, thread);

        CREATE TABLE threadMessage (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            identity TEXT NOT NULL UNIQUE,
            thread INTEGER NOT NULL REFERENCES thread (id),
            kind TEXT NOT NULL CHECK (kind IN ('question', 'answer', 'note', 'decision')),
            author TEXT NOT NULL,
            -- The author whatever the case.
            folded TEXT NOT NULL,
            at TEXT NOT NULL,
            text TEXT NOT NULL,
            -- What the answer or the decision says the images are.
            class INTEGER,
            -- The relabelling that a decision made.
            change INTEGER REFERENCES change (id)
        ) STRICT;
        CREATE INDEX threadMessageByThread ON threadMessage (thread, id);
        CREATE INDEX threadMessageByChange ON threadMessage (change) WHERE change IS NOT NULL;
        CREATE TABLE threadMention (
            message INTEGER NOT NULL REFERENCES threadMessage (id),
            person TEXT NOT NULL,
            -- Whatever the case.
            folded TEXT NOT NULL,
            PRIMARY KEY (message, folded)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX threadMentionByPerson ON threadMention (folded, message);

        -- The newest edit of an entry is what it is.
        CREATE TABLE labelBookEdit (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            identity TEXT NOT NULL UNIQUE,
            entry TEXT NOT NULL,
            class INTEGER NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('definition', 'example', 'nearMiss', 'rule')),
            text TEXT NOT NULL,
            isRemoved INTEGER NOT NULL,
            thread INTEGER REFERENCES thread (id),
            message INTEGER REFERENCES threadMessage (id),
            author TEXT NOT NULL,
            at TEXT NOT NULL
        ) STRICT;
        CREATE INDEX labelBookEditByEntry ON labelBookEdit (entry, id);
        CREATE TABLE labelBookImage (
            edit INTEGER NOT NULL REFERENCES labelBookEdit (id),
            role TEXT NOT NULL CHECK (role IN ('example', 'nearMiss')),
            place INTEGER NOT NULL,
            sample INTEGER NOT NULL REFERENCES sample (id),
            PRIMARY KEY (edit, role, place)
        ) STRICT, WITHOUT ROWID;

        -- Changes that were made in another copy, under the identity that they have in every copy. `change` is what it
        -- became here; NULL where all that it did was so already, or was decided otherwise.
        CREATE TABLE mergedChange (
            identity TEXT PRIMARY KEY CHECK (length(identity) = 64),
            change INTEGER REFERENCES change (id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX mergedChangeByChange ON mergedChange (change) WHERE change IS NOT NULL;

        -- Cells that both copies had set, to different values. Ours holds until somebody decides.
        CREATE TABLE mergeConflict (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            at TEXT NOT NULL,
            -- One of the two.
            sample INTEGER REFERENCES sample (id),
            class INTEGER,
            field TEXT NOT NULL,
            ours ANY,
            theirs ANY,
            ourAuthor TEXT NOT NULL,
            ourAt TEXT NOT NULL,
            theirAuthor TEXT NOT NULL,
            theirAt TEXT NOT NULL,
            theirReason TEXT,
            -- The newest change when it was found.
            seen INTEGER NOT NULL,
            decision TEXT CHECK (decision IN ('ours', 'theirs', 'other')),
            decidedBy TEXT,
            decidedAt TEXT
        ) STRICT;
        CREATE INDEX mergeConflictOpen ON mergeConflict (id) WHERE decision IS NULL;
        """

    static var triggers: String {
        let tables = [
            "thread", "threadClass", "threadSample", "threadMessage", "threadMention", "labelBookEdit",
            "labelBookImage",
        ]
        return tables.flatMap { table in
            ["UPDATE", "DELETE"].map { action in
                """
                CREATE TRIGGER \(table)Forbids\(action) BEFORE \(action) ON \(table)
                BEGIN SELECT RAISE(ABORT, 'what people wrote is never rewritten'); END;
                """
            }
        }.joined(separator: "\n")
    }
}
