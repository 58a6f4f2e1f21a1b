import Dataset
import Foundation
import Matrices
import Testing
import Workbench

@Suite("Projecting an embedding")
struct ProjectEmbeddingTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    /// A workspace with 60 images and a made-up embedding in three heaps.
    /// - Parameter reversed: embedded from the last image to the first.
    private func workspace(_ name: String, reversed: Bool = false) throws -> Workspace {
        let images = folder.sub("images")
        if !FileManager.default.fileExists(atPath: images.path) { try Pictures.writeFolder(images, count: 60) }
        let workspace = try Workspace.create(at: folder.sub(name), name: name)
        _ = try ImportFolder(folder: images).run(in: workspace, reporting: .silent())
        var digests = try workspace.imageDigests(matching: SampleQuery()).sorted()
        if reversed { digests.reverse() }
        let writer = try workspace.embeddingWriter(model: "made-up", dimension: 6)
        for digest in digests {
            let bytes = Array(digest.utf8).map { Float($0) }
            let heap = Int(bytes[0]) % 3
            let row = (0..<6).map { bytes[$0 + 1] / 100 + ($0 % 3 == heap ? 40 : 0) }
            try writer.append(digests: [digest], rows: Matrix(rows: 1, columns: 6, values: row))
        }
        try writer.close()
        return workspace
    }

    @Test("The same seed gives the same map, in whatever order the images were embedded")
    func deterministic() throws {
        let one = try workspace("one.tessera")
        let other = try workspace("other.tessera", reversed: true)
        for workspace in [one, other] { _ = try ProjectEmbedding(seed: 7).run(in: workspace, reporting: .silent()) }
        let first = try #require(try one.projection(nil))
        let second = try #require(try other.projection(nil))
        #expect(first.digests == second.digests)
        #expect(first.coordinates == second.coordinates)
        #expect(first.order == second.order)
    }

    @Test("Every image is on the map, once in the similarity order")
    func complete() throws {
        let workspace = try workspace("w.tessera")
        let output = try ProjectEmbedding().run(in: workspace, reporting: .silent())
        #expect(output.projection.count == 60)
        let stored = try #require(try workspace.projection(nil))
        #expect(stored.order.sorted() == Array(0..<60))
        #expect(stored.coordinates.allSatisfy { $0.isFinite })
    }

    @Test("What is there already is not computed again; another seed is another map")
    func repeated() throws {
        let workspace = try workspace("w.tessera")
        let first = try ProjectEmbedding(seed: 1).run(in: workspace, reporting: .silent())
        let again = try ProjectEmbedding(seed: 1).run(in: workspace, reporting: .silent())
        #expect(!first.wasThere)
        #expect(again.wasThere)
        #expect(again.projection.id == first.projection.id)
        let other = try ProjectEmbedding(seed: 2).run(in: workspace, reporting: .silent())
        #expect(!other.wasThere)
        #expect(try workspace.projections().count == 2)
    }

    @Test("Without an embedding it says what to do first")
    func noEmbedding() throws {
        let workspace = try Workspace.create(at: folder.sub("empty.tessera"), name: "empty")
        #expect(throws: SampleNeighborsError.noEmbedding(model: nil)) {
            try ProjectEmbedding().run(in: workspace, reporting: .silent())
        }
    }

    @Test("The look-alikes of a sample are those of its heap, nearest first, itself not among them")
    func neighbors() throws {
        let workspace = try workspace("w.tessera")
        let ids = try workspace.sampleIDs(matching: SampleQuery())
        let found = try SampleNeighbors(workspace: workspace).nearest(to: ids[0], k: 5, model: nil)
        #expect(found.model == "made-up")
        #expect(found.neighbors.count == 5)
        #expect(!found.neighbors.map(\.id).contains(ids[0]))
        #expect(found.neighbors.map(\.distance) == found.neighbors.map(\.distance).sorted())
    }

    @Test("A cancelled projection leaves nothing behind")
    func cancelled() throws {
        let workspace = try workspace("w.tessera")
        let reporter = JobReporter.silent()
        reporter.stop(.cancelled)
        #expect(throws: JobCancelled.self) { try ProjectEmbedding().run(in: workspace, reporting: reporter) }
        #expect(try workspace.projections().isEmpty)
    }

    @Test("Images that came later are placed on the map, and nothing on it moves")
    func extended() throws {
        let workspace = try workspace("w.tessera")
        _ = try ProjectEmbedding().run(in: workspace, reporting: .silent())
        let before = try #require(try workspace.projection(nil))
        #expect(try ProjectEmbedding.waiting(in: workspace) == 0)
        let none = try ProjectEmbedding(extend: true).run(in: workspace, reporting: .silent())
        #expect(none.placed == 0 && none.projection.id == before.info.id)

        let more = folder.sub("more")
        try Pictures.writeFolder(more, count: 75)
        _ = try ImportFolder(folder: more).run(in: workspace, reporting: .silent())
        let new = Set(try workspace.imageDigests(matching: SampleQuery())).subtracting(before.digests).sorted()
        try #require(!new.isEmpty)
        let writer = try workspace.embeddingWriter(model: "made-up", dimension: 6)
        for (number, digest) in new.enumerated() {
            let row = (0..<6).map { Float($0 % 3 == number % 3 ? 40 : 0) }
            try writer.append(digests: [digest], rows: Matrix(rows: 1, columns: 6, values: row))
        }
        try writer.close()
        #expect(try ProjectEmbedding.waiting(in: workspace) == new.count)
        let output = try ProjectEmbedding(extend: true).run(in: workspace, reporting: .silent())
        #expect(output.placed == new.count)
        let after = try #require(try workspace.projection(nil))
        #expect(after.digests == before.digests + new)
        #expect(Array(after.coordinates.prefix(before.coordinates.count)) == before.coordinates)
        #expect(after.order.sorted() == (0..<Int32(after.digests.count)).map { $0 })
        #expect(try ProjectEmbedding.waiting(in: workspace) == 0)
    }

    @Test("Without a map there is nothing to place images on")
    func nothingToExtend() throws {
        let workspace = try workspace("w.tessera")
        #expect(throws: ProjectionExtensionError.nothingToExtend) {
            try ProjectEmbedding(extend: true).run(in: workspace, reporting: .silent())
        }
    }

    @Test("Principal components and labels make maps of their own, kept with how they were made")
    func otherMethods() throws {
        let workspace = try workspace("w.tessera")
        let pca = try ProjectEmbedding(method: .pca).run(in: workspace, reporting: .silent())
        #expect(pca.projection.method == "PCA")
        #expect(throws: ProjectionExtensionError.self) {
            try ProjectEmbedding(extend: true).run(in: workspace, reporting: .silent())
        }
        let drawn = try ProjectEmbedding(epochs: 50, supervised: true).run(in: workspace, reporting: .silent())
        #expect(drawn.projection.method == "UMAP" && drawn.projection.parameters.contains("labels"))
        #expect(try ProjectEmbedding(epochs: 50, supervised: true).run(in: workspace, reporting: .silent()).wasThere)
    }
}
