import DemoData
import Foundation

/// `planted.json` as somebody else would read it: by its documented keys only.
struct PlantedFile: Decodable {
    let path: String
    let split: String
    let label: String
    let truth: String?
    let style: String
    let writer: Int
    let flaws: Set<String>
    let duplicateOf: String?
}

struct Planted: Decodable {
    let format: String
    let seed: UInt64
    let counts: [String: Int]
    let styleMissingFromVal: String
    let files: [PlantedFile]
}

/// A demo dataset in a folder of its own, gone when the last test has let go of it.
final class WrittenDemo: Sendable {
    let folder: URL
    let summary: DemoSummary
    let planted: Planted

    init(seed: UInt64 = 2021, count: Int = 400, threads: Int = 2) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "tessera-demo-\(UUID().uuidString)")
        summary = try DemoDataset(seed: seed, count: count).write(to: folder, threads: threads)
        planted = try JSONDecoder().decode(Planted.self, from: Data(contentsOf: summary.planted))
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func bytes(_ path: String) throws -> [UInt8] {
        try [UInt8](Data(contentsOf: summary.images.appending(path: path)))
    }

    /// Every file below the images folder, sorted.
    func paths() throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: summary.images.path).filter { $0.contains(".") }.sorted()
    }
}
