import GRDB

extension Workspace {
    /// Opens a thread.
    /// - Throws: `ThreadError`, `EditError.unknownSample`, `unknownClass` or `invalidAuthor`.
    public func ask(_ question: ThreadQuestion, author: String) throws -> TalkThread {
        let authorship = try Authorship(author, nil)
        let text = try ThreadWriter.text(question.text)
        let mentions = try ThreadWriter.mentions(in: text, and: question.mentions)
        var samples = Set(question.samples)
        if let selection = question.selection { samples.formUnion(try sampleIDs(inSelection: selection)) }
        let about = try Self.about(classes: question.classes, samples: samples.count)
        return try database.write { db in
            let classes = try ClassTable(db)
            let classIDs = try question.classes.map { name in
                guard let id = ClassName.parse(name).flatMap({ classes.id(of: $0) }) else {
                    throw EditError.unknownClass(name)
                }
                return id
            }
            guard Set(classIDs).count == classIDs.count else { throw ThreadError.noSubject }
            try Self.checkSamples(samples, in: db)
            let writer = ThreadWriter(db)
            let thread = try writer.insertThread(
                about: about, author: authorship.author, classes: classIDs, samples: samples.sorted())
            try writer.append(
                .init(kind: .question, author: authorship.author, text: text, mentions: mentions), to: thread)
            return try Self.thread(thread, in: db)
        }
    }

    /// Says something in a thread.
    /// - Parameter label: the class that an answer names.
    /// - Throws: `ThreadError`, `EditError.unknownClass` or `invalidAuthor`.
    public func reply(
        to thread: Int64, kind: ThreadMessage.Kind, text: String, label: String? = nil, mentions: [String] = [],
        author: String
    ) throws -> TalkThread {
        guard kind != .decision else { throw ThreadError.invalidKind(kind.rawValue) }
        let authorship = try Authorship(author, nil)
        // A class says enough.
        let text = try ThreadWriter.text(text.isEmpty ? label ?? "" : text)
        let mentions = try ThreadWriter.mentions(in: text, and: mentions)
        return try database.write { db in
            _ = try Self.thread(thread, in: db)
            let classID = try label.map { try Self.classID($0, in: db) }
            try ThreadWriter(db).append(
                .init(kind: kind, author: authorship.author, text: text, classID: classID, mentions: mentions),
                to: thread)
            return try Self.thread(thread, in: db)
        }
    }

    private static func about(classes: [String], samples: Int) throws -> TalkThread.About {
        guard samples <= TalkThread.mostSamples else {
            throw ThreadError.tooMany("A thread is about at most \(TalkThread.mostSamples) samples. Choose some.")
        }
        switch (classes.count, samples) {
        case (0, 1): return .sample
        case (0, 2...): return .samples
        case (1, _): return .class
        case (2, _): return .pair
        default: throw ThreadError.noSubject
        }
    }

    static func classID(_ name: String, in db: Database) throws -> Int64 {
        guard let id = ClassName.parse(name).flatMap({ try? ClassTable(db).id(of: $0) }) else {
            throw EditError.unknownClass(name)
        }
        return id
    }

    /// - Throws: `EditError.unknownSample`.
    static func checkSamples(_ samples: some Sequence<Int64>, in db: Database) throws {
        let find = try db.cachedStatement(sql: "SELECT 1 FROM sample WHERE id = ?")
        for sample in samples where try Bool.fetchOne(find, arguments: [sample]) == nil {
            throw EditError.unknownSample(sample)
        }
    }
}
