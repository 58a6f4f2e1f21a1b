import GRDB

extension Workspace {
    /// How samples were made, those of them that were made of others, by id.
    public func derivations(of samples: [Int64]) throws -> [Derivation] {
        try database.read { db in
            let find = try db.cachedStatement(
                sql: "SELECT kind, recipe, recipeVersion, parameters, author, at FROM derivation WHERE sample = ?")
            let parents = try db.cachedStatement(
                sql: "SELECT parent FROM derivationParent WHERE sample = ? ORDER BY parent")
            return try samples.sorted().compactMap { sample in
                guard let row = try Row.fetchOne(find, arguments: [sample]) else { return nil }
                return Derivation(
                    sample: sample, kind: Derivation.Kind(rawValue: row[0]) ?? .drawing, recipe: row[1],
                    recipeVersion: row[2], parameters: row[3], author: row[4], at: row[5],
                    parents: try Int64.fetchAll(parents, arguments: [sample]))
            }
        }
    }

    /// Active samples that were made of any of these, or of what was made of them, and are not among them; ascending.
    public func samplesDerived(from samples: [Int64]) throws -> [Int64] {
        try database.read { db in
            let children = try db.cachedStatement(
                sql: """
                    SELECT d.sample, s.state = 'active' FROM derivationParent d JOIN sample s ON s.id = d.sample
                    WHERE d.parent = ?
                    """)
            let own = Set(samples)
            var seen = own
            var found: [Int64] = []
            var waiting = samples
            while let parent = waiting.popLast() {
                for row in try Row.fetchAll(children, arguments: [parent]) {
                    let child: Int64 = row[0]
                    guard seen.insert(child).inserted else { continue }
                    if row[1] { found.append(child) }
                    waiting.append(child)
                }
            }
            return found.sorted()
        }
    }

    /// All pairs of a derived sample and one of its parents, for whoever keeps them together.
    public func derivationPairs() throws -> [(sample: Int64, parent: Int64)] {
        try database.read { db in
            try Row.fetchAll(db, sql: "SELECT sample, parent FROM derivationParent ORDER BY sample, parent")
                .map { ($0[0], $0[1]) }
        }
    }

    /// A derived sample whose parent was relabelled since its own label was last set.
    public struct OutdatedDerivation: Sendable, Equatable {
        public let derivation: Derivation
        /// The derived sample's label now.
        public let label: String?
        /// Its revision now.
        public let revision: Int64
        /// The label of each parent now, in the order of `derivation.parents`.
        public let parentLabels: [String?]
    }

    /// Active derived samples with an active parent that has another label than when theirs was last set; by id.
    ///
    /// - Parameter among: only these; nil is all.
    public func outdatedDerivations(among: [Int64]? = nil) throws -> [OutdatedDerivation] {
        let ids = try database.read { db in
            // The first relabelling of a parent after the sample's own label was set says what the parent was then.
            try Int64.fetchAll(
                db,
                sql: """
                    SELECT DISTINCT d.sample FROM derivationParent d
                    JOIN sample s ON s.id = d.sample AND s.state = 'active'
                    JOIN sample p ON p.id = d.parent AND p.state = 'active'
                    JOIN sampleCell l ON l.sample = d.parent AND l.field = 'label' AND l.change = (
                        SELECT min(m.change) FROM sampleCell m WHERE m.sample = d.parent AND m.field = 'label'
                        AND m.change > (SELECT max(o.change) FROM sampleCell o
                            WHERE o.sample = d.sample AND o.field IN ('label', 'sample')))
                    WHERE l.before IS NOT p.class ORDER BY d.sample
                    """)
        }
        let wanted = among.map(Set.init)
        let chosen = ids.filter { wanted?.contains($0) ?? true }
        let derivations = try derivations(of: chosen)
        let samples = try self.samples(chosen + derivations.flatMap(\.parents))
        let byID = Dictionary(samples.map { ($0.id, $0) }) { first, _ in first }
        return derivations.compactMap { derivation in
            guard let sample = byID[derivation.sample] else { return nil }
            return OutdatedDerivation(
                derivation: derivation, label: sample.label, revision: sample.revision,
                parentLabels: derivation.parents.map { byID[$0]?.label })
        }
    }

    /// How many active samples are derived, by class, split and kind.
    public struct DerivedCount: Sendable, Equatable {
        /// nil: unlabelled.
        public let label: String?
        public let split: String?
        public let kind: Derivation.Kind
        public let count: Int
    }

    public func derivedCounts() throws -> [DerivedCount] {
        try database.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT c.name, s.split, d.kind, count(*) FROM derivation d JOIN sample s ON s.id = d.sample
                    LEFT JOIN class c ON c.id = s.class WHERE s.state = 'active' GROUP BY s.class, s.split, d.kind
                    """
            ).map {
                DerivedCount(
                    label: $0[0], split: $0[1], kind: Derivation.Kind(rawValue: $0[2]) ?? .drawing, count: $0[3])
            }
        }
    }
}
