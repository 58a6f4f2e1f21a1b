import GRDB

extension Workspace {
    /// Answers that may be sent at once.
    public static let mostAnswers = 10_000
    /// The tag of samples at which somebody should look.
    public static let flaggedTag = "flagged"

    /// Keeps what a person says about samples: all of it, or nothing.
    ///
    /// Where answers are not kept apart, a label is set at once, by a change of its own in the same transaction; a flag
    /// always adds the tag `flagged`. A person who answers again changes their answer.
    ///
    /// - Parameter key: with it, asking again does it once.
    /// - Throws: `LabellingError`, `EditError`; then nothing was kept.
    public func answer(
        _ requests: [AnswerRequest], by person: String, key: RequestKey? = nil
    ) throws -> AnswerOutcome {
        let authorship = try Self.person(person)
        guard requests.count <= Self.mostAnswers else { throw LabellingError.tooMany(Self.mostAnswers) }
        guard !requests.isEmpty else { throw EditError.nothingToDo }
        for request in requests {
            if let confidence = request.confidence, !(0...1).contains(confidence) { throw LabellingError.badConfidence }
            _ = try Authorship(person, request.reason)
        }
        return try database.write { db in
            if let before = try key?.done(in: db), let last = before.answer {
                return try Self.outcome(of: requests.count, upTo: last, key, in: db)
            }
            let rules = try LabellingRules.current(in: db)
            let change = try Self.change(of: requests, authorship, setsLabels: !rules.keepsAnswersApart, in: db)
            let classes = try ClassTable(db)
            let sheet = AnswerSheet(db: db)
            var ids: [Int64] = []
            for request in requests {
                guard try Self.isActive(request.sample, in: db) else { throw EditError.unknownSample(request.sample) }
                let label = try request.label.map { label in
                    guard let id = ClassName.parse(label).flatMap({ classes.id(of: $0) }) else {
                        throw EditError.unknownClass(label)
                    }
                    return id
                }
                let mine = try Authorship(person, request.reason)
                ids.append(
                    try sheet.append(
                        request.kind, sample: request.sample, person: mine.author, class: label,
                        confidence: request.confidence, reason: mine.reason, change: change?.change.id))
            }
            try db.cachedStatement(sql: "DELETE FROM lease WHERE sample = ?").executeAll(requests.map(\.sample))
            try key?.keep(change: change?.change.id, answer: ids.last, in: db)
            return AnswerOutcome(
                answers: try ids.flatMap { try Answer.fetch("WHERE a.id = ?", [$0], in: db) }, change: change)
        }
    }

    /// Takes back the last answer of a person that holds; what they said of the sample before holds again, and so does
    /// its label where the answer had changed it.
    ///
    /// - Throws: `LabellingError.nothingToWithdraw`; `EditError.conflict` where somebody changed the label since.
    public func withdrawLastAnswer(by person: String, key: RequestKey? = nil) throws -> AnswerOutcome {
        let authorship = try Self.person(person)
        return try database.write { db in
            if let before = try key?.done(in: db), let last = before.answer {
                return try Self.outcome(of: 1, upTo: last, key, in: db)
            }
            let standing = try Answer.fetch(
                "JOIN annotation n ON n.answer = a.id WHERE a.person = ? ORDER BY a.at DESC, a.id DESC LIMIT 1",
                [authorship.author], in: db)
            guard let last = standing.first else { throw LabellingError.nothingToWithdraw }
            var change: AppliedChange?
            if let id = last.change, try Change.fetch(id, in: db)?.undoneBy == nil {
                change = try ReversalChoice.undoing(id, force: false, in: db).perform(authorship, in: db)
            }
            // An answer that is taken back takes all with it that were given at once and became one change.
            let together = try last.change.map { try Self.standing(madeBy: $0, person: last.person, in: db) } ?? [last]
            let sheet = AnswerSheet(db: db)
            var ids: [Int64] = []
            for answer in together {
                ids.append(
                    try sheet.append(
                        .withdrawn, sample: answer.sample, person: answer.person, class: nil, change: change?.change.id)
                )
            }
            try key?.keep(change: change?.change.id, answer: ids.last, in: db)
            return AnswerOutcome(
                answers: try ids.flatMap { try Answer.fetch("WHERE a.id = ?", [$0], in: db) }, change: change)
        }
    }

    // MARK: Parts

    private static func person(_ name: String) throws -> Authorship {
        let authorship = try Authorship(name, nil)
        guard authorship.author != LabellingRules.givenPerson else { throw LabellingError.reservedName }
        return authorship
    }

    private static func isActive(_ sample: Int64, in db: Database) throws -> Bool {
        try String.fetchOne(
            db.cachedStatement(sql: "SELECT state FROM sample WHERE id = ?"), arguments: [sample])
            == SampleStatus.active.rawValue
    }

    /// What answers change at once: nil where they change nothing.
    private static func change(
        of requests: [AnswerRequest], _ authorship: Authorship, setsLabels: Bool, in db: Database
    ) throws -> AppliedChange? {
        var edits: [Edit] = []
        for request in requests {
            var set = CellChanges()
            if request.kind == .flag { set.addTags = [flaggedTag] }
            if request.kind == .label, setsLabels { set.label = .set(request.label) }
            guard set != CellChanges() else { continue }
            edits.append(
                Edit(samples: [request.sample], revisions: request.revision.map { [$0] }, set: set))
        }
        guard !edits.isEmpty else { return nil }
        let reasons = Set(requests.compactMap(\.reason))
        let reason = requests.count == 1 || reasons.count == 1 ? reasons.first : nil
        do {
            return try EditRequest(author: authorship.author, reason: reason, edits: edits)
                .apply(Authorship(authorship.author, reason), in: db)
        } catch EditError.nothingToDo {
            // The sample has this label already: the answer says so all the same.
            return nil
        }
    }

    private static func standing(madeBy change: Int64, person: String, in db: Database) throws -> [Answer] {
        try Answer.fetch(
            "JOIN annotation n ON n.answer = a.id WHERE a.change = ? AND a.person = ? ORDER BY a.id", [change, person],
            in: db)
    }

    /// What was answered the first time to a request of the same key.
    private static func outcome(
        of count: Int, upTo last: Int64, _ key: RequestKey?, in db: Database
    ) throws -> AnswerOutcome {
        let answers = try Answer.fetch("WHERE a.id <= ? ORDER BY a.id DESC LIMIT ?", [last, count], in: db)
        return AnswerOutcome(answers: answers.reversed(), change: try key?.change(in: db))
    }
}

extension Statement {
    fileprivate func executeAll(_ ids: [Int64]) throws {
        for id in ids { try execute(arguments: [id]) }
    }
}
