/// What people said and wrote in a copy, in its ids.
public struct TalkLog: Sendable, Codable, Equatable {
    public struct Thread: Sendable, Codable, Equatable {
        public var identity: String
        public var about: TalkThread.About
        public var author: String
        public var at: String
        public var classes: [Int64]
        public var samples: [Int64]
    }

    public struct Message: Sendable, Codable, Equatable {
        public var identity: String
        /// The identity of its thread.
        public var thread: String
        public var kind: ThreadMessage.Kind
        public var author: String
        public var at: String
        public var text: String
        public var classID: Int64?
        public var change: Int64?
        public var mentions: [String]
    }

    public struct BookEdit: Sendable, Codable, Equatable {
        public var identity: String
        public var entry: String
        public var classID: Int64
        public var kind: LabelBookEntry.Kind
        public var text: String
        public var isRemoved: Bool
        public var examples: [Int64]
        public var nearMisses: [Int64]
        /// Identities.
        public var thread: String?
        public var message: String?
        public var author: String
        public var at: String
    }

    public var threads: [Thread] = []
    public var messages: [Message] = []
    public var edits: [BookEdit] = []
    public var versions: [DatasetVersion] = []

    public init() {}
}
