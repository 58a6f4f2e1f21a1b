import GRDB

extension Workspace {
    /// Keeps a new job in the queue of this process.
    /// - Parameter parameters: JSON text.
    public func createJob(kind: String, parameters: String, author: String) throws -> JobRecord {
        try database.write { db in
            try db.execute(
                sql: """
                    INSERT INTO job (kind, parameters, author, state, done, createdAt, cancelRequested, pid, processStart)
                    VALUES (?, ?, ?, 'queued', 0, ?, FALSE, ?, ?)
                    """,
                arguments: [kind, parameters, author, Timestamp.now(), process.pid, process.start])
            let sql = "SELECT * FROM job WHERE id = ?"
            guard let row = try Row.fetchOne(db, sql: sql, arguments: [db.lastInsertedRowID]) else {
                throw DatabaseError(message: "the job is gone")
            }
            return JobRecord(row: row)
        }
    }

    /// Writes all of a job but its `createdAt` and `cancelRequested`. While it is queued or running it belongs to this
    /// process.
    ///
    /// Work that is one transaction tells how far it is from within it: then this is part of that transaction.
    public func updateJob(_ job: JobRecord) throws {
        try database.unsafeReentrantWrite { db in
            let isLive = ["queued", "running"].contains(job.state)
            try db.execute(
                sql: """
                    UPDATE job SET state = ?, phase = ?, done = ?, total = ?, rate = ?, secondsLeft = ?, message = ?,
                        error = ?, result = ?, startedAt = ?, finishedAt = ?, pid = ?, processStart = ?
                    WHERE id = ?
                    """,
                arguments: [
                    job.state, job.phase, job.done, job.total, job.rate, job.secondsLeft, job.message, job.error,
                    job.result, job.startedAt, job.finishedAt, isLive ? process.pid : nil,
                    isLive ? process.start : nil, job.id,
                ])
        }
    }

    /// Asks for a job to be stopped, whichever process runs it.
    public func requestJobCancel(_ id: Int64) throws {
        try database.write { db in
            try db.execute(sql: "UPDATE job SET cancelRequested = TRUE WHERE id = ?", arguments: [id])
        }
    }

    /// Takes the request to stop back, for a job that starts again.
    public func clearJobCancel(_ id: Int64) throws {
        try database.write { db in
            try db.execute(sql: "UPDATE job SET cancelRequested = FALSE WHERE id = ?", arguments: [id])
        }
    }

    /// Also from within a transaction; one that reads does not see what was asked after it began.
    public func jobCancelRequested(_ id: Int64) throws -> Bool {
        try database.unsafeReentrantRead { db in
            try Bool.fetchOne(db, sql: "SELECT cancelRequested FROM job WHERE id = ?", arguments: [id]) ?? false
        }
    }

    /// Newest first.
    public func jobs(limit: Int = 100) throws -> [JobRecord] {
        try database.read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM job ORDER BY id DESC LIMIT ?", arguments: [max(limit, 0)])
                .map(JobRecord.init(row:))
        }
    }

    public func job(_ id: Int64) throws -> JobRecord? {
        try database.read { db in
            try Row.fetchOne(db, sql: "SELECT * FROM job WHERE id = ?", arguments: [id]).map(JobRecord.init(row:))
        }
    }

    /// Marks jobs as interrupted whose process is no more.
    /// - Returns: those that were marked just now.
    @discardableResult
    public func interruptDeadJobs() throws -> [JobRecord] {
        let sql = "SELECT * FROM job WHERE state IN ('queued', 'running') ORDER BY id"
        let isDead: (Row) -> Bool = { row in
            guard let pid = row["pid"] as Int32? else { return true }
            return !ProcessIdentity(pid: pid, start: row["processStart"]).isAlive
        }
        // Looked at often, and hardly ever is there anything to write.
        guard try database.read({ db in try Row.fetchAll(db, sql: sql).contains(where: isDead) }) else { return [] }
        return try database.write { db in
            try Row.fetchAll(db, sql: sql).filter(isDead).map { row in
                var job = JobRecord(row: row)
                job.state = "interrupted"
                job.rate = nil
                job.secondsLeft = nil
                job.pid = nil
                try db.execute(
                    sql: """
                        UPDATE job SET state = 'interrupted', rate = NULL, secondsLeft = NULL, pid = NULL,
                            processStart = NULL WHERE id = ?
                        """, arguments: [job.id])
                return job
            }
        }
    }
}

extension JobRecord {
    fileprivate init(row: Row) {
        id = row["id"]
        kind = row["kind"]
        parameters = row["parameters"]
        author = row["author"]
        state = row["state"]
        phase = row["phase"]
        done = row["done"]
        total = row["total"]
        rate = row["rate"]
        secondsLeft = row["secondsLeft"]
        message = row["message"]
        error = row["error"]
        result = row["result"]
        createdAt = row["createdAt"]
        startedAt = row["startedAt"]
        finishedAt = row["finishedAt"]
        cancelRequested = row["cancelRequested"]
        pid = row["pid"]
    }
}
