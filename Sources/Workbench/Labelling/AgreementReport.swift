import Audit
public import Dataset

/// Who agrees with whom, and on what, by name.
public struct AgreementReport: Sendable, Codable, Equatable {
    public struct ClassAgreement: Sendable, Codable, Equatable {
        public let name: String
        /// Krippendorff's alpha of the class against the rest; nil where it says nothing.
        public let alpha: Double?
    }

    public struct Person: Sendable, Codable, Equatable {
        public let name: String
        public let answers: Int
        /// Items to which somebody else answered too.
        public let shared: Int
        /// Of the others' answers to these, the share that is the person's own; nil where there are none.
        public let agreement: Double?
        /// How often the person is right by Dawid and Skene's model, 0 to 1.
        public let accuracy: Double?
        /// In the order of `classes`: of the others' answers where this person answers with the class, the share that
        /// says so too.
        public let perClass: [Double?]
    }

    public struct Pair: Sendable, Codable, Equatable {
        public let first: String
        public let second: String
        public let shared: Int
        /// Share of the same answers.
        public let agreement: Double?
        /// Cohen's kappa; nil where it says nothing.
        public let kappa: Double?
        public let kappaPerClass: [Double?]
    }

    public let items: Int
    /// Items with two answers or more.
    public let comparable: Int
    /// Of these, those with different answers.
    public let contested: Int
    /// Krippendorff's alpha; nil where there is nothing to tell apart.
    public let alpha: Double?
    public let classes: [ClassAgreement]
    public let people: [Person]
    /// Pairs of people with an item in common.
    public let pairs: [Pair]

    public init(_ table: OpinionTable) {
        let found = AgreementTable(table.opinions)
        let fit = DawidSkene().fit(table.opinions)
        items = table.items.count
        comparable = found.comparable
        contested = found.contested
        alpha = found.alpha
        classes = zip(table.classes, found.alphaPerClass).map { ClassAgreement(name: $0, alpha: $1) }
        people = table.people.indices.map { person in
            let each = found.people[person]
            return Person(
                name: table.people[person], answers: each.answers, shared: each.shared, agreement: each.agreement,
                accuracy: each.shared > 0 ? fit.accuracy(person: person) : nil, perClass: each.perClass)
        }
        pairs = found.pairs.map { pair in
            Pair(
                first: table.people[pair.first], second: table.people[pair.second], shared: pair.kappa.shared,
                agreement: pair.kappa.agreement, kappa: pair.kappa.kappa, kappaPerClass: pair.kappa.perClass)
        }
    }

    /// Of the answers of a workspace.
    public static func of(_ workspace: Workspace) throws -> AgreementReport {
        AgreementReport(try OpinionTable.read(workspace).table)
    }
}
