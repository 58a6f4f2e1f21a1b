-- A workspace of the first form: sqlite3 workspace.sqlite .dump, after an import, edits and an undo.
PRAGMA application_id = 1414746962;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
INSERT INTO grdb_migrations VALUES('v1');
CREATE TABLE workspace (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    name TEXT NOT NULL,
    createdAt TEXT NOT NULL,
    isDemo INTEGER NOT NULL
) STRICT;
INSERT INTO workspace VALUES(1,'numerals','2026-11-24T00:54:13.688Z',0);
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
INSERT INTO change VALUES(1,'2026-11-24T00:54:13.726Z','importer',NULL,'import',1,'1 sample imported',1);
INSERT INTO change VALUES(2,'2026-11-24T00:54:13.731Z','importer',NULL,'import',1,'1 sample imported',1);
INSERT INTO change VALUES(3,'2026-11-24T00:54:13.734Z','importer',NULL,'import',1,'1 sample imported',1);
INSERT INTO change VALUES(4,'2026-11-24T00:54:13.738Z','importer',NULL,'import',1,'1 sample imported',1);
INSERT INTO change VALUES(5,'2026-11-24T00:54:13.740Z','Ada','looks so','edit',1,'label of 1 sample set to iv',NULL);
INSERT INTO change VALUES(6,'2026-11-24T00:54:13.743Z','Grace','looks so','edit',2,'split, tags of 2 samples changed',NULL);
INSERT INTO change VALUES(7,'2026-11-24T00:54:13.746Z','Grace',NULL,'undo',2,'undone: split, tags of 2 samples changed',NULL);
INSERT INTO change VALUES(8,'2026-11-24T00:54:13.747Z','Ada','looks so','edit',1,'1 sample moved to the trash',NULL);
INSERT INTO change VALUES(9,'2026-11-24T00:54:13.748Z','Ada','looks so','edit',1,'column.mm of 1 sample set to 4',NULL);
CREATE TABLE sampleCell (
    change INTEGER NOT NULL REFERENCES change (id),
    sample INTEGER NOT NULL,
    field TEXT NOT NULL,
    before ANY,
    after ANY,
    PRIMARY KEY (change, sample, field)
) STRICT, WITHOUT ROWID;
INSERT INTO sampleCell VALUES(1,1,'sample',NULL,'{"class":1,"columns":{"mm":3,"style":"serif"},"split":"train"}');
INSERT INTO sampleCell VALUES(2,2,'sample',NULL,'{"class":2,"split":"train"}');
INSERT INTO sampleCell VALUES(3,3,'sample',NULL,'{"class":3,"tags":["label_book"]}');
INSERT INTO sampleCell VALUES(4,4,'sample',NULL,'{"class":3,"split":"val"}');
INSERT INTO sampleCell VALUES(5,2,'label',2,4);
INSERT INTO sampleCell VALUES(6,1,'split','train','val');
INSERT INTO sampleCell VALUES(6,1,'tags','','odd');
INSERT INTO sampleCell VALUES(6,3,'split',NULL,'val');
INSERT INTO sampleCell VALUES(6,3,'tags','label_book','label_bookodd');
INSERT INTO sampleCell VALUES(7,1,'split','val','train');
INSERT INTO sampleCell VALUES(7,1,'tags','odd','');
INSERT INTO sampleCell VALUES(7,3,'split','val',NULL);
INSERT INTO sampleCell VALUES(7,3,'tags','label_bookodd','label_book');
INSERT INTO sampleCell VALUES(8,4,'state','active','trashed');
INSERT INTO sampleCell VALUES(9,1,'column.mm',3.0,4.0);
CREATE TABLE classCell (
    change INTEGER NOT NULL REFERENCES change (id),
    class INTEGER NOT NULL,
    field TEXT NOT NULL,
    before ANY,
    after ANY,
    PRIMARY KEY (change, class, field)
) STRICT, WITHOUT ROWID;
INSERT INTO classCell VALUES(1,1,'exists',0,1);
INSERT INTO classCell VALUES(1,1,'name',NULL,'i');
INSERT INTO classCell VALUES(1,1,'rank',NULL,0.0);
INSERT INTO classCell VALUES(2,2,'exists',0,1);
INSERT INTO classCell VALUES(2,2,'name',NULL,'iii');
INSERT INTO classCell VALUES(2,2,'rank',NULL,1.0);
INSERT INTO classCell VALUES(3,3,'exists',0,1);
INSERT INTO classCell VALUES(3,3,'name',NULL,'ii');
INSERT INTO classCell VALUES(3,3,'rank',NULL,0.5);
INSERT INTO classCell VALUES(5,4,'exists',0,1);
INSERT INTO classCell VALUES(5,4,'name',NULL,'iv');
INSERT INTO classCell VALUES(5,4,'rank',NULL,2.0);
CREATE TABLE reversal (
    change INTEGER NOT NULL REFERENCES change (id),
    target INTEGER NOT NULL REFERENCES change (id),
    PRIMARY KEY (change, target)
) STRICT, WITHOUT ROWID;
INSERT INTO reversal VALUES(7,6);
CREATE TABLE class (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    rank REAL NOT NULL
) STRICT;
INSERT INTO class VALUES(1,'i',0.0);
INSERT INTO class VALUES(2,'iii',1.0);
INSERT INTO class VALUES(3,'ii',0.5);
INSERT INTO class VALUES(4,'iv',2.0);
CREATE TABLE image (
    id INTEGER PRIMARY KEY,
    digest TEXT NOT NULL UNIQUE CHECK (length(digest) = 64),
    format TEXT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    bytes INTEGER NOT NULL
) STRICT;
INSERT INTO image VALUES(1,'afc73024d0b010cfac37b04494ba88d0017cc3e666572b7088c0d6c4c37124f4','png',8,8,13);
INSERT INTO image VALUES(2,'faeacb3d7e51e3e899a953ac7a08eba127a80b9aaccf9d4ea9b4b9de871e2ce1','png',8,8,15);
INSERT INTO image VALUES(3,'209427d0ffaf97696cf7fe6705a4550dbc05f9cc5f18e3e24c1e57c974a04ee6','png',8,8,19);
INSERT INTO image VALUES(4,'cb343726a7c9821409c8d58901a28f66a5bbd2ad122d75a13813b8732ecb86f4','png',8,8,12);
CREATE TABLE tagSet (
    id INTEGER PRIMARY KEY,
    tags TEXT NOT NULL UNIQUE
) STRICT;
INSERT INTO tagSet VALUES(1,'');
INSERT INTO tagSet VALUES(2,'label_book');
INSERT INTO tagSet VALUES(3,'odd');
INSERT INTO tagSet VALUES(4,'label_bookodd');
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
INSERT INTO sample VALUES(1,1,1,'train','active',1,1,9,'a.png','train/i/a.png','train/i/a.png',X'747261696e2f692f612e706e67');
INSERT INTO sample VALUES(2,2,4,'train','active',1,2,5,'b.png','train/iii/b.png','train/iii/b.png',X'747261696e2f6969692f622e706e67');
INSERT INTO sample VALUES(3,3,3,NULL,'active',2,3,7,'c.png','label_book/ii/c.png','label_book/ii/c.png',X'6c6162656c5f626f6f6b2f69692f632e706e67');
INSERT INTO sample VALUES(4,4,3,'val','trashed',1,4,8,'d.png','val/ii/d.png','val/ii/d.png',X'76616c2f69692f642e706e67');
CREATE TABLE importedColumn (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('number', 'text'))
) STRICT;
INSERT INTO importedColumn VALUES(1,'mm','number');
INSERT INTO importedColumn VALUES(2,'style','text');
CREATE TABLE columnValue (
    importedColumn INTEGER NOT NULL REFERENCES importedColumn (id),
    sample INTEGER NOT NULL REFERENCES sample (id),
    value ANY NOT NULL,
    PRIMARY KEY (importedColumn, sample)
) STRICT, WITHOUT ROWID;
INSERT INTO columnValue VALUES(1,1,4.0);
INSERT INTO columnValue VALUES(2,1,'serif');
CREATE TABLE importRun (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL
) STRICT;
INSERT INTO importRun VALUES(1,'2026-11-24T00:54:13.724Z');
CREATE TABLE refusal (
    id INTEGER PRIMARY KEY,
    importRun INTEGER NOT NULL REFERENCES importRun (id),
    path TEXT NOT NULL,
    code TEXT NOT NULL,
    reason TEXT NOT NULL,
    UNIQUE (importRun, path, code)
) STRICT;
INSERT INTO refusal VALUES(1,1,'train/i/empty.png','empty','It is empty.');
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
INSERT INTO projection VALUES(1,'general','UMAP','2026-11-24T00:54:13.749Z',3,'{}','42');
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
INSERT INTO job VALUES(1,'import','{}','importer','queued',NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,'2026-11-24T00:54:13.753Z',NULL,NULL,0,6622,'an-earlier-boot/1');
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('class',4);
INSERT INTO sqlite_sequence VALUES('change',9);
INSERT INTO sqlite_sequence VALUES('sample',4);
INSERT INTO sqlite_sequence VALUES('projection',1);
INSERT INTO sqlite_sequence VALUES('job',1);
CREATE INDEX changeByAuthor ON change (author, id);
CREATE INDEX changeByImport ON change (importID) WHERE importID IS NOT NULL;
CREATE INDEX sampleCellBySample ON sampleCell (sample, change);
CREATE INDEX classCellByClass ON classCell (class, change);
CREATE INDEX reversalByTarget ON reversal (target, change);
CREATE INDEX sampleByImage ON sample (image);
CREATE INDEX sampleByClass ON sample (class);
CREATE INDEX jobByState ON job (state);
CREATE TRIGGER changeForbidsUPDATE BEFORE UPDATE ON change
BEGIN SELECT RAISE(ABORT, 'the history is never rewritten'); END;
CREATE TRIGGER changeForbidsDELETE BEFORE DELETE ON change
BEGIN SELECT RAISE(ABORT, 'the history is never rewritten'); END;
CREATE TRIGGER sampleCellForbidsUPDATE BEFORE UPDATE ON sampleCell
BEGIN SELECT RAISE(ABORT, 'the history is never rewritten'); END;
CREATE TRIGGER sampleCellForbidsDELETE BEFORE DELETE ON sampleCell
BEGIN SELECT RAISE(ABORT, 'the history is never rewritten'); END;
CREATE TRIGGER classCellForbidsUPDATE BEFORE UPDATE ON classCell
BEGIN SELECT RAISE(ABORT, 'the history is never rewritten'); END;
CREATE TRIGGER classCellForbidsDELETE BEFORE DELETE ON classCell
BEGIN SELECT RAISE(ABORT, 'the history is never rewritten'); END;
CREATE TRIGGER reversalForbidsUPDATE BEFORE UPDATE ON reversal
BEGIN SELECT RAISE(ABORT, 'the history is never rewritten'); END;
CREATE TRIGGER reversalForbidsDELETE BEFORE DELETE ON reversal
BEGIN SELECT RAISE(ABORT, 'the history is never rewritten'); END;
CREATE TRIGGER sampleForbidsDelete BEFORE DELETE ON sample
BEGIN SELECT RAISE(ABORT, 'a sample goes to the trash, it is not deleted'); END;
CREATE TRIGGER sampleKeepsItsImage BEFORE UPDATE OF image, sourcePath, origin ON sample
BEGIN SELECT RAISE(ABORT, 'what a sample is does not change'); END;
CREATE TRIGGER imageIsImmutable BEFORE UPDATE ON image
BEGIN SELECT RAISE(ABORT, 'an image is immutable'); END;
COMMIT;
