import Dataset
import Foundation
import Synchronization
import Testing
import Workbench

@Suite("Importing a folder")
struct ImportFolderTests {
    private let folder: TemporaryFolder
    private let images: URL
    private let workspace: Workspace

    init() throws {
        folder = try TemporaryFolder()
        images = folder.sub("images")
        workspace = try Workspace.create(at: folder.sub("w.tessera"), name: "w")
    }

    @Test("Folders say label and split, and every image is kept byte for byte")
    func layout() throws {
        try Pictures.writeFolder(images, count: 12)
        let report = try ImportFolder(folder: images).run(in: workspace, reporting: .silent())
        #expect(report.added == 12)
        #expect(report.layout == "split-class")
        let samples = try workspace.samples(workspace.sampleIDs(matching: SampleQuery()))
        let first = try #require(samples.first { $0.path == "val/i/0.png" })
        #expect(first.label == "i")
        #expect(first.split == "val")
        #expect(try workspace.images.read(first.digest) == Pictures.png(0))
    }

    @Test("The same image in two places is two samples and one stored image")
    func sameImageTwice() throws {
        try Pictures.writeFolder(images, count: 10, different: 5)
        let report = try ImportFolder(folder: images).run(in: workspace, reporting: .silent())
        #expect(report.added == 10)
        #expect(report.newImages == 5)
    }

    @Test("Importing again adds nothing and leaves what people changed")
    func again() throws {
        try Pictures.writeFolder(images, count: 9)
        _ = try ImportFolder(folder: images).run(in: workspace, reporting: .silent())
        let id = try #require(try workspace.sampleIDs(matching: SampleQuery()).first)
        _ = try workspace.apply(
            EditRequest(author: "Ada", edits: [Edit(samples: [id], set: CellChanges(label: .set("iii")))]))
        let before = try workspace.contents()
        let report = try ImportFolder(folder: images).run(in: workspace, reporting: .silent(job: 2))
        #expect(report.added == 0)
        #expect(report.alreadyThere == 9)
        #expect(try workspace.contents() == before)
    }

    @Test("New files in a folder that was imported are added")
    func grown() throws {
        try Pictures.writeFolder(images, count: 5)
        _ = try ImportFolder(folder: images).run(in: workspace, reporting: .silent())
        try Pictures.writeFolder(images, count: 8)
        let report = try ImportFolder(folder: images).run(in: workspace, reporting: .silent(job: 2))
        #expect(report.added == 3)
        #expect(report.alreadyThere == 5)
    }

    @Test("What cannot be taken is listed with its reason and stops nothing")
    func refusals() throws {
        try Pictures.writeFolder(images, count: 4)
        let place = images.appendingPathComponent("train/i")
        try Data().write(to: place.appendingPathComponent("empty.png"))
        try Data("no picture".utf8).write(to: place.appendingPathComponent("text.png"))
        try Data(Pictures.png(77, side: 40).dropLast(400)).write(to: place.appendingPathComponent("cut.png"))
        try Data(Pictures.png(78, side: 200)).write(to: place.appendingPathComponent("large.png"))
        let report = try ImportFolder(folder: images, maxPixels: 10_000).run(in: workspace, reporting: .silent())
        #expect(report.added == 4)
        let codes = Dictionary(uniqueKeysWithValues: report.refused.map { ($0.path, $0.code) })
        #expect(
            codes == [
                "train/i/empty.png": "empty", "train/i/text.png": "not-an-image", "train/i/cut.png": "truncated",
                "train/i/large.png": "too-many-pixels",
            ])
        #expect(Set(try workspace.refusals(importID: nil)) == Set(report.refused))
    }

    @Test("A folder of which nothing can be taken is a failure")
    func nothing() throws {
        try FileManager.default.createDirectory(at: images, withIntermediateDirectories: true)
        #expect(throws: JobFailure.self) {
            try ImportFolder(folder: images).run(in: workspace, reporting: .silent())
        }
        try Data("x".utf8).write(to: images.appendingPathComponent("x.png"))
        #expect(throws: JobFailure.self) {
            try ImportFolder(folder: images).run(in: workspace, reporting: .silent(job: 2))
        }
        #expect(try workspace.refusals(importID: nil).count == 1)
    }

    @Test("Stopped in the middle it leaves whole batches, and going on ends as if never stopped")
    func stopped() throws {
        try Pictures.writeFolder(images, count: 700)
        let undisturbed = try Workspace.create(at: folder.sub("other.tessera"), name: "other")
        _ = try ImportFolder(folder: images).run(in: undisturbed, reporting: .silent())

        let stopper = Mutex<JobReporter?>(nil)
        let reporter = JobReporter(job: 1, author: "Ada") { progress in
            if progress.phase == "importing", progress.done > 0 { stopper.withLock { $0 }?.stop(.cancelled) }
        }
        stopper.withLock { $0 = reporter }
        #expect(throws: JobCancelled.self) { try ImportFolder(folder: images).run(in: workspace, reporting: reporter) }
        #expect(try workspace.summary().samples == 256)
        let report = try ImportFolder(folder: images).run(in: workspace, reporting: .silent())
        #expect(report.added == 444)
        #expect(try workspace.contents() == undisturbed.contents())
        #expect(try workspace.rebuildStateFromHistory() == workspace.currentStates())
    }
}
