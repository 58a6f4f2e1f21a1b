/// What `EmbedImages` did.
public struct EmbedReport: Codable, Sendable, Equatable {
    public struct Failure: Codable, Sendable, Equatable {
        /// SHA-256 of the image.
        public let digest: String
        public let code: String
        public let reason: String
    }

    public struct Model: Codable, Sendable, Equatable {
        public let model: String
        /// Images that this run computed.
        public internal(set) var embedded: Int
        /// Images that had a vector before.
        public let alreadyThere: Int
        public internal(set) var failures: [Failure]

        init(model: String, alreadyThere: Int) {
            self.model = model
            self.alreadyThere = alreadyThere
            embedded = 0
            failures = []
        }
    }

    public let models: [Model]
    /// Why these models, where `auto` chose them.
    public let reason: String?
}
