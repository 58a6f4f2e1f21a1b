import Dataset

/// What a query selects and in which order, as plainly as it can be said: the measure for the quick way.
struct PlainQuery {
    let query: SampleQuery
    /// In the order of the label book.
    let classes: [String]
    /// Rank of images by digest.
    let ranks: [String: Int]
    /// The change that each sample came with.
    let origins: [Int64: Int64]

    func ids(of samples: [Sample]) -> [Int64] {
        samples.filter(passes).sorted(by: precedes).map(\.id)
    }

    private func passes(_ sample: Sample) -> Bool {
        switch query.state {
        case .active: guard sample.state == .active else { return false }
        case .trashed: guard sample.state == .trashed else { return false }
        case .all: break
        }
        if let labels = query.labels, !labels.contains(sample.label ?? "") { return false }
        if let splits = query.splits, !splits.contains(sample.split ?? "") { return false }
        if let tags = query.tags, Set(tags).isDisjoint(with: sample.tags) { return false }
        if let text = query.text, !sample.path.lowercased().contains(text.lowercased()) { return false }
        if query.changedOnly, sample.revision == origins[sample.id] { return false }
        return query.columns.allSatisfy { name, values in values.contains(sample.columns[name]?.display ?? "") }
    }

    private func precedes(_ left: Sample, _ right: Sample) -> Bool {
        for key in query.sort {
            let (a, b) = (value(of: left, key.field), value(of: right, key.field))
            if a == b { continue }
            guard let a else { return false }
            guard let b else { return true }
            return key.descending ? b < a : a < b
        }
        return left.id < right.id
    }

    /// A number, or a text as its bytes without and with case.
    private enum Value: Comparable {
        case number(Double)
        case text([UInt8], [UInt8])

        static func < (left: Value, right: Value) -> Bool {
            switch (left, right) {
            case (.number(let a), .number(let b)): a < b
            case (.text(let a, let exactly), .text(let b, let other)):
                a == b ? exactly.lexicographicallyPrecedes(other) : a.lexicographicallyPrecedes(b)
            case (.number, .text): true
            case (.text, .number): false
            }
        }
    }

    private func value(of sample: Sample, _ field: SortKey.Field) -> Value? {
        func text(_ text: String) -> Value {
            .text(text.utf8.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }, Array(text.utf8))
        }
        func place<Element: Equatable>(_ element: Element?, in elements: [Element]) -> Value? {
            element.flatMap { elements.firstIndex(of: $0) }.map { .number(Double($0)) }
        }
        switch field {
        case .similarity: return ranks[sample.digest].map { .number(Double($0)) }
        case .id: return .number(Double(sample.id))
        case .name: return text(sample.name)
        case .path: return text(sample.path)
        case .label: return place(sample.label, in: classes)
        case .split: return place(sample.split, in: ["train", "val", "test"])
        case .revision: return .number(Double(sample.revision))
        case .bytes: return .number(Double(sample.bytes))
        case .width: return .number(Double(sample.width))
        case .height: return .number(Double(sample.height))
        case .column(let name):
            switch sample.columns[name] {
            case .number(let number): return .number(number)
            case .text(let string): return text(string.lowercased())
            case nil: return nil
            }
        }
    }
}
