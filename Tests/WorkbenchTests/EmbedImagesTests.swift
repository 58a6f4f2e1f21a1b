import Dataset
import Foundation
import Synchronization
import Testing
import Workbench

@Suite("Embedding", .enabled(if: Models.present, "the vision models are not there: run make setup"))
struct EmbedImagesTests {
    private let folder: TemporaryFolder
    private let workspace: Workspace

    init() throws {
        folder = try TemporaryFolder()
        workspace = try Workspace.create(at: folder.sub("w.tessera"), name: "w")
        try Pictures.writeFolder(folder.sub("images"), count: 70)
        _ = try ImportFolder(folder: folder.sub("images")).run(in: workspace, reporting: .silent())
    }

    @Test("Stopped in the middle it keeps what was computed, and goes on with the rest only")
    func resumed() throws {
        let stopper = Mutex<JobReporter?>(nil)
        let reporter = JobReporter(job: 2, author: "Ada") { progress in
            if progress.done > 0 { stopper.withLock { $0 }?.stop(.cancelled) }
        }
        stopper.withLock { $0 = reporter }
        let embed = EmbedImages(model: "characters")
        #expect(throws: JobCancelled.self) { try embed.run(in: workspace, reporting: reporter) }
        let kept = try workspace.embeddingStore(model: "characters")?.count ?? 0
        #expect(kept > 0 && kept < 70)

        let report = try embed.run(in: workspace, reporting: .silent(job: 3))
        #expect(report.models.map(\.embedded) == [70 - kept])
        #expect(report.models.map(\.alreadyThere) == [kept])
        let again = try embed.run(in: workspace, reporting: .silent(job: 4))
        #expect(again.models.map(\.embedded) == [0])
    }

    @Test("Only images that came since are computed")
    func grown() throws {
        _ = try EmbedImages(model: "characters").run(in: workspace, reporting: .silent())
        try Pictures.writeFolder(folder.sub("images"), count: 75)
        _ = try ImportFolder(folder: folder.sub("images")).run(in: workspace, reporting: .silent(job: 2))
        let report = try EmbedImages(model: "characters").run(in: workspace, reporting: .silent(job: 3))
        #expect(report.models.map(\.embedded) == [5])
    }

    @Test("Auto says what it takes and why")
    func auto() throws {
        let report = try EmbedImages().run(in: workspace, reporting: .silent())
        #expect(report.reason?.isEmpty == false)
        #expect(!report.models.isEmpty)
    }
}
