import Dataset
import Foundation

/// Reads a trainer's `metrics.jsonl` while it grows: one JSON object a line and epoch.
///
///     {"epoch": 1, "train_loss": 2.1, "train_accuracy": 0.31, "val_loss": 2.0, "val_accuracy": 0.35}
///
/// `epoch` counts from 1 without a gap; the others may be missing; what else there is, is passed over.
struct MetricsFile {
    static let name = "metrics.jsonl"
    static let limit = 64 << 20
    private static let longestLine = 64 << 10

    private struct Line: Decodable {
        let epoch: Int
        let trainLoss: Double?
        let trainAccuracy: Double?
        let valLoss: Double?
        let valAccuracy: Double?
        let seconds: Double?

        private enum CodingKeys: String, CodingKey {
            case epoch
            case trainLoss = "train_loss"
            case trainAccuracy = "train_accuracy"
            case valLoss = "val_loss"
            case valAccuracy = "val_accuracy"
            case seconds
        }
    }

    private let file: URL
    private var offset = 0
    private var rest: [UInt8] = []
    private var line = 0
    private var epochs: [RunEpoch] = []

    init(_ file: URL) {
        self.file = file
    }

    /// The epochs of all lines that are whole by now.
    /// - Throws: ``CommandTrainerError``.
    mutating func read() throws -> [RunEpoch] {
        guard let handle = try? FileHandle(forReadingFrom: file) else { return epochs }
        defer { try? handle.close() }
        guard (try? handle.seek(toOffset: UInt64(offset))) != nil, let data = try? handle.read(upToCount: Self.limit)
        else { return epochs }
        offset += data.count
        guard offset <= Self.limit else { throw CommandTrainerError.tooLarge(Self.name, limit: Self.limit) }
        rest += data
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            let bytes = Array(rest[..<end])
            rest.removeSubrange(...end)
            try take(bytes)
        }
        guard rest.count <= Self.longestLine else { throw bad("it is longer than 64 KiB.") }
        return epochs
    }

    /// The same at the end of the training, when a last line without its end counts too.
    mutating func readToEnd() throws -> [RunEpoch] {
        _ = try read()
        let last = rest
        rest = []
        try take(last)
        return epochs
    }

    private mutating func take(_ bytes: [UInt8]) throws {
        line += 1
        let text = bytes.filter { $0 != UInt8(ascii: "\r") }
        guard text.contains(where: { $0 != UInt8(ascii: " ") }) else { return }
        guard text.count <= Self.longestLine else { throw bad("it is longer than 64 KiB.") }
        let value: Line
        do {
            value = try JSONDecoder().decode(Line.self, from: Data(text))
        } catch let error as DecodingError {
            throw bad("it is not the JSON that is expected: \(DecodingProblem.describe(error))")
        }
        guard value.epoch == epochs.count + 1 else {
            throw bad(
                "epoch is \(value.epoch), and \(epochs.count + 1) is expected: epochs count from 1 without a gap.")
        }
        for (name, share) in [("train_accuracy", value.trainAccuracy), ("val_accuracy", value.valAccuracy)] {
            if let share, !(0...1).contains(share) { throw bad("\(name) is \(share), which is no share from 0 to 1.") }
        }
        epochs.append(
            RunEpoch(
                epoch: value.epoch, trainLoss: value.trainLoss, trainAccuracy: value.trainAccuracy,
                valLoss: value.valLoss, valAccuracy: value.valAccuracy, seconds: value.seconds))
    }

    private func bad(_ words: String) -> CommandTrainerError {
        .badLine(file: Self.name, line: line, words)
    }
}
