public import Dataset
import Imaging

/// Derived samples whose parents were relabelled since, and what the rules make of them now.
public struct DerivedRefresh: Sendable {
    /// A derived sample that is out of date.
    public struct Stale: Sendable, Encodable, Equatable {
        public let sample: Int64
        public let parents: [Int64]
        public let label: String?
        /// The label that the rules give now; nil where they give none.
        public let wants: String?
        public let why: String
        let revision: Int64
        /// Whether only a person can say what it is.
        let needsEyes: Bool

        private enum CodingKeys: String, CodingKey {
            case sample, parents, label, wants, why
        }

        /// What is not there is `null`.
        public func encode(to encoder: any Encoder) throws {
            var values = encoder.container(keyedBy: CodingKeys.self)
            try values.encode(sample, forKey: .sample)
            try values.encode(parents, forKey: .parents)
            try values.encode(label, forKey: .label)
            try values.encode(wants, forKey: .wants)
            try values.encode(why, forKey: .why)
        }
    }

    private let workspace: Workspace

    public init(_ workspace: Workspace) {
        self.workspace = workspace
    }

    /// By id.
    public func stale(among samples: [Int64]? = nil) throws -> [Stale] {
        let labels = try RuledLabels(workspace)
        return try workspace.outdatedDerivations(among: samples).map { one in
            let parent = one.parentLabels.first ?? nil
            let name = parent.map { "\u{201C}\($0)\u{201D}" } ?? "unlabelled"
            func stale(_ wants: String?, _ why: String, needsEyes: Bool = false) -> Stale {
                Stale(
                    sample: one.derivation.sample, parents: one.derivation.parents, label: one.label, wants: wants,
                    why: why, revision: one.revision, needsEyes: needsEyes)
            }
            switch one.derivation.kind {
            case .recipe, .grow:
                let parameters = try JSONValue(text: one.derivation.parameters).decoded(as: GrowParameters.self)
                guard let steps = parameters.steps else {
                    return stale(nil, "its parent is \(name) now, and has other parts")
                }
                guard let label = labels.label(parent, after: steps.map(\.kind)) else {
                    return stale(nil, "its parent is \(name) now, and the rules do not allow this of it")
                }
                return stale(label, "its parent is \(name) now")
            case .dismantle: return stale(nil, "its parent is \(name) now, and has other parts")
            case .drawing, .compose:
                return stale(nil, "a parent is \(name) now; somebody has to look at it", needsEyes: true)
            }
        }
    }

    /// Relabels by the rules and trashes what they do not allow any more, as one change. What only a person can judge is
    /// left alone.
    /// - Throws: `EditError.nothingToDo` where there is nothing.
    public func refresh(_ samples: [Int64]? = nil, author: String) throws -> AppliedChange {
        let edits = try stale(among: samples).filter { !$0.needsEyes && !($0.wants != nil && $0.wants == $0.label) }
            .map { one in
                Edit(
                    samples: [one.sample], revisions: [one.revision],
                    set: one.wants.map { CellChanges(label: .set($0)) } ?? CellChanges(state: .trashed))
            }
        guard !edits.isEmpty else { throw EditError.nothingToDo }
        return try workspace.apply(
            EditRequest(author: author, reason: "the samples that these were made of were relabelled", edits: edits))
    }
}
