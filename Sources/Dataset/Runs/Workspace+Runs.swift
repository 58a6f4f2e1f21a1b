import Foundation
import GRDB

extension Workspace {
    /// The runs of a key and seed, newest first.
    public func runs(_ key: RunKey, seed: UInt64) throws -> [RunRecord] {
        try database.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT * FROM run WHERE trainer = ? AND change = ? AND variation = ? AND folds = ? AND seed = ?
                    ORDER BY id DESC
                    """, arguments: [key.trainer, key.change, key.variation, key.folds, String(seed)]
            ).map(RunRecord.init(row:))
        }
    }

    /// Begins a run.
    /// - Parameter data: JSON: what it is trained on.
    public func beginRun(
        _ key: RunKey, seed: UInt64, data: String, note: String? = nil, author: String, job: Int64?
    ) throws -> RunRecord {
        try database.write { db in
            try db.execute(
                sql: """
                    INSERT INTO run (trainer, change, variation, seed, folds, state, author, job, note, data, createdAt)
                    VALUES (?, ?, ?, ?, ?, 'running', ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    key.trainer, key.change, key.variation, String(seed), key.folds, author, job, note, data,
                    Timestamp.now(),
                ])
            let id = db.lastInsertedRowID
            guard let row = try Row.fetchOne(db, sql: "SELECT * FROM run WHERE id = ?", arguments: [id]) else {
                throw RunError.unknown(id)
            }
            return RunRecord(row: row)
        }
    }

    /// Goes on with a run that was broken off.
    public func continueRun(_ id: Int64, job: Int64?) throws {
        try database.write { db in
            try db.execute(
                sql: "UPDATE run SET state = 'running', error = NULL, finishedAt = NULL, job = ? WHERE id = ?",
                arguments: [job, id])
        }
    }

    /// Ends a run that did not come to its end.
    public func endRun(_ id: Int64, as state: RunRecord.State, error: String?) throws {
        try database.write { db in
            try db.execute(
                sql: "UPDATE run SET state = ?, error = ?, finishedAt = ? WHERE id = ? AND state = 'running'",
                arguments: [state.rawValue, error, Timestamp.now(), id])
        }
    }

    /// Ends a run whose files are whole and on disk.
    public func completeRun(_ id: Int64, result: String) throws {
        try database.write { db in
            try db.execute(
                sql: "UPDATE run SET state = 'done', error = NULL, result = ?, finishedAt = ? WHERE id = ?",
                arguments: [result, Timestamp.now(), id])
        }
    }

    /// Keeps the curve of a run: epochs that are there already are written over, later ones go.
    public func keepEpochs(_ epochs: [RunEpoch], of run: Int64, fold: Int = 0) throws {
        try database.write { db in
            for epoch in epochs {
                try db.execute(
                    sql: """
                        INSERT OR REPLACE INTO runEpoch (run, fold, epoch, trainLoss, trainAccuracy, valLoss,
                            valAccuracy, seconds, imagesPerSecond) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """,
                    arguments: [
                        run, fold, epoch.epoch, epoch.trainLoss, epoch.trainAccuracy, epoch.valLoss, epoch.valAccuracy,
                        epoch.seconds, epoch.imagesPerSecond,
                    ])
            }
            try db.execute(
                sql: "DELETE FROM runEpoch WHERE run = ? AND fold = ? AND epoch > ?",
                arguments: [run, fold, epochs.map(\.epoch).max() ?? 0])
        }
    }

    /// The curve of a run, by fold and epoch.
    public func epochs(of run: Int64) throws -> [RunEpoch] {
        try database.read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM runEpoch WHERE run = ? ORDER BY fold, epoch", arguments: [run])
                .map { row in
                    RunEpoch(
                        fold: row["fold"], epoch: row["epoch"], trainLoss: row["trainLoss"],
                        trainAccuracy: row["trainAccuracy"], valLoss: row["valLoss"], valAccuracy: row["valAccuracy"],
                        seconds: row["seconds"], imagesPerSecond: row["imagesPerSecond"])
                }
        }
    }

    /// How many epochs of a run were done, over all of its folds.
    public func epochCount(of run: Int64) throws -> Int {
        try database.read { db in
            try Int.fetchOne(db, sql: "SELECT count(*) FROM runEpoch WHERE run = ?", arguments: [run]) ?? 0
        }
    }

    /// Newest first.
    public func runs() throws -> [RunRecord] {
        try database.read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM run ORDER BY id DESC").map(RunRecord.init(row:))
        }
    }

    /// - Throws: `RunError.unknown`.
    public func run(_ id: Int64) throws -> RunRecord {
        try database.read { db in
            guard let row = try Row.fetchOne(db, sql: "SELECT * FROM run WHERE id = ?", arguments: [id]) else {
                throw RunError.unknown(id)
            }
            return RunRecord(row: row)
        }
    }
}

extension RunRecord {
    fileprivate init(row: Row) {
        id = row["id"]
        key = RunKey(trainer: row["trainer"], change: row["change"], variation: row["variation"], folds: row["folds"])
        seed = UInt64(row["seed"] as String) ?? 0
        state = State(rawValue: row["state"]) ?? .failed
        author = row["author"]
        job = row["job"]
        note = row["note"]
        error = row["error"]
        data = row["data"]
        result = row["result"]
        createdAt = row["createdAt"]
        finishedAt = row["finishedAt"]
    }
}
