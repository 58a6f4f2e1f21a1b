import Audit
import Dataset
import Foundation
import Testing
import Workbench

@Suite("Balance, re-split and styles of a workspace")
struct SplitAuditTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func workspace(even: Bool = false) throws -> Workspace {
        try PlantedStyles.workspace(at: folder.sub("planted.tessera"), even: even)
    }

    private func balance(_ workspace: Workspace) throws -> BalanceReport {
        _ = try FindBalance(reshuffles: 199).run(in: workspace, reporting: .silent())
        return try #require(try StoredReport<BalanceReport>.read(from: workspace)).report
    }

    private func share(of tag: String, among ids: [Int64], in workspace: Workspace) throws -> Double {
        let samples = try workspace.samples(ids)
        return Double(samples.count { $0.tags.contains(tag) }) / Double(max(1, samples.count))
    }

    @Test("The style that val lacks is found, listed by its samples and named by its style")
    func missingStyle() throws {
        let workspace = try workspace()
        let report = try balance(workspace)
        #expect(try #require(report.withinClass.separation).p < 0.01)
        let region = try #require(report.withinClass.regions.first { $0.side == .fewVal })
        #expect(region.p < 0.01)
        #expect(region.samples.count > 30)
        #expect(try share(of: PlantedStyles.missing, among: region.samples, in: workspace) > 0.95)
        #expect(try share(of: PlantedStyles.missing, among: region.typical, in: workspace) > 0.8)
        #expect(region.title.contains("of style "))
        #expect(report.torn > 0, "pictures in both splits are left out")
        let units = report.compared + report.torn
        #expect(units <= report.basis.images && units > report.basis.images - 20, "near duplicates count once")
        #expect(report.verdict.contains("do not look alike"))
    }

    @Test("A report stays and is not computed again on the same data; after an edit it is stale")
    func stale() throws {
        let workspace = try workspace()
        let first = try FindBalance(reshuffles: 99).run(in: workspace, reporting: .silent())
        let again = try FindBalance(reshuffles: 99).run(in: workspace, reporting: .silent())
        #expect(!first.wasThere && again.wasThere)
        let other = try FindBalance(seed: 7, reshuffles: 99).run(in: workspace, reporting: .silent())
        #expect(!other.wasThere)
        let id = try workspace.sampleIDs(matching: SampleQuery())[0]
        _ = try workspace.apply(
            EditRequest(author: "Ada", edits: [Edit(samples: [id], set: CellChanges(split: .set("test")))]))
        #expect(try #require(try StoredReport<BalanceReport>.read(from: workspace)).isStale)
        #expect(try !FindBalance(seed: 7, reshuffles: 99).run(in: workspace, reporting: .silent()).wasThere)
        #expect(try !#require(try StoredReport<BalanceReport>.read(from: workspace)).isStale)
    }

    @Test("After the proposed re-split nothing is found any more; it is one change, and undo takes it back")
    func resplit() throws {
        let workspace = try workspace()
        let before = try workspace.contents()
        _ = try ProposeResplit(reshuffles: 199).run(in: workspace, reporting: .silent())
        let plan = try #require(try StoredReport<ResplitReport>.read(from: workspace)).report
        #expect(try workspace.contents() == before, "a proposal moves nothing")
        #expect(try #require(plan.before.withinClass).p < 0.01)
        #expect(try #require(plan.after.withinClass).p > 0.05)
        #expect(plan.after.regions == 0)
        #expect(plan.moves.count < plan.samples / 3, "\(plan.moves.count) of \(plan.samples)")

        let applied = try ResplitApplication(workspace: workspace).apply(author: "Ada")
        #expect(applied.samples.count == plan.moves.count)
        let samples = try workspace.samples(workspace.sampleIDs(matching: SampleQuery()))
        for (digest, copies) in Dictionary(grouping: samples, by: \.digest) {
            #expect(Set(copies.map(\.split)).count == 1, "\(digest) is torn")
        }
        let report = try balance(workspace)
        #expect(report.withinClass.separation == plan.after.withinClass)
        #expect(report.withinClass.regions.isEmpty)
        #expect(report.torn == 0)
        #expect(throws: AuditError.stalePlan) { try ResplitApplication(workspace: workspace).apply(author: "Ada") }
        _ = try workspace.undo(author: "Ada", change: applied.change.id)
        #expect(try workspace.contents() == before)
    }

    @Test("A proposal that another one replaced, or that is older than an edit, is not applied")
    func stalePlan() throws {
        let workspace = try workspace()
        #expect(throws: AuditError.noPlan) { try ResplitApplication(workspace: workspace).apply(author: "Ada") }
        _ = try ProposeResplit(reshuffles: 19).run(in: workspace, reporting: .silent())
        #expect(throws: AuditError.stalePlan) {
            try ResplitApplication(workspace: workspace).apply(author: "Ada", lastChange: 99)
        }
        let id = try workspace.sampleIDs(matching: SampleQuery())[0]
        _ = try workspace.apply(
            EditRequest(author: "Bob", edits: [Edit(samples: [id], set: CellChanges(addTags: ["seen"]))]))
        #expect(throws: AuditError.stalePlan) { try ResplitApplication(workspace: workspace).apply(author: "Ada") }
    }

    @Test("A chosen share of val is met in every class")
    func valShare() throws {
        let workspace = try workspace(even: true)
        _ = try ProposeResplit(valShare: 0.5, reshuffles: 19).run(in: workspace, reporting: .silent())
        let plan = try #require(try StoredReport<ResplitReport>.read(from: workspace)).report
        for row in plan.classes {
            #expect(abs(row.valAfter - row.trainAfter) <= 4, "\(row.name): \(row.trainAfter) and \(row.valAfter)")
        }
    }

    @Test("Styles are told apart across classes, and the one without val is called lopsided")
    func styles() throws {
        let workspace = try workspace()
        _ = try FindStyles(count: 4).run(in: workspace, reporting: .silent())
        let report = try #require(try StoredReport<StylesReport>.read(from: workspace)).report
        #expect(report.styles.count == 4)
        let style = try #require(report.styles.min { ($0.split?.p ?? 1) < ($1.split?.p ?? 1) })
        let split = try #require(style.split)
        #expect(split.val < 4 && split.expected > 15)
        #expect(try share(of: PlantedStyles.missing, among: style.samples, in: workspace) > 0.9)
        #expect(style.cells.count == 3)
        #expect(style.cells.reduce(0) { $0 + $1.seen } == style.images)
        #expect(report.verdict.contains("Val has not its share of style"))
        #expect(split.p < 0.001)

        let strips = try TypicalityStrips(report, label: "ii", limit: 5)
        #expect(strips.classes.map(\.name) == ["ii"])
        #expect(strips.classes[0].most.count == 5 && strips.classes[0].least.count == 5)
        #expect(strips.classes[0].most[0].distance <= strips.classes[0].least[0].distance)
        #expect(throws: AuditError.unknownClass("xi")) { try TypicalityStrips(report, label: "xi", limit: 5) }
    }

    @Test("Where nothing can be compared, it says what to do first")
    func nothing() throws {
        let workspace = try workspace(even: true)
        let ids = try workspace.sampleIDs(matching: SampleQuery())
        _ = try workspace.apply(
            EditRequest(author: "Ada", edits: [Edit(samples: ids, set: CellChanges(split: .set("train")))]))
        #expect(throws: AuditError.noSplits) { try FindBalance().run(in: workspace, reporting: .silent()) }
        let empty = try Workspace.create(at: folder.sub("empty.tessera"), name: "empty")
        #expect(throws: SampleNeighborsError.noEmbedding(model: nil)) {
            try FindBalance().run(in: empty, reporting: .silent())
        }
        let stopped = JobReporter.silent()
        stopped.stop(.cancelled)
        #expect(throws: JobCancelled.self) { try FindStyles().run(in: workspace, reporting: stopped) }
        #expect(try StoredReport<StylesReport>.read(from: workspace)?.report == nil, "a cancelled audit leaves nothing")
    }
}
