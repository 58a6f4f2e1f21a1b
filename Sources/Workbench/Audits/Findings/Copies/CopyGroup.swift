import Dataset

/// Samples that show one picture, and what is to become of them.
struct CopyGroup {
    /// How alike they are.
    enum Relation: String, Codable {
        /// The same file.
        case bytes
        /// Other files of the same pixels.
        case pixels
        /// The same drawing, photo or scan once more.
        case near

        var words: String {
            switch self {
            case .bytes: "the same bytes"
            case .pixels: "the same pixels"
            case .near: "nearly the same picture"
            }
        }
    }

    let relation: Relation
    /// Two at least.
    let samples: [Sample]
    /// How sure it is that they are copies, 0 to 1.
    let score: Double
    /// How far apart in the embedding, where they are not the same.
    var distance: Double?
    /// The label that most speaks for, where they differ; nil where nothing does.
    var label: String?

    /// What stays is said with every finding.
    static let keepRule = "What is scored stays: test before val before train; then the larger picture; then the first."

    /// The one that stays.
    var kept: Sample {
        samples.min { Self.rank($0).lexicographicallyPrecedes(Self.rank($1)) } ?? samples[0]
    }

    private static func rank(_ sample: Sample) -> [Int64] {
        let split: Int64 =
            switch sample.split {
            case "test": 0
            case "val": 1
            case "train": 2
            default: 3
            }
        return [split, -Int64(sample.width * sample.height), sample.id]
    }

    private struct Evidence: Encodable {
        struct Copy: Encodable {
            let sample: Int64
            let split: String?
            let label: String?
            let width: Int
            let height: Int
        }

        let relation: Relation
        let distance: Double?
        let copies: [Copy]
        let keeps: Int64
        let rule: String
    }

    /// One that says where the copies lie, and one more where their labels differ.
    func findings() throws -> [FoundFinding] {
        let kept = kept
        let ordered = [kept] + samples.filter { $0.id != kept.id }
        let copies = ordered.map {
            Evidence.Copy(sample: $0.id, split: $0.split, label: $0.label, width: $0.width, height: $0.height)
        }
        let proof = try evidence(
            Evidence(relation: relation, distance: distance, copies: copies, keeps: kept.id, rule: Self.keepRule))
        let splits = Set(samples.compactMap(\.split))
        var found = FoundFinding(
            kind: splits.count > 1 ? .leaks : .duplicates, score: score, subjects: ordered.map { .init($0) },
            title: title(splits), change: removal(of: ordered.dropFirst(), label: nil), evidence: proof)
        let labels = Set(samples.compactMap(\.label))
        guard labels.count > 1 else { return [found] }
        // What only might be a copy says nothing against a label; it is not to go either.
        guard score >= 0.5 else {
            found.change = nil
            return [found]
        }
        // Which label is right has to be known before any copy goes.
        found.change = nil
        let right = majority() ?? label
        let conflict = FoundFinding(
            kind: .conflicts, score: score, subjects: ordered.map { .init($0) },
            title: "\(relation.words) as \(Self.list(labels.sorted()))", given: kept.label, suggested: right,
            change: right.map { removal(of: ordered.dropFirst(), label: (kept, $0)) }, evidence: proof)
        return [found, conflict]
    }

    /// Whether their labels differ, and none has a majority: something else has to say which is right.
    var needsJudge: Bool { score >= 0.5 && Set(samples.compactMap(\.label)).count > 1 && majority() == nil }

    /// The label that more of the copies have than any other.
    private func majority() -> String? {
        var counts: [String: Int] = [:]
        for label in samples.compactMap(\.label) { counts[label, default: 0] += 1 }
        let most = counts.values.max() ?? 0
        let names = counts.filter { $0.value == most }.keys
        return names.count == 1 ? names.first : nil
    }

    private func title(_ splits: Set<String>) -> String {
        guard splits.count > 1 else { return "\(samples.count) times \(relation.words)" }
        let order = ["train", "val", "test"].filter(splits.contains)
        return "\(relation.words) in \(Self.list(order))"
    }

    private func removal(of copies: ArraySlice<Sample>, label: (kept: Sample, right: String)?) -> SuggestedChange {
        var parts = [SuggestedChange.Part(samples: copies.map(\.id), state: .trashed)]
        var words = "trash \(copies.count == 1 ? "the copy" : "\(copies.count) copies")"
        if let split = copies.first?.split, copies.allSatisfy({ $0.split == split }) { words += " in \(split)" }
        if let label, label.kept.label != label.right {
            parts.append(.init(samples: [label.kept.id], label: label.right))
            words += ", label the other \(label.right)"
        }
        return SuggestedChange(parts: parts, words: words)
    }

    private static func list(_ words: [String]) -> String {
        words.count < 2 ? words.joined() : words.dropLast().joined(separator: ", ") + " and " + (words.last ?? "")
    }
}
