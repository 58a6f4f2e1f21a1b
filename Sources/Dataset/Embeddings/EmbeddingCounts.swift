/// What was counted of an embedding, and of what: counting is slow, and most often nothing has changed.
struct EmbeddingCounts: Sendable {
    struct Key: Sendable, Equatable {
        let model: String
        let idsLength: Int
        let lastChange: Int64
    }

    let key: Key
    let info: EmbeddingInfo
}
