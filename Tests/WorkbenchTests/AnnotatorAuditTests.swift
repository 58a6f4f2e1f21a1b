import Dataset
import Foundation
import Matrices
import Testing
import Workbench

@Suite("Auditing where several people answered")
struct AnnotatorAuditTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private struct Scene {
        let workspace: Workspace
        /// What the pictures show.
        let truth: [Int64: String]
        /// Labelled as something else than what all but one people see.
        let wrong: Int64
        /// All but one people see something else than label and look-alikes say.
        let disputed: Int64
    }

    /// Of 360 images 120 were answered by four people: three who are right in nineteen of twenty cases, and one who guesses.
    private func scene(answered: Int = 120) throws -> Scene {
        let workspace = try PlantedStyles.workspace(at: folder.sub("planted.tessera"), even: true)
        try workspace.setLabellingRules(
            LabellingRules(keepsAnswersApart: true, hidesOthers: true, answersWanted: 4), author: "Lead")
        let samples = try workspace.samples(workspace.sampleIDs(matching: SampleQuery()))
        let single = Dictionary(grouping: samples, by: \.digest).values.filter { $0.count == 1 }.map { $0[0] }
            .sorted { $0.id < $1.id }
        let truth = Dictionary(uniqueKeysWithValues: single.map { ($0.id, $0.label ?? "") })
        let (wrong, disputed) = (single[7].id, single[11].id)
        let classes = ["i", "ii", "iii"]
        func other(_ label: String) -> String { classes[((classes.firstIndex(of: label) ?? 0) + 1) % 3] }
        _ = try workspace.apply(
            EditRequest(
                author: "Eve", edits: [Edit(samples: [wrong], set: CellChanges(label: .set(other(truth[wrong] ?? ""))))]
            ))
        for (number, person) in ["Ada", "Ben", "Cleo", "Dan"].enumerated() {
            var random = SeededRandom(seed: UInt64(number) + 1)
            let answers = single.prefix(answered).map { sample -> AnswerRequest in
                let shown = truth[sample.id] ?? ""
                let isRight = random.unit() < 0.95
                let guess = classes[Int.random(in: 0..<3, using: &random)]
                var label = isRight ? shown : other(shown)
                if sample.id == wrong { label = shown }
                if sample.id == disputed { label = other(shown) }
                return AnswerRequest(sample: sample.id, label: person == "Dan" ? guess : label)
            }
            if !answers.isEmpty { _ = try workspace.answer(answers, by: person) }
        }
        return Scene(workspace: workspace, truth: truth, wrong: wrong, disputed: disputed)
    }

    private func audit(_ workspace: Workspace) throws -> AuditDataset.Output {
        try AuditDataset(kinds: [.labels, .annotators]).run(in: workspace, reporting: .silent())
    }

    private func open(_ workspace: Workspace, _ kind: FindingKind) throws -> [Finding] {
        var query = FindingQuery()
        query.kinds = [kind]
        query.limit = .max
        return try workspace.findings(query).findings
    }

    @Test("Who guesses is found, with the answers that are not the consensus; each person has a quality")
    func people() throws {
        let scene = try scene()
        _ = try audit(scene.workspace)
        let findings = try open(scene.workspace, .annotators)
        #expect(
            findings.count == 1 && findings.first?.title.hasPrefix("Dan agrees") == true, "\(findings.map(\.title))")
        #expect((findings.first?.samples.count ?? 0) > 40, "a guess is wrong in two of three cases")
        let facts = try #require(try AnnotatorFacts.read(from: scene.workspace))
        #expect(facts.people.map(\.person).first == "Dan" && facts.people.count == 4)
        for person in facts.people {
            #expect(person.answers == 120)
            let quality = try #require(person.quality)
            #expect(person.person == "Dan" ? quality < 0.6 : quality > 0.75, "\(person)")
        }
        #expect(facts.images == 120 && facts.contested > 60)
        let page = String(decoding: try FindingsPage(findings, in: scene.workspace).html(), as: UTF8.self)
        #expect(page.contains("<th scope=\"row\">Ada</th><td>120</td>") && page.contains("People said: "))
    }

    @Test("A label that people do not agree with is doubted for what they say, even where look-alikes speak for it")
    func consensus() throws {
        let scene = try scene()
        _ = try audit(scene.workspace)
        let labels = try open(scene.workspace, .labels)
        for sample in [scene.wrong, scene.disputed] {
            let finding = try #require(labels.first { $0.samples == [sample] }, "\(sample)")
            #expect(finding.title.contains("3 of 4 people say so") || finding.title.contains("4 of 4 people say so"))
            #expect((finding.suggested == scene.truth[sample]) == (sample == scene.wrong))
            let described = try #require(try scene.workspace.describe([finding]).first)
            #expect(described.evidence["hearsPeople"] == .bool(true))
            #expect(described.said.map(\.person) == ["Ada", "Ben", "Cleo", "Dan"])
            #expect(described.said.prefix(3).allSatisfy { $0.label == finding.suggested })
        }
    }

    @Test("What others answered is not shown to who has not answered, where answers are hidden")
    func hidden() throws {
        let scene = try scene()
        _ = try audit(scene.workspace)
        let finding = try #require(try open(scene.workspace, .labels).first { $0.samples == [scene.wrong] })
        #expect(try FindingDetail(finding.id, in: scene.workspace, seenBy: "Zoe").finding.said.isEmpty)
        #expect(try FindingDetail(finding.id, in: scene.workspace, seenBy: "Ada").finding.said.count == 4)
        #expect(try FindingDetail(finding.id, in: scene.workspace).finding.said.count == 4)
    }

    @Test("Another answer is other data; none by two people is said, with what to do")
    func again() throws {
        let scene = try scene()
        _ = try audit(scene.workspace)
        #expect(try audit(scene.workspace).kinds.allSatisfy(\.isUnchanged))
        _ = try scene.workspace.answer([AnswerRequest(sample: scene.wrong, label: "i")], by: "Ada")
        #expect(try audit(scene.workspace).kinds.allSatisfy { !$0.isUnchanged })
    }

    @Test("Where nobody answered, annotators are passed over and labels are looked for all the same")
    func nobody() throws {
        let scene = try scene(answered: 0)
        let output = try audit(scene.workspace)
        #expect(output.kinds.first { $0.kind == .annotators }?.skipped?.contains("annotate import") == true)
        #expect(output.kinds.first { $0.kind == .labels }?.skipped == nil)
        #expect(try AnnotatorFacts.read(from: scene.workspace) == nil)
    }
}
