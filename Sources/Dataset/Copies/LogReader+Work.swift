import Foundation
import GRDB

extension LogReader {
    func work() throws -> WorkLog {
        var work = WorkLog()
        work.answers = try answers()
        work.findings = try findings()
        work.derivations = try derivations()
        work.recipes = try recipes()
        work.rules = try rules()
        work.parts = try parts()
        work.chains = try chains()
        return work
    }

    func recipes() throws -> [WorkLog.Recipe] {
        try Row.fetchAll(
            db, sql: "SELECT name, version, definition, note, author, at FROM recipe ORDER BY name, version"
        ).map { WorkLog.Recipe(name: $0[0], version: $0[1], definition: $0[2], note: $0[3], author: $0[4], at: $0[5]) }
    }

    func rules() throws -> [WorkLog.Rule] {
        try Row.fetchAll(
            db, sql: "SELECT class, transform, outcome, becomes, most, author, at FROM classRule ORDER BY id"
        ).map {
            WorkLog.Rule(
                classID: $0[0], transform: $0[1], outcome: $0[2], becomes: $0[3], limit: $0[4], author: $0[5], at: $0[6]
            )
        }
    }

    func parts() throws -> [WorkLog.Parts] {
        try Row.fetchAll(db, sql: "SELECT class, parts, author, at FROM classParts ORDER BY id").map {
            WorkLog.Parts(classID: $0[0], parts: try Self.decoded($0[1]), author: $0[2], at: $0[3])
        }
    }

    func chains() throws -> [WorkLog.Chain] {
        try Row.fetchAll(db, sql: "SELECT class, steps, author, at FROM classChain ORDER BY id").map {
            WorkLog.Chain(classID: $0[0], steps: try Self.decoded($0[1]), author: $0[2], at: $0[3])
        }
    }

    static func decoded<Value: Decodable>(_ json: String) throws -> Value {
        try JSONDecoder().decode(Value.self, from: Data(json.utf8))
    }

    /// All but the labels that stand in for a person's: those each copy has.
    private func answers() throws -> [WorkLog.Answer] {
        var answers: [WorkLog.Answer] = []
        var places: [Int64: Int] = [:]
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT id, sample, person, at, kind, class, confidence, reason, change, withdraws FROM answer
                WHERE person <> ? ORDER BY id
                """, arguments: [LabellingRules.givenPerson])
        while let row = try rows.next() {
            places[row[0]] = answers.count
            answers.append(
                WorkLog.Answer(
                    sample: row[1], person: row[2], at: row[3], kind: Answer.Kind(rawValue: row[4]) ?? .skip,
                    classID: row[5], confidence: row[6], reason: row[7], change: row[8],
                    withdraws: (row[9] as Int64?).flatMap { places[$0] }))
        }
        return answers
    }

    private func findings() throws -> [WorkLog.Finding] {
        let subjects = try db.cachedStatement(
            sql: "SELECT sample, class, split FROM findingSample WHERE finding = ? ORDER BY position")
        let verdicts = try db.cachedStatement(
            sql: """
                SELECT verdict, author, reason, at, change, score, keyAfter FROM findingVerdict WHERE finding = ?
                ORDER BY id
                """)
        return try Row.fetchAll(
            db,
            sql: """
                SELECT id, kind, score, value, given, suggested, title, detail, change, evidence, basis, lastChange, foundAt
                FROM finding WHERE id IN (SELECT finding FROM findingVerdict) ORDER BY id
                """
        ).compactMap { row in
            guard let kind = FindingKind(rawValue: row[1]) else { return nil }
            let id: Int64 = row[0]
            return WorkLog.Finding(
                kind: kind, score: row[2], value: row[3], given: row[4], suggested: row[5], title: row[6],
                detail: row[7], suggestion: try (row[8] as String?).map(Self.decoded), evidence: row[9], basis: row[10],
                lastChange: row[11], foundAt: row[12],
                subjects: try Row.fetchAll(subjects, arguments: [id]).map {
                    .init(sample: $0[0], classID: $0[1], split: $0[2])
                },
                verdicts: try Row.fetchAll(verdicts, arguments: [id]).compactMap { row in
                    guard let word = FindingVerdict.Word(rawValue: row[0]) else { return nil }
                    return .init(
                        verdict: word, author: row[1], reason: row[2], at: row[3], change: row[4], score: row[5],
                        keyAfter: row[6])
                })
        }
    }

    private func derivations() throws -> [WorkLog.Derivation] {
        let parents = try db.cachedStatement(
            sql: "SELECT parent FROM derivationParent WHERE sample = ? ORDER BY parent")
        return try Row.fetchAll(
            db,
            sql: "SELECT sample, kind, recipe, recipeVersion, parameters, author, at FROM derivation ORDER BY sample"
        ).map { row in
            WorkLog.Derivation(
                sample: row[0], kind: Derivation.Kind(rawValue: row[1]) ?? .drawing, recipe: row[2],
                recipeVersion: row[3], parameters: row[4], author: row[5], at: row[6],
                parents: try Int64.fetchAll(parents, arguments: [row[0] as Int64]))
        }
    }
}
