import Dataset
import Foundation
import Imaging

/// What the pixels of every image say, measured once an image: what was measured before is kept in `cache/measures/` and
/// read from there.
struct MeasuredPictures {
    /// By the SHA-256 of the image; images that cannot be read are not among them.
    let of: [String: PictureMeasures]

    /// Another form or meaning of the measures is another folder.
    private static let version = "2"
    /// Images of one file of the cache.
    private static let fileSize = 4_096
    /// More images than this are measured each time: the cache would be larger than what it saves.
    private static let mostKept = 200_000

    private struct Entry: Codable {
        let digest: String
        /// nil where the image could not be read.
        let measures: PictureMeasures?
    }

    /// - Parameter progress: pictures done, pictures in all; throwing cancels. What was measured until then is kept.
    init(
        _ images: [String], in workspace: Workspace, threads: Int, progress: (Int, Int) throws -> Void
    ) throws {
        let folder = workspace.directory.cache.appendingPathComponent("measures/\(Self.version)", isDirectory: true)
        var known: [String: PictureMeasures?] = [:]
        var files = 0
        while let entries = Self.read(folder, files) {
            for entry in entries { known[entry.digest] = .some(entry.measures) }
            files += 1
        }
        let new = images.filter { known[$0] == nil }
        let store = workspace.images
        for start in stride(from: 0, to: new.count, by: Self.fileSize) {
            let piece = Array(new[start..<min(start + Self.fileSize, new.count)])
            var entries: [Entry] = []
            for begin in stride(from: 0, to: piece.count, by: 256) {
                try progress(start + begin, new.count)
                let some = Array(piece[begin..<min(begin + 256, piece.count)])
                entries += Parallel.map(some, threads: threads) { digest in
                    let bytes = try? store.read(digest)
                    return Entry(digest: digest, measures: bytes.flatMap { try? PictureMeasures(decoding: $0) })
                }
            }
            for entry in entries { known[entry.digest] = .some(entry.measures) }
            if images.count <= Self.mostKept {
                try Self.write(entries, folder, files)
                files += 1
            }
        }
        var measures: [String: PictureMeasures] = [:]
        for image in images { measures[image] = known[image] ?? nil }
        of = measures
    }

    private static func place(_ folder: URL, _ number: Int) -> URL {
        folder.appendingPathComponent("\(number).plist")
    }

    private static func read(_ folder: URL, _ number: Int) -> [Entry]? {
        guard let data = try? Data(contentsOf: place(folder, number)) else { return nil }
        return try? PropertyListDecoder().decode([Entry].self, from: data)
    }

    private static func write(_ entries: [Entry], _ folder: URL, _ number: Int) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let encoder = PropertyListEncoder()
        encoder.outputFormat = .binary
        try encoder.encode(entries).write(to: place(folder, number), options: .atomic)
    }
}
