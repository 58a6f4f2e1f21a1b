import Dataset

/// As if a batch of edits had not been made, or had been: what a training takes away from a version or adds to it.
///
/// A batch is a range of changes (`12` or `12-20`), or a tag of samples. Without changes, the whole dataset is as if
/// they had not been made; with changes, as if they, which come later than the version, had been made already. Without
/// a tag, its samples are not trained on; with a tag, those of its samples that have a label and are in no split or in
/// the trash are. A tag touches the training images alone, so that what is scored stays the same.
public struct WhatIf: Codable, Sendable, Equatable {
    public enum Batch: Codable, Sendable, Equatable {
        case changes(ClosedRange<Int64>)
        case tag(String)

        /// `12`, `12-20`, or anything else as a tag.
        public init(_ text: String) {
            let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { part in
                part.allSatisfy(\.isASCII) && part.allSatisfy(\.isNumber) ? Int64(part) : nil
            }
            if (1...2).contains(ends.count), let first = ends.first ?? nil, let last = ends.last ?? nil, last >= first {
                self = .changes(first...last)
            } else {
                self = .tag(text)
            }
        }

        public var text: String {
            switch self {
            case .changes(let range):
                range.lowerBound == range.upperBound ? "\(range.lowerBound)" : "\(range.lowerBound)-\(range.upperBound)"
            case .tag(let tag): tag
            }
        }

        public init(from decoder: any Decoder) throws {
            self.init(try decoder.singleValueContainer().decode(String.self))
        }

        public func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(text)
        }
    }

    public var without: [Batch]
    public var with: [Batch]

    public init(without: [Batch] = [], with: [Batch] = []) {
        self.without = without
        self.with = with
    }

    public var isNothing: Bool { without.isEmpty && with.isEmpty }

    /// In words, such as `without mirrored, with 30-35`; nil where nothing is different.
    public var words: String? {
        guard !isNothing else { return nil }
        return (without.map { "without \($0.text)" } + with.map { "with \($0.text)" }).joined(separator: ", ")
    }

    /// The same for the same batches, in whatever order they are named.
    public var key: String {
        get throws {
            let sorted = WhatIf(
                without: without.sorted { $0.text < $1.text }, with: with.sorted { $0.text < $1.text })
            return try JSONValue(encoding: sorted).text()
        }
    }

    /// The changes that count for a version.
    func cut(at change: Int64) -> HistoryCut {
        func ranges(_ batches: [Batch]) -> [ClosedRange<Int64>] {
            batches.compactMap { if case .changes(let range) = $0 { range } else { nil } }
        }
        return HistoryCut(upTo: change, without: ranges(without), with: ranges(with))
    }

    func tags(_ batches: [Batch]) -> Set<String> {
        Set(batches.compactMap { if case .tag(let tag) = $0 { tag } else { nil } })
    }
}
