import Dataset
import FixedModel
import Foundation
import Matrices

/// How far a training of the fixed model is, on disk: `checkpoint` to go on from, and beside it `epochs.json` and
/// `margins.npy` with what the epochs came to.
///
/// The checkpoint is written last. A crash in between leaves an epoch that it does not have yet; it is cut off, and
/// trained again to the same numbers. Files that do not fit each other, after a power loss, begin the training anew.
struct FixedModelProgress {
    struct Epochs {
        var checkpoint: Data?
        var reports: [RunEpoch] = []
        /// One row an epoch: train, then val.
        var rows: [[Float]] = []

        mutating func add(_ report: EpochReport) {
            reports.append(
                RunEpoch(
                    epoch: report.epoch, trainLoss: report.trainLoss, trainAccuracy: report.trainAccuracy,
                    valLoss: report.valLoss, valAccuracy: report.valAccuracy,
                    seconds: report.trainSeconds + report.valSeconds, imagesPerSecond: report.imagesPerSecond))
            rows.append(report.trainMargins + report.valMargins)
        }

        /// Forgets what came after an epoch.
        mutating func cut(to count: Int) {
            reports = Array(reports.prefix(count))
            rows = Array(rows.prefix(count))
        }

        /// Samples × epochs.
        func margins(samples: Int) -> Matrix {
            var matrix = Matrix(rows: samples, columns: rows.count)
            for (epoch, row) in rows.enumerated() {
                for (sample, margin) in row.enumerated() { matrix[sample, epoch] = margin }
            }
            return matrix
        }
    }

    let folder: URL
    /// Train and val together.
    let samples: Int

    private func place(_ name: String) -> String { folder.appendingPathComponent(name).path }

    /// What is there; nothing where a training has not begun.
    func read() throws -> Epochs {
        guard let checkpoint = try? Data(contentsOf: URL(fileURLWithPath: place("checkpoint"))),
            let json = try? Data(contentsOf: URL(fileURLWithPath: place("epochs.json"))),
            let told = try? JSONDecoder().decode([RunEpoch].self, from: json),
            let margins = try? NPY.read(place("margins.npy")), margins.columns == samples,
            min(margins.rows, told.count) > 0
        else { return Epochs() }
        let count = min(margins.rows, told.count)
        return Epochs(
            checkpoint: checkpoint, reports: Array(told.prefix(count)),
            rows: (0..<count).map { Array(margins.row($0)) })
    }

    func write(_ epochs: Epochs, checkpoint: Data) throws {
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            var appender = try NPYAppender(path: place("margins.npy"), columns: samples)
            if appender.rows > epochs.rows.count - 1 { try appender.truncate(rows: max(0, epochs.rows.count - 1)) }
            for row in epochs.rows.dropFirst(appender.rows) {
                try appender.append(Matrix(rows: 1, columns: samples, values: row))
            }
            try appender.close()
            try DurableFile.write(Array(try JSONEncoder().encode(epochs.reports)), to: place("epochs.json"))
            try DurableFile.write(Array(checkpoint), to: place("checkpoint"))
        } catch let error as SystemError {
            throw WorkspaceError.notWritable(folder, why: error.words)
        }
    }
}
