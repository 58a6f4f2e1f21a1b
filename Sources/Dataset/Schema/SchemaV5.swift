/// What came with the studio: rules of classes, recipes, what is derived from what, pieces.
///
/// Rules and recipes are appended, never rewritten: the newest row holds, and the older ones say who thought otherwise.
enum SchemaV5 {
    static let tables = """
        -- What a transform makes of a class. An outcome of NULL: as if there had never been a rule.
        CREATE TABLE classRule (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            class INTEGER NOT NULL,
            transform TEXT NOT NULL,
            outcome TEXT CHECK (outcome IN ('same', 'becomes', 'forbidden')),
            becomes INTEGER,
            most REAL,
            author TEXT NOT NULL,
            at TEXT NOT NULL
        ) STRICT;
        CREATE INDEX classRuleByClass ON classRule (class, transform, id);

        -- JSON: the parts of a class from left to right; the steps in which it is taken apart, classes by their ids.
        CREATE TABLE classParts (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            class INTEGER NOT NULL,
            parts TEXT NOT NULL,
            author TEXT NOT NULL,
            at TEXT NOT NULL
        ) STRICT;
        CREATE TABLE classChain (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            class INTEGER NOT NULL,
            steps TEXT NOT NULL,
            author TEXT NOT NULL,
            at TEXT NOT NULL
        ) STRICT;

        -- A definition of NULL: the recipe was removed.
        CREATE TABLE recipe (
            name TEXT NOT NULL,
            version INTEGER NOT NULL,
            definition TEXT,
            note TEXT,
            author TEXT NOT NULL,
            at TEXT NOT NULL,
            PRIMARY KEY (name, version)
        ) STRICT, WITHOUT ROWID;

        -- How a sample was made of others.
        CREATE TABLE derivation (
            sample INTEGER PRIMARY KEY REFERENCES sample (id),
            kind TEXT NOT NULL CHECK (kind IN ('drawing', 'recipe', 'dismantle', 'compose', 'grow')),
            recipe TEXT,
            recipeVersion INTEGER,
            parameters TEXT NOT NULL,
            author TEXT NOT NULL,
            at TEXT NOT NULL
        ) STRICT;
        CREATE INDEX derivationByRecipe ON derivation (recipe) WHERE recipe IS NOT NULL;
        CREATE TABLE derivationParent (
            sample INTEGER NOT NULL REFERENCES derivation (sample),
            parent INTEGER NOT NULL REFERENCES sample (id),
            PRIMARY KEY (sample, parent)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX derivationByParent ON derivationParent (parent, sample);
        CREATE TRIGGER derivationForbidsUPDATE BEFORE UPDATE ON derivation
        BEGIN SELECT RAISE(ABORT, 'what a sample was made of does not change'); END;
        CREATE TRIGGER derivationParentForbidsUPDATE BEFORE UPDATE ON derivationParent
        BEGIN SELECT RAISE(ABORT, 'what a sample was made of does not change'); END;

        -- Ink on white, cut out of a sample.
        CREATE TABLE piece (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL,
            sample INTEGER NOT NULL REFERENCES sample (id),
            style TEXT,
            writer TEXT,
            x INTEGER NOT NULL,
            y INTEGER NOT NULL,
            width INTEGER NOT NULL,
            height INTEGER NOT NULL,
            png BLOB NOT NULL,
            author TEXT NOT NULL,
            at TEXT NOT NULL,
            removedAt TEXT
        ) STRICT;
        CREATE INDEX pieceByName ON piece (name, id) WHERE removedAt IS NULL;

        CREATE TABLE studioSetting (
            name TEXT PRIMARY KEY,
            value TEXT NOT NULL
        ) STRICT;
        """
}
