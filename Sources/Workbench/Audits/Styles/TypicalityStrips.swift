/// The most and the least typical samples of classes.
public struct TypicalityStrips: Codable, Sendable, Equatable {
    public struct Entry: Codable, Sendable, Equatable {
        public let sample: Int64
        /// The mean distance to its nearest fellows.
        public let distance: Float
    }

    public struct Strip: Codable, Sendable, Equatable {
        public let name: String
        /// Images (near duplicates as one) that were ranked.
        public let ranked: Int
        /// The most typical first.
        public let most: [Entry]
        /// The least typical first.
        public let least: [Entry]
    }

    public let basis: ReportBasis
    public let classes: [Strip]

    /// - Parameters:
    ///   - label: the class; nil is all.
    ///   - limit: how many at each end.
    /// - Throws: ``AuditError/unknownClass(_:)``.
    public init(_ report: StylesReport, label: String?, limit: Int) throws(AuditError) {
        basis = report.basis
        let wanted = report.typicality.filter { label == nil || $0.name == label }
        if let label, wanted.isEmpty { throw .unknownClass(label) }
        classes = wanted.map { ranked in
            let entries = zip(ranked.samples, ranked.distances).map { Entry(sample: $0, distance: $1) }
            return Strip(
                name: ranked.name, ranked: entries.count, most: Array(entries.prefix(limit)),
                least: Array(entries.suffix(limit).reversed()))
        }
    }
}
