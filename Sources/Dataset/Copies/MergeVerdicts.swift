import Foundation
import GRDB

/// Brings in what people said of findings in another copy: each verdict once. Where both judged the same finding, the
/// later verdict holds. A finding that no audit found here comes in with its verdicts, so that an audit knows it.
struct MergeVerdicts {
    private let db: Database
    private let plan: MergePlan
    private(set) var report: MergeReport
    /// Whether every class has one id in both copies. Only then does a key that was made there mean the same here.
    private let hasSameClasses: Bool
    private let hasSameSamples: Bool

    private typealias Verdict = WorkLog.Finding.Verdict

    /// In bytes.
    private static let longestTitle = 4_000
    private static let longestEvidence = 1 << 20

    init(_ plan: MergePlan, _ report: MergeReport, in db: Database) {
        self.db = db
        self.plan = plan
        self.report = report
        hasSameClasses = plan.classMap.allSatisfy { $0.key == $0.value }
        hasSameSamples = plan.sampleMap.allSatisfy { $0.key == $0.value }
    }

    mutating func run() throws {
        for finding in plan.theirs.work.findings {
            try Self.check(finding)
            let key = try key(of: finding)
            let known = try Int64.fetchOne(db, sql: "SELECT id FROM finding WHERE key = ?", arguments: [key])
            try join(finding.verdicts, into: try known ?? insert(finding, key: key))
        }
    }

    private static func check(_ finding: WorkLog.Finding) throws {
        let isJSON = (try? JSONSerialization.jsonObject(with: Data(finding.evidence.utf8))) is [String: Any]
        guard finding.score.isFinite, finding.value.isFinite, isJSON, finding.title.utf8.count <= longestTitle,
            finding.detail.utf8.count <= longestTitle, finding.evidence.utf8.count <= longestEvidence,
            finding.basis.utf8.count <= 64, Timestamp.isOne(finding.foundAt),
            finding.subjects.allSatisfy({ $0.split.map { Split(rawValue: $0) != nil } ?? true }),
            finding.verdicts.allSatisfy(isReadable)
        else { throw MergeError.damaged("what was said of a finding cannot be read") }
    }

    private static func isReadable(_ verdict: Verdict) -> Bool {
        guard let name = try? Authorship(verdict.author, verdict.reason) else { return false }
        return name.author == verdict.author && Timestamp.isOne(verdict.at) && verdict.score.isFinite
            && verdict.keyAfter.map(SHA256Digest.isDigest) ?? true
    }

    private func key(of finding: WorkLog.Finding) throws -> String {
        let subjects = try finding.subjects.map { subject in
            guard let sample = plan.theirs.samples[subject.sample] else {
                throw MergeError.damaged("a finding is about a sample that is not in it")
            }
            return (digest: sample.digest, classID: try subject.classID.map(plan.id(ofClass:)))
        }
        return FindingKey.digest(kind: finding.kind, subjects: subjects, detail: finding.detail)
    }

    private func insert(_ finding: WorkLog.Finding, key: String) throws -> Int64 {
        try db.execute(
            sql: """
                INSERT INTO finding (key, kind, score, value, sample, given, suggested, title, detail, change, evidence,
                    basis, lastChange, isCurrent, foundAt)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?)
                """,
            arguments: [
                key, finding.kind.rawValue, finding.score, finding.value,
                try finding.subjects.first.map { try plan.id(ofSample: $0.sample) },
                finding.given.flatMap { plan.classMap[$0] }, finding.suggested.flatMap { plan.classMap[$0] },
                finding.title, finding.detail, try suggestion(finding.suggestion),
                // What it shows names samples by their ids there.
                hasSameSamples ? finding.evidence : "{}", finding.basis,
                plan.changeMap[finding.lastChange] ?? 0, finding.foundAt,
            ])
        let id = db.lastInsertedRowID
        let place = try db.cachedStatement(
            sql: "INSERT OR IGNORE INTO findingSample (finding, sample, position, class, split) VALUES (?, ?, ?, ?, ?)")
        for (position, subject) in finding.subjects.enumerated() {
            try place.execute(arguments: [
                id, try plan.id(ofSample: subject.sample), position, try subject.classID.map(plan.id(ofClass:)),
                subject.split,
            ])
        }
        return id
    }

    private func suggestion(_ theirs: SuggestedChange?) throws -> String? {
        guard var change = theirs?.renaming({ Int64($0).flatMap { plan.classMap[$0] }.map(String.init) }) else {
            return nil
        }
        for part in change.parts.indices {
            change.parts[part].samples = try change.parts[part].samples.map(plan.id(ofSample:))
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return String(decoding: try encoder.encode(change), as: UTF8.self)
    }

    private mutating func join(_ theirs: [Verdict], into finding: Int64) throws {
        let ours = try Row.fetchAll(
            db,
            sql: """
                SELECT verdict, author, reason, at, change, score, keyAfter FROM findingVerdict WHERE finding = ?
                ORDER BY id
                """, arguments: [finding]
        ).compactMap { row in
            FindingVerdict.Word(rawValue: row[0]).map {
                Verdict(
                    verdict: $0, author: row[1], reason: row[2], at: row[3], change: row[4], score: row[5],
                    keyAfter: row[6])
            }
        }
        var known = Set(ours.map(Self.identity))
        var new: [Verdict] = []
        for var verdict in theirs where known.insert(Self.identity(verdict)).inserted {
            verdict.change = verdict.change.flatMap { plan.changeMap[$0] }
            if !hasSameClasses { verdict.keyAfter = nil }
            new.append(verdict)
        }
        guard !new.isEmpty else { return }
        report.verdicts += new.count
        // Of a finding the last row holds, so they stand in the order of their times.
        try db.execute(sql: "DELETE FROM findingVerdict WHERE finding = ?", arguments: [finding])
        for verdict in (ours + new).sorted(by: { Self.order($0) < Self.order($1) }) {
            try db.execute(
                sql: """
                    INSERT INTO findingVerdict (finding, verdict, author, reason, at, change, score, keyAfter)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    finding, verdict.verdict.rawValue, verdict.author, verdict.reason, verdict.at, verdict.change,
                    verdict.score, verdict.keyAfter,
                ])
        }
    }

    private static func identity(_ verdict: Verdict) -> [String] {
        [verdict.at, verdict.verdict.rawValue, verdict.author, verdict.reason ?? ""]
    }

    private static func order(_ verdict: Verdict) -> (String, String, String) {
        (verdict.at, verdict.verdict.rawValue, verdict.author)
    }
}
