import Dataset
import Foundation
import Testing
import Workbench

@Suite("Auditing a workspace")
struct AuditDatasetTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// 360 images of three classes of which ten have a wrong label; nine lie in both splits.
    private func workspace() throws -> (workspace: Workspace, wrong: Set<Int64>) {
        let workspace = try PlantedStyles.workspace(at: folder.sub("planted.tessera"), even: true)
        let samples = try workspace.samples(workspace.sampleIDs(matching: SampleQuery()))
        let copied = Dictionary(grouping: samples, by: \.digest).filter { $0.value.count > 1 }.keys
        let wrong = Set(samples.filter { $0.id % 37 == 5 && !copied.contains($0.digest) }.map(\.id))
        let edits = samples.filter { wrong.contains($0.id) }.map { sample in
            Edit(samples: [sample.id], set: CellChanges(label: .set(sample.label == "i" ? "iii" : "i")))
        }
        _ = try workspace.apply(EditRequest(author: "Eve", edits: edits))
        return (workspace, wrong)
    }

    private func audit(_ workspace: Workspace, _ kinds: [FindingKind] = [.labels, .leaks, .duplicates, .conflicts])
        throws
        -> AuditDataset.Output
    {
        try AuditDataset(kinds: kinds).run(in: workspace, reporting: .silent())
    }

    private func open(_ workspace: Workspace, _ kind: FindingKind) throws -> [Finding] {
        var query = FindingQuery()
        query.kinds = [kind]
        query.limit = .max
        return try workspace.findings(query).findings
    }

    @Test("Wrong labels are found with the right one beside them, and copies in both splits with what stays")
    func found() throws {
        let (workspace, wrong) = try workspace()
        let output = try audit(workspace)
        #expect(output.kinds.allSatisfy { $0.skipped == nil && !$0.isUnchanged })
        let labels = try open(workspace, .labels)
        let caught = Set(labels.flatMap(\.samples)).intersection(wrong)
        #expect(caught.count >= wrong.count - 1, "\(caught.count) of \(wrong.count)")
        #expect(labels.count <= wrong.count + 5, "\(labels.count) for \(wrong.count)")
        let detail = try FindingDetail(labels[0].id, in: workspace)
        #expect(detail.finding.evidence["sources"] != nil && detail.finding.evidence["neighbors"] != nil)
        let leaks = try open(workspace, .leaks)
        for leak in leaks {
            let copies = try workspace.samples(leak.samples)
            #expect(Set(copies.map(\.digest)).count == 1 && Set(copies.map(\.split)) == ["train", "val"])
            #expect(copies[0].split == "val", "what is scored stays")
            #expect(leak.change?.parts[0].samples == copies.dropFirst().map(\.id))
        }
        #expect(try leaks.count + open(workspace, .duplicates).count == 9)
        _ = try workspace.judge(VerdictRequest(author: "Ada", findings: leaks.map(\.id), verdict: .accept))
        _ = try audit(workspace, [.leaks])
        #expect(try open(workspace, .leaks).isEmpty)
    }

    @Test("What was computed on the same data is not computed again, and a verdict does not make it other data")
    func unchanged() throws {
        let (workspace, _) = try workspace()
        _ = try audit(workspace)
        #expect(try audit(workspace).kinds.allSatisfy(\.isUnchanged))
        let rejected = try open(workspace, .labels)[0]
        _ = try workspace.judge(VerdictRequest(author: "Ada", findings: [rejected.id], verdict: .reject))
        #expect(try audit(workspace).kinds.allSatisfy(\.isUnchanged))
        let again = try AuditDataset(kinds: [.labels], again: true).run(in: workspace, reporting: .silent())
        #expect(!again.kinds[0].isUnchanged)
        #expect(try workspace.finding(rejected.id).state == .rejected)
        _ = try workspace.apply(
            EditRequest(author: "Ada", edits: [Edit(samples: [1], set: CellChanges(split: .set("test")))]))
        let after = Dictionary(uniqueKeysWithValues: try audit(workspace).kinds.map { ($0.kind, $0.isUnchanged) })
        #expect(after[.labels] == true && after[.leaks] == false, "labels do not depend on the split")
    }

    @Test("Without an embedding, copies are found all the same, and the others say what to do first")
    func lacking() throws {
        let workspace = try Workspace.create(at: folder.sub("bare.tessera"), name: "bare")
        let image = try workspace.stage(Pictures.png(1))
        let batch = ["train", "val"].map { (split: String) in
            IncomingSample(
                sourcePath: SourcePath("\(split)/1.png"), image: image, width: 12, height: 12, format: "png",
                label: "i",
                split: split, tags: [], columns: [:])
        }
        let other = IncomingSample(
            sourcePath: SourcePath("train/2.png"), image: try workspace.stage(Pictures.png(2)), width: 12, height: 12,
            format: "png", label: "ii", split: "train", tags: [], columns: [:])
        _ = try workspace.importBatch(batch + [other], author: "importer", importID: 1)
        let output = try audit(workspace)
        let labels = try #require(output.kinds.first { $0.kind == .labels })
        #expect(labels.skipped?.contains("tessera embed") == true)
        #expect(try open(workspace, .leaks).count == 1)
        let page = try FindingsPage(open(workspace, .leaks), in: workspace).html()
        let text = String(decoding: page, as: UTF8.self)
        #expect(text.contains("data:image/png;base64,") && text.contains("the same bytes in train and val"))
    }

    @Test("Imported probabilities are heard: by them alone a label is doubted")
    func imported() throws {
        let (workspace, _) = try workspace()
        let samples = try workspace.samples(workspace.sampleIDs(matching: SampleQuery()))
        var lines = "sample,p:i,p:ii,p:iii\n"
        for sample in samples {
            let place = ["i", "ii", "iii"].firstIndex(of: sample.label) ?? 0
            // Sample 9 is surely something else.
            let said = sample.id == 9 ? (place + 1) % 3 : place
            lines += "\(sample.id)," + (0..<3).map { $0 == said ? "0.98" : "0.01" }.joined(separator: ",") + "\n"
        }
        let file = folder.sub("model.csv")
        try Data(lines.utf8).write(to: file)
        let report = try ImportedProbabilities.take(file, name: "model", into: workspace)
        #expect(report.classes == 3)
        _ = try audit(workspace, [.labels])
        let labels = try open(workspace, .labels)
        let detail = try FindingDetail(try #require(labels.first).id, in: workspace)
        #expect(try detail.finding.evidence.text().contains("imported: model"))
        try Data("sample,p:i,p:xi\n1,0.5,0.5\n".utf8).write(to: file)
        #expect(throws: ProbabilitiesFileError.self) {
            try ImportedProbabilities.take(file, name: "model", into: workspace)
        }
    }

    @Test("The precision is that of the last 40 verdicts from a score upwards, with Wilson's interval")
    func precision() {
        let verdicts = (0..<60).map { ScoredVerdict(score: Double($0) / 60, isRight: $0 % 4 != 0) }
        let above = KnownPrecision(kind: .labels, atLeast: 0.5, verdicts: verdicts)
        #expect(above.judged == 30 && above.accepted == 23)
        #expect(abs((above.low ?? 0) - 0.591) < 0.001 && abs((above.high ?? 0) - 0.882) < 0.001)
        #expect(KnownPrecision(kind: .labels, atLeast: 0, verdicts: verdicts).judged == 40)
        #expect(above.words.contains("Of the last 30 label error findings") && above.words.contains("77 %"))
        let none = KnownPrecision(kind: .junk, atLeast: 0.9, verdicts: [])
        #expect(none.share == nil && none.words.contains("Nobody"))
    }

    @Test("Where twenty verdicts in a row say that looking does not pay, there is a line; before, there is none")
    func stopLine() throws {
        let good = (0..<30).map { ScoredVerdict(score: 1 - Double($0) / 100, isRight: $0 % 5 != 0) }
        let bad = (0..<25).map { ScoredVerdict(score: 0.5 - Double($0) / 100, isRight: false) }
        #expect(StopLine(kind: .labels, verdicts: good, open: [0.9, 0.1]).score == nil)
        let line = StopLine(kind: .labels, verdicts: good + bad, open: [0.9, 0.6, 0.3, 0.1])
        let score = try #require(line.score)
        // From the last good one on 1 of 20 is right, which Wilson's interval puts below a quarter; one sooner it is 2.
        #expect(abs(score - 0.71) < 1e-9)
        #expect(line.below == 3 && line.worthLooking == 1)
    }
}
