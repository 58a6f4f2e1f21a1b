/// Who made each cell of a sample what it is, when and why.
public struct SampleBlame: Sendable, Codable, Equatable {
    /// One cell; of tags there is one for each tag.
    public struct Cell: Sendable, Codable, Equatable {
        /// `label`, `split`, `state`, `tag`, `column.NAME`.
        public let field: String
        /// As people read it; nil for nothing.
        public let value: String?
        /// What it was before; nil for nothing, or where the sample came so.
        public let before: String?
        public let change: Int64
        public let at: String
        public let author: String
        public let reason: String?
        public let kind: Change.Kind
        /// The thread whose decision it was.
        public let thread: Int64?
        /// What was decided there.
        public let decision: String?
    }

    public let sample: Int64
    public let cells: [Cell]
    /// Threads that are about this sample, newest message first.
    public let threads: [TalkThread]
}
