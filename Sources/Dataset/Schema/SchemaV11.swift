import GRDB

/// What came with bringing answers of two copies together: an answer that takes another one back says which.
enum SchemaV11 {
    static func migrate(_ db: Database) throws {
        try db.execute(
            sql: """
                DROP TRIGGER answerForbidsUPDATE;
                ALTER TABLE answer ADD COLUMN withdraws INTEGER REFERENCES answer (id);
                CREATE INDEX answerByWithdrawn ON answer (withdraws) WHERE withdraws IS NOT NULL;
                """)
        // Of what was there, each took back the one before it that stood.
        struct Place: Hashable {
            let sample: Int64
            let person: String
        }
        var standing: [Place: [Int64]] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT id, sample, person, kind FROM answer ORDER BY id") {
            let place = Place(sample: row[1], person: row[2])
            if row[3] as String == "withdrawn" {
                guard let last = standing[place]?.popLast() else { continue }
                try db.execute(
                    sql: "UPDATE answer SET withdraws = ? WHERE id = ?", arguments: [last, row[0] as Int64])
            } else {
                standing[place, default: []].append(row[0])
            }
        }
        try db.execute(
            sql: """
                CREATE TRIGGER answerForbidsUPDATE BEFORE UPDATE ON answer
                BEGIN SELECT RAISE(ABORT, 'what somebody answered is never rewritten'); END;
                """)
    }
}
