import Audit
import Dataset
import Scoring

/// How far each person's answers can be trusted, and who surely agrees less than all together do.
struct AnnotatorSearch: FindingSearch {
    var kinds: Set<FindingKind> { [.annotators] }

    func basis(of dataset: AuditedDataset) throws -> String {
        guard let lastAnswer = try CrowdOpinions.lastAnswer(in: dataset) else { throw FindingLack.noAnswers }
        var digest = BasisDigest("annotators/2")
        digest.add(dataset.seed)
        digest.add(lastAnswer)
        dataset.add(samplesTo: &digest, splits: false)
        let there: Void? = try dataset.ifThere { try LabelOpinions.add(to: &digest, of: dataset) }
        digest.add(there == nil ? "alone" : "with opinions")
        return digest.text
    }

    private struct Evidence: Encodable {
        let person: String
        let quality: Double
        let agreement: Double
        /// That of all people together.
        let usual: Double
        let answers: Int
        let worstClass: String?
        /// Samples of which the person said something else than the consensus.
        let typical: [Int64]
    }

    /// Of fewer answers nothing is said.
    private static let leastAnswers = 10
    private static let shown = 12

    func find(in dataset: AuditedDataset) throws -> FoundFindings {
        let crowd = try dataset.crowd()
        let facts = AnnotatorFacts(crowd)
        let findings = try facts.people.compactMap { person -> FoundFinding? in
            guard person.answers >= Self.leastAnswers, let quality = person.quality else { return nil }
            let right = Int((person.agreement * Double(person.answers)).rounded())
            guard ConfidenceInterval.wilson(correct: right, total: person.answers).high < facts.agreement else {
                return nil
            }
            let samples = crowd.images(contradictedBy: person.person).compactMap { dataset.samplesOfImage[$0]?.first }
            return FoundFinding(
                kind: .annotators, score: 1 - quality, subjects: samples.map { .init($0) },
                title: "\(person.person) agrees with the consensus in \(Self.percent(person.agreement)) % of "
                    + "\(person.answers) answers; all together do in \(Self.percent(facts.agreement)) %",
                evidence: try evidence(
                    Evidence(
                        person: person.person, quality: quality, agreement: person.agreement, usual: facts.agreement,
                        answers: person.answers, worstClass: person.worstClass,
                        typical: samples.prefix(Self.shown).map(\.id))), detail: person.person)
        }
        return FoundFindings(findings: findings, facts: try evidence(facts))
    }

    private static func percent(_ share: Double) -> Int { Int((share * 100).rounded()) }
}
