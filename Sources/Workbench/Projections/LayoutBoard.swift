import Dataset
import Foundation
import Matrices

/// Where a job shows the layout that it is computing: a file of columns in the cache, written anew now and then, that
/// every process with the workspace can read while the job runs.
final class LayoutBoard {
    /// Nobody sees more, and a million points are 12 MB each time.
    private static let pause = Duration.milliseconds(400)

    private let file: URL
    /// The samples of each row of the layout; several may show one image.
    private let samples: (ids: [UInt32], rows: [Int])
    private let lastChange: Int64
    private var lastShown: ContinuousClock.Instant?

    /// - Parameter digests: the image of each row of the layouts to come.
    init(job: Int64, digests: [String], in workspace: Workspace) throws {
        file = JobLayout.file(of: job, in: workspace)
        let rowOf = Dictionary(uniqueKeysWithValues: digests.enumerated().map { ($1, $0) })
        var ids: [UInt32] = []
        var rows: [Int] = []
        for sample in try workspace.sampleImages() {
            guard let row = rowOf[sample.digest] else { continue }
            ids.append(UInt32(clamping: sample.id))
            rows.append(row)
        }
        samples = (ids, rows)
        lastChange = try workspace.summary().lastChange
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    }

    /// Shows a layout, unless the last one was shown a moment ago.
    /// - Parameters:
    ///   - share: how much of the work is done, 0…1.
    ///   - layout: N × 2; is only asked for when it is shown.
    func show(share: Double, _ layout: () -> Matrix) throws {
        let now = ContinuousClock.now
        if let lastShown, lastShown.duration(to: now) < Self.pause { return }
        lastShown = now
        let layout = layout()
        let bytes = try ColumnsFile.encode(
            ColumnTable(
                count: samples.ids.count, lastChange: lastChange,
                columns: [
                    .init(name: "id", values: .integers(samples.ids)),
                    .init(name: "x", values: .numbers(samples.rows.map { layout[$0, 0] })),
                    .init(name: "y", values: .numbers(samples.rows.map { layout[$0, 1] })),
                ]), share: share)
        // Whole or not at all, but not durable: after a crash nobody wants it.
        try Data(bytes).write(to: file, options: .atomic)
    }

    /// Takes it away; the projection itself is there now, or there is none.
    func clear() {
        try? FileManager.default.removeItem(at: file)
    }
}
