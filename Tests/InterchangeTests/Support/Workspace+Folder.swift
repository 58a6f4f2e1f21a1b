import Dataset
import Foundation
import Interchange

extension Workspace {
    /// Imports a folder without decoding: every file counts as an image of 8 × 8.
    func take(_ folder: URL, importID: Int64 = 1) throws -> FolderListing {
        let reader = FolderReader(root: folder)
        let listing = try reader.read()
        try addClasses(listing.classOrder, author: "importer")
        try recordRefusals(listing.refusals, importID: importID)
        let batch = try listing.entries.map { entry in
            IncomingSample(
                sourcePath: entry.path, image: try stage(reader.bytes(of: entry)), width: 8, height: 8, format: "png",
                label: entry.label, split: entry.split, tags: entry.tags, columns: entry.columns)
        }
        for start in stride(from: 0, to: batch.count, by: 500) {
            _ = try importBatch(
                Array(batch[start..<min(start + 500, batch.count)]), author: "importer", importID: importID)
        }
        return listing
    }

    /// The samples by the path that they came from, without what differs between two workspaces.
    func content() throws -> [String] {
        let ids = try sampleIDs(matching: SampleQuery())
        return try samples(ids).map { sample in
            let columns = sample.columns.map { "\($0.key)=\($0.value.display)" }.sorted()
            return ([sample.path, sample.digest, sample.label ?? "-", sample.split ?? "-"] + sample.tags + columns)
                .joined(separator: " ")
        }.sorted()
    }
}
