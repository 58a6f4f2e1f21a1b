import Foundation
import GRDB

/// Brings in what people said and wrote in another copy: each thing once, by its identity.
struct MergeTalk {
    private let db: Database
    private let plan: MergePlan
    private(set) var report: MergeReport
    /// Entries of the label book that both copies edited: what ours says, and the edit of theirs.
    private(set) var clashes: [(ours: LabelBookReader.Kept, theirs: TalkLog.BookEdit)] = []

    init(_ plan: MergePlan, _ report: MergeReport, in db: Database) {
        self.db = db
        self.plan = plan
        self.report = report
    }

    mutating func run() throws {
        try addThreads()
        try addEdits()
        try addVersions()
    }

    private func ids(_ samples: [Int64]) throws -> [Int64] { try samples.map(plan.id(ofSample:)) }

    private func known(_ table: String) throws -> Set<String> {
        Set(try String.fetchAll(db, sql: "SELECT identity FROM \(table)"))
    }

    private static func check(_ identity: String, _ author: String, _ at: String) throws {
        let name = try? Authorship(author, nil)
        guard (1...64).contains(identity.utf8.count), name?.author == author, at.utf8.count <= 32, !at.isEmpty else {
            throw MergeError.damaged("something was said by nobody")
        }
    }

    private mutating func addThreads() throws {
        let writer = ThreadWriter(db)
        let known = try known("thread")
        for thread in plan.theirs.talk.threads where !known.contains(thread.identity) {
            try Self.check(thread.identity, thread.author, thread.at)
            guard thread.samples.count <= TalkThread.mostSamples, thread.classes.count <= 2 else {
                throw MergeError.damaged("a thread is about too much")
            }
            _ = try writer.insertThread(
                identity: thread.identity, about: thread.about, author: thread.author, at: thread.at,
                classes: try thread.classes.map(plan.id(ofClass:)), samples: try ids(thread.samples))
            report.threads += 1
        }
        let threads = Dictionary(
            uniqueKeysWithValues: try Row.fetchAll(db, sql: "SELECT identity, id FROM thread").map {
                ($0[0] as String, $0[1] as Int64)
            })
        let said = try self.known("threadMessage")
        for message in plan.theirs.talk.messages where !said.contains(message.identity) {
            try Self.check(message.identity, message.author, message.at)
            guard let thread = threads[message.thread], try ThreadWriter.text(message.text) == message.text,
                message.mentions.count <= ThreadMessage.mostMentions,
                message.mentions.allSatisfy({ Mentions.parse($0) == $0 })
            else { throw MergeError.damaged("a message cannot be read") }
            try writer.insert(
                .init(
                    identity: message.identity, kind: message.kind, author: message.author, at: message.at,
                    text: message.text, classID: try message.classID.map(plan.id(ofClass:)),
                    change: message.change.flatMap { plan.changeMap[$0] }, mentions: message.mentions), in: thread)
            report.messages += 1
        }
    }

    private mutating func addEdits() throws {
        let known = try known("labelBookEdit")
        let theirs = Set(plan.theirs.talk.edits.map(\.identity))
        let lone = Set(
            try Row.fetchAll(db, sql: "SELECT identity, entry FROM labelBookEdit")
                .filter { !theirs.contains($0[0] as String) }.map { $0[1] as String })
        let reader = LabelBookReader(db)
        let writer = LabelBookWriter(db)
        var clashing: [String: TalkLog.BookEdit] = [:]
        var before: [String: LabelBookReader.Kept] = [:]
        var joined: [String: String] = [:]
        for edit in plan.theirs.talk.edits where !known.contains(edit.identity) {
            try Self.check(edit.identity, edit.author, edit.at)
            guard (1...64).contains(edit.entry.utf8.count),
                try LabelBookWriter.text(edit.text, of: edit.kind) == edit.text
            else { throw MergeError.damaged("an entry of the label book cannot be read") }
            let classID = try plan.id(ofClass: edit.classID)
            var entry = joined[edit.entry] ?? edit.entry
            // A class has one definition: two first ones are two edits of one.
            if edit.kind == .definition, joined[edit.entry] == nil,
                let ours = try reader.kept("AND b.kind = 'definition' AND b.class = ?", [classID]).last,
                ours.entry.id != entry, try reader.entry(entry) == nil
            {
                entry = ours.entry.id
                joined[edit.entry] = entry
            }
            if lone.contains(entry) {
                before[entry] = try before[entry] ?? reader.entry(entry)
                clashing[entry] = edit
            }
            let message = try edit.message.flatMap {
                try Int64.fetchOne(db, sql: "SELECT id FROM threadMessage WHERE identity = ?", arguments: [$0])
            }
            let thread = try edit.thread.flatMap {
                try Int64.fetchOne(db, sql: "SELECT id FROM thread WHERE identity = ?", arguments: [$0])
            }
            try writer.insert(
                .init(
                    identity: edit.identity, entry: entry, classID: classID, kind: edit.kind, text: edit.text,
                    isRemoved: edit.isRemoved, examples: try ids(edit.examples), nearMisses: try ids(edit.nearMisses),
                    thread: thread, message: message, author: edit.author, at: edit.at))
            report.labelBookEdits += 1
        }
        for (entry, edit) in clashing.sorted(by: { $0.key < $1.key }) {
            guard let ours = before[entry] else { continue }
            // Ours holds until somebody decides, whatever the clocks said.
            try writer.append(Self.again(ours))
            let examples = try ids(edit.examples)
            let isSame =
                ours.entry.text == edit.text && ours.isRemoved == edit.isRemoved && examples == ours.entry.examples
            if !isSame { clashes.append((ours, edit)) }
        }
    }

    static func again(_ kept: LabelBookReader.Kept) -> LabelBookWriter.Edit {
        LabelBookWriter.Edit(
            entry: kept.entry.id, classID: kept.classID, kind: kept.entry.kind, text: kept.entry.text,
            isRemoved: kept.isRemoved, examples: kept.entry.examples, nearMisses: kept.entry.nearMisses,
            author: kept.entry.author)
    }

    /// A version is a point in a history: only points that both histories have can have their names here.
    private mutating func addVersions() throws {
        for version in plan.theirs.talk.versions {
            guard DatasetVersion.parse(version.name) == version.name, (version.note?.utf8.count ?? 0) <= 2_000 else {
                throw MergeError.damaged("a version has no name")
            }
            let kept = try Int64.fetchOne(
                db, sql: "SELECT change FROM version WHERE name = ?", arguments: [version.name])
            let isCommon = version.change == 0 || (plan.changeMap[version.change] == version.change)
            if kept == version.change, isCommon { continue }
            guard kept == nil, isCommon else {
                report.notes.append(
                    "Their version \(version.name) is a point that this history does not have; its name did not come in."
                )
                continue
            }
            try Self.check(version.name, version.author, version.createdAt)
            try db.execute(
                sql: "INSERT INTO version (name, change, note, author, createdAt) VALUES (?, ?, ?, ?, ?)",
                arguments: [version.name, version.change, version.note, version.author, version.createdAt])
        }
    }
}
