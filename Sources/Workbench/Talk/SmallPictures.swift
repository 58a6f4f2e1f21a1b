import Dataset
import Imaging

/// Small pictures of samples for pages that stand alone, each image decoded once, on all cores.
struct SmallPictures {
    let samples: [Int64: Sample]
    private let pictures: [String: [UInt8]]

    /// - Parameter side: of the pictures, in pixels.
    init(
        of ids: some Sequence<Int64>, side: Int, in workspace: Workspace,
        progress: (Int, Int) throws -> Void = { _, _ in }
    ) throws {
        let found = try workspace.samples(Set(ids).sorted())
        samples = Dictionary(uniqueKeysWithValues: found.map { ($0.id, $0) })
        let digests = Set(found.map(\.digest)).sorted()
        var made: [String: [UInt8]] = [:]
        for start in stride(from: 0, to: digests.count, by: 256) {
            try progress(start, digests.count)
            let piece = Array(digests[start..<min(start + 256, digests.count)])
            let images = workspace.images
            let encoded = Parallel.map(piece) { digest -> [UInt8]? in
                // A picture that cannot be read now is a gap in the page, not the end of it.
                guard let bytes = try? images.read(digest) else { return nil }
                return try? Thumbnail.encode(bytes, side: side)
            }
            for (digest, picture) in zip(piece, encoded) { made[digest] = picture }
        }
        pictures = made
    }

    /// A PNG; nil where there is no such sample or its image cannot be read.
    func png(_ sample: Int64) -> [UInt8]? { samples[sample].flatMap { pictures[$0.digest] } }
}
