import Dataset

/// A blame as JSON, with `null` where there is nothing.
struct BlameView: Encodable, Sendable {
    let sample: Int64
    let cells: [Cell]
    let threads: [ThreadView]

    init(_ blame: SampleBlame) {
        sample = blame.sample
        cells = blame.cells.map(Cell.init)
        threads = blame.threads.map(ThreadView.init)
    }

    struct Cell: Encodable, Sendable {
        let cell: SampleBlame.Cell

        private enum CodingKeys: String, CodingKey {
            case field, value, before, change, at, author, reason, kind, thread, decision
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(cell.field, forKey: .field)
            try container.encode(cell.value, forKey: .value)
            try container.encode(cell.before, forKey: .before)
            try container.encode(cell.change, forKey: .change)
            try container.encode(cell.at, forKey: .at)
            try container.encode(cell.author, forKey: .author)
            try container.encode(cell.reason, forKey: .reason)
            try container.encode(cell.kind, forKey: .kind)
            try container.encode(cell.thread, forKey: .thread)
            try container.encode(cell.decision, forKey: .decision)
        }
    }
}
