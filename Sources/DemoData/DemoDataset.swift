public import Foundation
import Matrices
import Synchronization

/// A dataset of hand-drawn-looking Roman numerals i to x, with the flaws of real data planted in it.
///
/// ```swift
/// let summary = try DemoDataset().write(to: folder, threads: 2) { done, total in print(done, total) }
/// ```
///
/// Everything is drawn by the program: no picture is copied from anywhere. The same seed and count give the same bytes
/// in the same files, whatever the number of threads.
public struct DemoDataset: Sendable {
    /// Below this there would be no room for splits, styles and flaws.
    public static let leastCount = 200

    public let seed: UInt64
    /// Files in all, the label book included.
    public let count: Int

    public init(seed: UInt64 = 2021, count: Int = 2_000) {
        self.seed = seed
        self.count = count
    }

    /// Writes `images/{train,val,label_book}/{i…x}/NAME.png` and `planted.json` into `directory`, which is made where
    /// it is missing. The images folder appears whole or not at all.
    /// - Parameter progress: files written, files in all; throwing from it stops and leaves nothing behind.
    /// - Throws: ``DemoError``, and what `progress` throws.
    public func write(
        to directory: URL, threads: Int, progress: (Int, Int) throws -> Void = { _, _ in }
    ) throws -> DemoSummary {
        guard count >= Self.leastCount else { throw DemoError.tooFew(count, least: Self.leastCount) }
        let images = directory.appending(path: "images", directoryHint: .isDirectory)
        let planted = directory.appending(path: "planted.json")
        let files = FileManager.default
        guard !files.fileExists(atPath: images.path) else { throw DemoError.exists(images.path) }
        let unfinished = directory.appending(path: ".images-unfinished", directoryHint: .isDirectory)
        if files.fileExists(atPath: unfinished.path) { try files.removeItem(at: unfinished) }

        let plan = DemoPlan(seed: seed, count: count)
        do {
            for folder in Set(plan.entries.map { $0.file.path.split(separator: "/").dropLast().joined(separator: "/") })
            {
                try files.createDirectory(at: unfinished.appending(path: folder), withIntermediateDirectories: true)
            }
            try draw(plan, into: unfinished, threads: threads, progress: progress)
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
            let truth = PlantedTruth(seed: seed, files: plan.entries.map(\.file))
            try encoder.encode(truth).write(to: planted, options: .atomic)
            try files.moveItem(at: unfinished, to: images)
        } catch {
            try? files.removeItem(at: unfinished)
            throw error
        }
        var bySplit: [String: Int] = [:]
        for entry in plan.entries { bySplit[entry.file.split, default: 0] += 1 }
        return DemoSummary(images: images, planted: planted, written: plan.entries.count, bySplit: bySplit)
    }

    private func draw(
        _ plan: DemoPlan, into folder: URL, threads: Int, progress: (Int, Int) throws -> Void
    ) throws {
        let pictures = DemoPicture(seed: seed, plan: plan)
        let batch = 128
        for start in stride(from: 0, to: plan.entries.count, by: batch) {
            try progress(start, plan.entries.count)
            let length = min(batch, plan.entries.count - start)
            let failure = Mutex<DemoError?>(nil)
            parallelBlocks(length, size: 8, threads: threads) { _, range in
                for index in range {
                    let entry = plan.entries[start + index]
                    let file = folder.appending(path: entry.file.path)
                    do {
                        try Data(pictures.bytes(of: entry)).write(to: file)
                    } catch {
                        failure.withLock { $0 = .unwritable(path: file.path, reason: error.localizedDescription) }
                    }
                }
            }
            if let failure = failure.withLock({ $0 }) { throw failure }
        }
        try progress(plan.entries.count, plan.entries.count)
    }
}
