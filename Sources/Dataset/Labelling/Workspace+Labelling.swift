import GRDB

extension Workspace {
    /// How labelling goes now.
    public func labellingRules() throws -> LabellingRules {
        try database.read { db in try LabellingRules.current(in: db) }
    }

    /// Sets how labelling goes from now on. No answer is lost by it: what people said is there again when it is switched
    /// on again.
    ///
    /// Where the labels that are there are to count, they become answers of the person `as given`; where they are to
    /// count no longer, these are taken back.
    ///
    /// - Throws: `LabellingError.badAnswersWanted` or `EditError.invalidAuthor`.
    public func setLabellingRules(_ rules: LabellingRules, author: String) throws {
        let authorship = try Authorship(author, nil)
        guard (1...LabellingRules.mostAnswers).contains(rules.answersWanted) else {
            throw LabellingError.badAnswersWanted
        }
        try database.write { db in
            let before = try LabellingRules.current(in: db)
            guard before != rules else { return }
            if rules.countsGiven != before.countsGiven {
                if rules.countsGiven { try Self.addGiven(in: db) } else { try Self.withdrawGiven(in: db) }
            }
            try db.execute(
                sql: """
                    INSERT INTO labelling (at, author, keepsAnswersApart, hidesOthers, answersWanted, countsGiven)
                    VALUES (?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    Timestamp.now(), authorship.author, rules.keepsAnswersApart, rules.hidesOthers,
                    rules.answersWanted, rules.countsGiven,
                ])
        }
    }

    private static func addGiven(in db: Database) throws {
        let sheet = AnswerSheet(db: db)
        let labelled = try Row.fetchAll(
            db, sql: "SELECT id, class FROM sample WHERE class IS NOT NULL AND state = 'active' ORDER BY id")
        for row in labelled {
            _ = try sheet.append(.label, sample: row[0], person: LabellingRules.givenPerson, class: row[1])
        }
    }

    private static func withdrawGiven(in db: Database) throws {
        let sheet = AnswerSheet(db: db)
        let given = try Int64.fetchAll(
            db, sql: "SELECT sample FROM annotation WHERE person = ? ORDER BY sample",
            arguments: [LabellingRules.givenPerson])
        for sample in given {
            _ = try sheet.append(.withdrawn, sample: sample, person: LabellingRules.givenPerson, class: nil)
        }
    }

    /// The answers that hold of a sample, as somebody may see them: where others are hidden, only their own until they
    /// have answered.
    /// - Returns: the answers, oldest first, and whether some are hidden.
    public func answers(of sample: Int64, seenBy person: String) throws -> (answers: [Answer], areHidden: Bool) {
        try database.read { db in
            let all = try Answer.fetch(
                "JOIN annotation n ON n.answer = a.id WHERE n.sample = ? ORDER BY a.id", [sample], in: db)
            let mine = all.filter { $0.person == person }
            let hides = try LabellingRules.current(in: db).hidesOthers
            guard hides, mine.isEmpty else { return (all, false) }
            return ([], !all.isEmpty)
        }
    }

    /// What people say of several samples: the answers that hold, by sample, oldest first.
    ///
    /// - Parameter person: where answers are hidden from who has not answered, only what this person may see; nil sees all.
    public func answers(ofEach samples: Set<Int64>, seenBy person: String? = nil) throws -> [Int64: [Answer]] {
        try database.read { db in
            guard try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM annotation)") ?? false else { return [:] }
            let hides = try person != nil && LabellingRules.current(in: db).hidesOthers
            var found: [Int64: [Answer]] = [:]
            for sample in samples.sorted() {
                let all = try Answer.fetch(
                    "JOIN annotation n ON n.answer = a.id WHERE n.sample = ? ORDER BY a.id", [sample], in: db)
                guard !all.isEmpty, !hides || all.contains(where: { $0.person == person }) else { continue }
                found[sample] = all
            }
            return found
        }
    }

    /// Answers that hold, oldest first.
    /// - Parameters:
    ///   - person: only theirs.
    ///   - after: only those with a greater id.
    public func answers(by person: String? = nil, after: Int64 = 0, limit: Int) throws -> [Answer] {
        try database.read { db in
            try Answer.fetch(
                """
                JOIN annotation n ON n.answer = a.id WHERE (?1 IS NULL OR n.person = ?1) AND a.id > ?2
                ORDER BY a.id LIMIT ?3
                """, [person, after, max(0, limit)], in: db)
        }
    }

    /// All labels that people gave and that hold, of active samples and classes that are there, by sample.
    ///
    /// - Returns: them, and the id of the newest answer of any kind: the state that they are of.
    public func opinions() throws -> (opinions: [(sample: Int64, person: String, classID: Int64)], lastAnswer: Int64) {
        try database.read { db in
            let rows = try BareRows(
                """
                SELECT n.sample, n.person, a.class FROM annotation n JOIN answer a ON a.id = n.answer
                JOIN sample s ON s.id = n.sample AND s.state = 'active' JOIN class c ON c.id = a.class
                ORDER BY n.sample, n.person
                """, in: db)
            var found: [(sample: Int64, person: String, classID: Int64)] = []
            while try rows.next() {
                found.append((rows.integer(0), String(decoding: rows.text(1), as: UTF8.self), rows.integer(2)))
            }
            return (found, try Int64.fetchOne(db, sql: "SELECT max(id) FROM answer") ?? 0)
        }
    }
}
