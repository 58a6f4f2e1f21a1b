import Audit
import Dataset
import Foundation
import Testing

import Workbench

@Suite("Labelling together")
struct LabellingTests {
    private let folder: TemporaryFolder
    private let workspace: Workspace

    init() throws {
        folder = try TemporaryFolder()
        workspace = try Workspace.create(at: folder.sub("w.tessera"), name: "w")
        let batch = try (1...12).map { number in
            IncomingSample(
                sourcePath: SourcePath("train/\(number).png"), image: try workspace.stage(Array("\(number)".utf8)),
                width: 8, height: 8, format: "png", label: ["i", "ii", "iii"][number % 3], split: "train")
        }
        _ = try workspace.importBatch(batch, author: "importer", importID: 1)
        try workspace.setLabellingRules(
            LabellingRules(keepsAnswersApart: true, answersWanted: 3), author: "Lead")
    }

    private func say(_ person: String, _ labels: [Int64: String]) throws {
        _ = try workspace.answer(
            labels.sorted { $0.key < $1.key }.map { AnswerRequest(sample: $0.key, label: $0.value) }, by: person)
    }

    @Test("The consensus is shown first, then becomes one change with its reason, and undo takes it back")
    func apply() throws {
        try say("Ada", [1: "iii", 2: "iii", 3: "i"])
        try say("Ben", [1: "iii", 2: "iii", 3: "ii"])
        try say("Cleo", [1: "ii", 2: "iii", 4: "i"])
        let consensus = FindConsensus(workspace: workspace, options: try ConsensusOptions())
        let report = try consensus.report()
        #expect(report.considered == 3 && report.confirmed == 1)
        #expect(report.changes.map(\.sample) == [1] && report.changes.map(\.to) == ["iii"])
        #expect(report.open.map(\.sample) == [3])
        let applied = try consensus.apply(author: "Lead", seen: report.basis)
        #expect(applied.samples == [1] && applied.change.reason == "consensus of 3 people by majority")
        #expect(try workspace.samples([1]).first?.label == "iii")
        _ = try workspace.undo(author: "Lead", change: applied.change.id)
        #expect(try workspace.samples([1]).first?.label == "ii")
        #expect(throws: ConsensusError.stale) { try consensus.apply(author: "Lead", seen: report.basis) }
    }

    @Test("A retry of an applied consensus, after its answer was lost, does nothing again")
    func retry() throws {
        try say("Ada", [1: "iii"])
        try say("Ben", [1: "iii"])
        let consensus = FindConsensus(workspace: workspace, options: try ConsensusOptions())
        let basis = try consensus.report().basis
        let key = RequestKey("consensus-1", body: [])
        let first = try consensus.apply(author: "Lead", seen: basis, key: key)
        #expect(try consensus.apply(author: "Lead", seen: basis, key: key).change.id == first.change.id)
    }

    @Test("An answer that came after one looked makes the consensus stale")
    func stale() throws {
        try say("Ada", [1: "iii"])
        try say("Ben", [1: "iii"])
        let consensus = FindConsensus(workspace: workspace, options: try ConsensusOptions())
        let report = try consensus.report()
        try say("Cleo", [1: "i"])
        #expect(throws: ConsensusError.stale) { try consensus.apply(author: "Lead", seen: report.basis) }
    }

    @Test("Weights and the model decide otherwise where they should")
    func methods() throws {
        try say("Ada", [1: "iii", 2: "iii", 3: "i", 5: "iii", 6: "i"])
        try say("Ben", [1: "iii", 2: "iii", 3: "i", 5: "iii", 6: "i"])
        try say("Cleo", [1: "i", 2: "i", 3: "iii", 4: "i", 5: "i", 6: "iii"])
        let weighted = try FindConsensus(
            workspace: workspace, options: ConsensusOptions(method: .weighted, weights: ["Cleo": 3])
        ).report()
        #expect(weighted.changes.first { $0.sample == 1 }?.to == "i")
        let model = try FindConsensus(
            workspace: workspace, options: ConsensusOptions(method: .dawidSkene, minAnswers: 1)
        ).report()
        // Cleo has i and iii the wrong way round, so her i alone means iii.
        #expect(model.changes.first { $0.sample == 4 }?.to == "iii")
        #expect(model.people.first { $0.name == "Cleo" }?.accuracy ?? 1 < 0.1)
        #expect(throws: ConsensusError.unknownPerson("Zoe")) {
            try FindConsensus(
                workspace: workspace, options: ConsensusOptions(method: .weighted, weights: ["Zoe": 2])
            ).report()
        }
    }

    @Test("Who agrees with whom is told by name")
    func agreement() throws {
        try say("Ada", [1: "i", 2: "ii", 3: "iii"])
        try say("Ben", [1: "i", 2: "ii", 3: "i"])
        let report = try AgreementReport.of(workspace)
        #expect(report.people.map(\.name) == ["Ada", "Ben"] && report.comparable == 3 && report.contested == 1)
        #expect(report.pairs.map(\.first) == ["Ada"] && report.pairs[0].shared == 3)
        #expect(report.classes.map(\.name) == ["i", "ii", "iii"])
    }

    @Test("Answers made elsewhere are taken in under each person's name, once, or not at all")
    func importing() throws {
        let file = folder.sub("answers.csv")
        try Data("sample,worker,class\ntrain/1.png,Ada,iii\n2,\"Ben, B.\",i\n3,Ada,\n".utf8).write(to: file)
        let report = try ImportAnswers(workspace: workspace)(file.path)
        #expect(report.answers == 2 && report.people == 2 && report.samples == 2)
        #expect(try ImportAnswers(workspace: workspace)(file.path).answers == 0)
        try Data("sample,worker,class\n1,Cleo,i\nnowhere.png,Cleo,i\n".utf8).write(to: file)
        #expect(throws: AnswersFileError.notASample(file.path, "nowhere.png")) {
            try ImportAnswers(workspace: workspace)(file.path)
        }
        try Data("a,b\n1,2\n".utf8).write(to: file)
        #expect(throws: AnswersFileError.noColumns(file.path)) { try ImportAnswers(workspace: workspace)(file.path) }
        #expect(try workspace.answers(by: "Cleo", limit: 10).isEmpty)
    }

    @Test("A label that its look-alikes do not share tells more than one that they do")
    func informative() {
        let few = Informativeness.score(of: "i", near: ["ii", "ii", "ii"], classes: 3)
        let many = Informativeness.score(of: "i", near: ["i", "i", "ii"], classes: 3)
        #expect(few > many)
        #expect(Informativeness.score(of: nil, near: [], classes: 3) == 1)
        #expect(
            Informativeness.score(of: nil, near: ["i", "ii", "iii"], classes: 3)
                > Informativeness.score(of: nil, near: ["i", "i", "i"], classes: 3))
    }

    @Test("The queue goes through all of it, nothing twice, for several people at once")
    func queue() throws {
        let queue = LabellingQueue(workspace: workspace)
        var handed: [String: [Int64]] = [:]
        for _ in 0..<12 {
            for person in ["Ada", "Ben"] {
                for item in try queue.next(1, person: person, holder: person) {
                    handed[person, default: []].append(item.sample)
                    _ = try workspace.answer([AnswerRequest(sample: item.sample, label: "i")], by: person)
                }
            }
        }
        for person in ["Ada", "Ben"] { #expect(handed[person]?.sorted() == Array(1...12)) }
        _ = try workspace.withdrawLastAnswer(by: "Ada")
        queue.begin(again: "Ada")
        #expect(try queue.next(5, person: "Ada", holder: "Ada").map(\.sample) == [handed["Ada"]?.last])
    }
}
