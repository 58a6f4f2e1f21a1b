import Foundation
import GRDB

extension Workspace {
    /// The rules of every class, in the order of the label book.
    public func classRules() throws -> [ClassRules] {
        try database.read { db in try Self.classRules(in: db) }
    }

    /// Sets rules, parts and chains of classes: all of it or nothing. What was set before is kept, with its author.
    ///
    /// - Throws: ``ClassRulesError``, `EditError.invalidAuthor`.
    public func setClassRules(_ edits: [ClassRulesEdit], author: String) throws {
        let authorship = try Authorship(author, nil)
        try database.write { db in
            let ids = Dictionary(uniqueKeysWithValues: try ClassTable(db).rows.map { ($0.name, $0.id) })
            func id(_ name: String) throws -> Int64 {
                guard let id = ClassName.parse(name).flatMap({ ids[$0] }) else {
                    throw ClassRulesError.unknownClass(name)
                }
                return id
            }
            func now(_ table: String, _ classID: Int64, _ transform: String? = nil) throws -> String {
                let condition = transform == nil ? "" : " AND transform = ?"
                let before = try String.fetchOne(
                    db, sql: "SELECT max(at) FROM \(table) WHERE class = ?\(condition)",
                    arguments: StatementArguments(
                        [classID.databaseValue] + [transform].compactMap { $0?.databaseValue }))
                return Timestamp.now(after: before)
            }
            for edit in edits {
                let classID = try id(edit.label)
                for (transform, rule) in edit.rules.sorted(by: { $0.key < $1.key }) {
                    if let limit = rule?.limit, !(limit >= 0 && limit.isFinite) {
                        throw ClassRulesError.badLimit(limit)
                    }
                    var (outcome, becomes): (String?, Int64?) = (nil, nil)
                    switch rule?.outcome {
                    case .same: outcome = "same"
                    case .becomes(let other): (outcome, becomes) = ("becomes", try id(other))
                    case .forbidden: outcome = "forbidden"
                    case nil: break
                    }
                    try db.execute(
                        sql: """
                            INSERT INTO classRule (class, transform, outcome, becomes, most, author, at)
                            VALUES (?, ?, ?, ?, ?, ?, ?)
                            """,
                        arguments: [
                            classID, transform, outcome, becomes, rule?.limit, authorship.author,
                            try now("classRule", classID, transform),
                        ])
                }
                if let parts = edit.parts {
                    try Self.check(parts)
                    try db.execute(
                        sql: "INSERT INTO classParts (class, parts, author, at) VALUES (?, ?, ?, ?)",
                        arguments: [classID, try Self.json(parts), authorship.author, try now("classParts", classID)])
                }
                if let chain = edit.chain {
                    guard chain.count <= ClassRulesError.mostSteps else {
                        throw ClassRulesError.tooManySteps(chain.count)
                    }
                    let steps = try chain.map { step in
                        guard step.instruction.utf8.count <= ClassRulesError.longestInstruction else {
                            throw ClassRulesError.longInstruction
                        }
                        return StoredStep(classID: try id(step.label), instruction: step.instruction)
                    }
                    try db.execute(
                        sql: "INSERT INTO classChain (class, steps, author, at) VALUES (?, ?, ?, ?)",
                        arguments: [classID, try Self.json(steps), authorship.author, try now("classChain", classID)])
                }
            }
        }
    }

    static func classRules(in db: Database) throws -> [ClassRules] {
        let classes = try ClassTable(db).rows
        let names = Dictionary(uniqueKeysWithValues: classes.map { ($0.id, $0.name) })
        var rules: [Int64: [String: TransformRule]] = [:]
        let newest = try Row.fetchAll(
            db,
            sql: """
                SELECT class, transform, outcome, becomes, most, author, at FROM classRule
                WHERE id IN (SELECT max(id) FROM classRule GROUP BY class, transform)
                """)
        for row in newest {
            let outcome: TransformRule.Outcome
            switch row[2] as String? {
            case "same": outcome = .same
            case "becomes":
                // A class that is no more: nothing can become it.
                outcome = (row[3] as Int64?).flatMap { names[$0] }.map { .becomes($0) } ?? .forbidden
            case "forbidden": outcome = .forbidden
            default: continue
            }
            rules[row[0], default: [:]][row[1]] = TransformRule(
                outcome: outcome, limit: row[4], author: row[5], at: row[6])
        }
        let parts: [Int64: [String]] = try Self.newest("classParts", "parts", in: db)
        let chains: [Int64: [StoredStep]] = try Self.newest("classChain", "steps", in: db)
        return classes.map { entry in
            let chain = (chains[entry.id] ?? []).compactMap { step in
                names[step.classID].map { DismantlingStep(label: $0, instruction: step.instruction) }
            }
            return ClassRules(
                id: entry.id, name: entry.name, parts: parts[entry.id] ?? [], chain: chain,
                rules: rules[entry.id] ?? [:])
        }
    }

    /// A step as the database has it: classes keep their id when they are renamed.
    private struct StoredStep: Codable {
        let classID: Int64
        let instruction: String

        private enum CodingKeys: String, CodingKey {
            case classID = "class"
            case instruction
        }
    }

    private static func newest<Value: Decodable>(
        _ table: String, _ column: String, in db: Database
    ) throws -> [Int64: Value] {
        let rows = try Row.fetchAll(
            db,
            sql: "SELECT class, \(column) FROM \(table) WHERE id IN (SELECT max(id) FROM \(table) GROUP BY class)")
        return Dictionary(
            uniqueKeysWithValues: try rows.map { row in
                (row[0], try JSONDecoder().decode(Value.self, from: Data((row[1] as String).utf8)))
            })
    }

    private static func json(_ value: some Encodable) throws -> String {
        String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
    }

    private static func check(_ parts: [String]) throws {
        guard parts.count <= ClassRulesError.mostParts else { throw ClassRulesError.tooManyParts(parts.count) }
        for part in parts where !PieceName.isValid(part) { throw ClassRulesError.badPart(part) }
    }
}
