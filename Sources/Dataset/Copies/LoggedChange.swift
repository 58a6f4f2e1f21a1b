import GRDB

/// A value of the history as it travels between copies of a workspace.
public enum LoggedValue: Sendable, Hashable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)

    init(_ value: DatabaseValue) {
        switch value.storage {
        case .null, .blob: self = .null
        case .int64(let number): self = .integer(number)
        case .double(let number): self = .real(number)
        case .string(let text): self = .text(text)
        }
    }

    var databaseValue: DatabaseValue {
        switch self {
        case .null: .null
        case .integer(let number): number.databaseValue
        case .real(let number): number.databaseValue
        case .text(let text): text.databaseValue
        }
    }
}

/// One cell that a change touched, in the ids of the copy that it was made in.
public struct LoggedCell: Sendable, Hashable {
    /// A sample, or a class.
    public var subject: Int64
    public var field: String
    public var before: LoggedValue
    public var after: LoggedValue

    public init(subject: Int64, field: String, before: LoggedValue, after: LoggedValue) {
        self.subject = subject
        self.field = field
        self.before = before
        self.after = after
    }
}

/// A change with all that it did, in the ids of the copy that it was made in.
public struct LoggedChange: Sendable, Hashable {
    public var id: Int64
    public var at: String
    public var author: String
    public var reason: String?
    public var kind: Change.Kind
    public var summary: String
    public var importID: Int64?
    /// What an undo took back or a redo did again.
    public var targets: [Int64] = []
    /// By id and field.
    public var classCells: [LoggedCell] = []
    public var sampleCells: [LoggedCell] = []
    /// Where it was made in another copy: its identity there, and in every copy.
    public var origin: String?

    public init(
        id: Int64, at: String, author: String, reason: String?, kind: Change.Kind, summary: String, importID: Int64?,
        origin: String? = nil
    ) {
        self.id = id
        self.at = at
        self.author = author
        self.reason = reason
        self.kind = kind
        self.summary = summary
        self.importID = importID
        self.origin = origin
    }
}

/// What a sample is, in the ids of its copy: that never changes.
public struct LoggedSample: Sendable, Hashable {
    public var id: Int64
    public var path: SourcePath
    public var digest: String
    public var format: String
    public var width: Int
    public var height: Int
    /// Of the file.
    public var bytes: Int

    public init(id: Int64, path: SourcePath, digest: String, format: String, width: Int, height: Int, bytes: Int) {
        self.id = id
        self.path = path
        self.digest = digest
        self.format = format
        self.width = width
        self.height = height
        self.bytes = bytes
    }
}

/// All that a copy of a workspace knows: what a bundle carries.
public struct CopyContents: Sendable {
    public var name: String
    /// By id, ascending.
    public var changes: [LoggedChange]
    public var samples: [Int64: LoggedSample]
    /// Identities of changes that this copy has seen and that did nothing here.
    public var seen: [String]
    public var talk: TalkLog
    public var work: WorkLog

    public init(
        name: String, changes: [LoggedChange], samples: [Int64: LoggedSample], seen: [String], talk: TalkLog,
        work: WorkLog = WorkLog()
    ) {
        self.name = name
        self.changes = changes
        self.samples = samples
        self.seen = seen
        self.talk = talk
        self.work = work
    }
}
