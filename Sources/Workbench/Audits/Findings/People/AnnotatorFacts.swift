import Audit
public import Dataset
import Foundation

/// How far each person's answers can be trusted: what an audit of the annotators says of the whole.
public struct AnnotatorFacts: Codable, Sendable, Equatable {
    public struct Person: Codable, Sendable, Equatable {
        public let person: String
        /// Images that the person answered.
        public let answers: Int
        /// 0 to 1, the sources of probabilities heard too; nil for who answered nothing that others answered.
        public let quality: Double?
        /// The share of the person's answers that are the consensus.
        public let agreement: Double
        /// The class in which they are the consensus least often.
        public let worstClass: String?
        /// How much the person's answers count.
        public let weight: Double
    }

    /// Those who can be trusted least first.
    public let people: [Person]
    /// Of all answers the share that is the consensus.
    public let agreement: Double
    /// How much the sources of probabilities count beside them.
    public let modelWeight: Double
    /// Images that two people or more answered.
    public let images: Int
    /// Of these, those on which they do not agree.
    public let contested: Int

    init(_ crowd: CrowdOpinions) {
        let quality = crowd.quality
        let people = zip(crowd.people, quality.people).map { name, found in
            Person(
                person: name, answers: found.labels, quality: found.quality.isFinite ? found.quality : nil,
                agreement: found.agreement, worstClass: found.worstClass.map { crowd.classes[$0] },
                weight: found.weight)
        }
        self.people = people.sorted { ($0.quality ?? 2, $0.person) < ($1.quality ?? 2, $1.person) }
        let all = people.reduce(0) { $0 + $1.answers }
        agreement = people.reduce(0) { $0 + $1.agreement * Double($1.answers) } / Double(max(1, all))
        modelWeight = quality.modelWeight
        let shared = crowd.answers.map { $0.compactMap(\.self) }.filter { $0.count > 1 }
        images = shared.count
        contested = shared.count { Set($0).count > 1 }
    }

    /// What the last audit said; nil where it could not say anything.
    public static func read(from workspace: Workspace) throws -> AnnotatorFacts? {
        guard let kind = try workspace.auditedKinds().first(where: { $0.kind == .annotators }), kind.skipped == nil
        else { return nil }
        return try? JSONDecoder().decode(AnnotatorFacts.self, from: Data(kind.facts.utf8))
    }
}
