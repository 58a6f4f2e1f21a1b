import GRDB

/// Brings in what people answered in another copy: each answer once. Where a person answered of the same sample in both,
/// the later answer holds.
struct MergeAnswers {
    private let db: Database
    private let plan: MergePlan
    private(set) var report: MergeReport

    /// What makes an answer the same one in both copies, in our ids.
    private struct Key: Hashable {
        let sample: Int64
        let person: String
        let at: String
        let kind: String
        let classID: Int64?
        let confidence: Double?
        let reason: String?
    }

    private struct Place: Hashable {
        let sample: Int64
        let person: String
    }

    init(_ plan: MergePlan, _ report: MergeReport, in db: Database) {
        self.db = db
        self.plan = plan
        self.report = report
    }

    mutating func run() throws {
        let theirs = plan.theirs.work.answers
        guard !theirs.isEmpty else { return }
        var known = try ours()
        let sheet = AnswerSheet(db: db)
        var touched: [Place] = []
        /// Ours of theirs, by place.
        var ids: [Int64] = []
        for answer in theirs {
            let key = try key(of: answer)
            if let id = known[key]?.popLast() {
                ids.append(id)
                continue
            }
            let withdrawn = try answer.withdraws.map { place in
                guard answer.kind == .withdrawn, ids.indices.contains(place), theirs[place].kind != .withdrawn,
                    theirs[place].sample == answer.sample, theirs[place].person == answer.person
                else { throw MergeError.damaged("an answer takes back what is none") }
                return ids[place]
            }
            ids.append(
                try sheet.insert(
                    answer.kind, sample: key.sample, person: key.person, class: key.classID,
                    confidence: key.confidence, reason: key.reason,
                    change: answer.change.flatMap { plan.changeMap[$0] }, withdraws: withdrawn, at: key.at))
            touched.append(Place(sample: key.sample, person: key.person))
            report.answers += 1
        }
        for place in Set(touched) { try sheet.settle(sample: place.sample, person: place.person) }
        for sample in Set(touched.map(\.sample)) { try sheet.count(sample) }
    }

    private func key(of answer: WorkLog.Answer) throws -> Key {
        let name = try? Authorship(answer.person, answer.reason)
        guard let name, name.author == answer.person, name.reason == answer.reason, Timestamp.isOne(answer.at),
            answer.person != LabellingRules.givenPerson, answer.confidence.map({ (0...1).contains($0) }) ?? true,
            (answer.kind == .label) == (answer.classID != nil)
        else { throw MergeError.damaged("an answer cannot be read") }
        return Key(
            sample: try plan.id(ofSample: answer.sample), person: answer.person, at: answer.at,
            kind: answer.kind.rawValue, classID: try answer.classID.map(plan.id(ofClass:)),
            confidence: answer.confidence, reason: answer.reason)
    }

    private func ours() throws -> [Key: [Int64]] {
        var found: [Key: [Int64]] = [:]
        let rows = try Row.fetchCursor(
            db, sql: "SELECT id, sample, person, at, kind, class, confidence, reason FROM answer ORDER BY id DESC")
        while let row = try rows.next() {
            let key = Key(
                sample: row[1], person: row[2], at: row[3], kind: row[4], classID: row[5], confidence: row[6],
                reason: row[7])
            found[key, default: []].append(row[0])
        }
        return found
    }
}
