import GRDB

/// What was counted of an embedding, and of what: counting is slow, and most often nothing has changed.
struct EmbeddingCounts: Sendable {
    struct Key: Sendable, Equatable {
        let model: String
        let idsLength: Int
        let lastChange: Int64
    }

    let key: Key
    let info: EmbeddingInfo
    /// Still holds after a change, as long as nothing more is embedded.
    let embedded: EmbeddedImages
}

/// Which images have a vector, by the database's id.
struct EmbeddedImages: Sendable {
    let lines: DigestLines
    private var isEmbedded: [Bool] = [false]

    init(_ lines: DigestLines, in db: Database) throws {
        self.lines = lines
        try grow(in: db)
    }

    /// Looks at the images that came since.
    mutating func grow(in db: Database) throws {
        let rows = try BareRows("SELECT id, digest FROM image WHERE id >= ? ORDER BY id", [isEmbedded.count], in: db)
        while try rows.next() {
            while isEmbedded.count < rows.integer(0) { isEmbedded.append(false) }
            isEmbedded.append(lines.row(of: rows.text(1)) != nil)
        }
    }

    func contains(_ image: Int) -> Bool { image < isEmbedded.count && isEmbedded[image] }
}
