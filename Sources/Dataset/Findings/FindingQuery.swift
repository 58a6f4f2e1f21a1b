/// Which findings, by value, the most valuable first. Every condition that is set has to hold.
public struct FindingQuery: Sendable, Equatable {
    public var kinds: [FindingKind]?
    /// nil: all but `gone`.
    public var states: [FindingState]? = [.open]
    /// Names of classes: those that are doubted, or that one of its samples has.
    public var labels: [String]?
    /// `train`, `val`, `test`; the empty text stands for none: of one of its samples.
    public var splits: [String]?
    /// Only findings about this sample.
    public var sample: Int64?
    /// Only findings after this one in the order.
    public var after: Cursor?
    public var limit = 50

    /// A place in the order.
    public struct Cursor: Sendable, Equatable, CustomStringConvertible {
        public let value: Double
        public let id: Int64

        public init(value: Double, id: Int64) {
            self.value = value
            self.id = id
        }

        /// As `next` of a page gives it.
        public init?(_ text: String) {
            let parts = text.split(separator: "-", maxSplits: 1)
            guard parts.count == 2, let bits = UInt64(parts[0], radix: 16), let id = Int64(parts[1]), id > 0 else {
                return nil
            }
            let value = Double(bitPattern: bits)
            guard value.isFinite else { return nil }
            self.init(value: value, id: id)
        }

        public var description: String { "\(String(value.bitPattern, radix: 16))-\(id)" }
    }

    public init() {}
}

/// Some findings of a query, in its order.
public struct FindingPage: Sendable, Equatable {
    /// How many the query selects in all.
    public let total: Int
    public let findings: [Finding]
    /// Where the next page begins; nil behind the last.
    public let next: FindingQuery.Cursor?
}
