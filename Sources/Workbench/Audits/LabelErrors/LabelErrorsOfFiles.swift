public import Audit
import Foundation
import Matrices

/// The label errors of plain arrays, as .npy files; without a workspace.
public struct LabelErrorsOfFiles: Sendable {
    public let labels: String
    public let probabilities: String
    public let options: LabelErrorOptions
    /// Where the score of every sample goes.
    public let scores: String?
    /// Where the suspects go: row numbers as .npy, or a table as .csv.
    public let issues: String?
    /// One name a line, in the order of the columns.
    public let classNames: String?
    /// How many suspects the report lists.
    public let limit: Int

    /// More is no list of names.
    private static let mostNameBytes = 16 << 20

    public init(
        labels: String, probabilities: String, options: LabelErrorOptions = LabelErrorOptions(), scores: String? = nil,
        issues: String? = nil, classNames: String? = nil, limit: Int = 10
    ) {
        self.labels = labels
        self.probabilities = probabilities
        self.options = options
        self.scores = scores
        self.issues = issues
        self.classNames = classNames
        self.limit = limit
    }

    /// - Throws: `NPYError`, `LabelErrorsError`, `LabelErrorsFileError`, `JobCancelled`. Nothing is written then.
    public func run(reporting reporter: JobReporter) throws -> LabelErrorsReport {
        let began = ContinuousClock.now
        for path in [scores, issues].compactMap(\.self) { try OutputFile.checkWritable(path) }
        let table = try Probabilities(npy: probabilities)
        let names = try names(classes: table.columns)
        let found = try ConfidentLearning.findLabelErrors(
            labels: try NPY.integers(labels), probabilities: table, options: options
        ) { phase, done in
            try reporter.checkCancelled()
            // What takes less than a second says nothing.
            guard began.duration(to: .now) > .seconds(1) else { return }
            reporter.report(phase: phase.rawValue, done: done, total: table.rows)
        }
        let seconds = began.duration(to: .now) / .seconds(1)
        if let scores { try NPY.write(vector: found.scores, to: scores) }
        if let issues { try write(found.suspects, names, to: issues) }
        return report(found, names, seconds)
    }

    private func names(classes: Int) throws -> [String]? {
        guard let path = classNames else { return nil }
        let text: String
        do {
            let data = try Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe)
            guard data.count <= Self.mostNameBytes else {
                throw LabelErrorsFileError.cannotRead(path, "it is larger than 16 MiB")
            }
            guard let decoded = String(data: data, encoding: .utf8) else {
                throw LabelErrorsFileError.cannotRead(path, "it is not UTF-8")
            }
            text = decoded
        } catch let error as LabelErrorsFileError {
            throw error
        } catch {
            throw LabelErrorsFileError.cannotRead(path, "it is not there, or may not be read")
        }
        var names = text.split(omittingEmptySubsequences: false) { $0.isNewline }.map(String.init)
        while names.last?.isEmpty == true { names.removeLast() }
        guard names.count == classes else {
            throw LabelErrorsFileError.otherClassCount(path: path, names: names.count, classes: classes)
        }
        return names
    }

    private func write(_ suspects: [LabelErrors.Suspect], _ names: [String]?, to path: String) throws {
        guard path.lowercased().hasSuffix(".csv") else {
            return try NPY.write(vector: suspects.map { Int64($0.row) }, to: path)
        }
        var text = "row,given,suggested,score\n"
        for suspect in suspects {
            let given = names.map { Self.quoted($0[suspect.given]) } ?? "\(suspect.given)"
            let suggested = names.map { Self.quoted($0[suspect.suggested]) } ?? "\(suspect.suggested)"
            text += "\(suspect.row),\(given),\(suggested),\(suspect.score)\n"
        }
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw LabelErrorsFileError.cannotWrite(path, "its folder is not there, or nothing may be written in it")
        }
    }

    /// A field as RFC 4180 has it.
    private static func quoted(_ text: String) -> String {
        guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }

    private func report(_ found: LabelErrors, _ names: [String]?, _ seconds: Double) -> LabelErrorsReport {
        let health = found.health
        return LabelErrorsReport(
            samples: found.scores.count, method: options.method.rawValue, score: options.score.rawValue,
            suspectCount: found.suspects.count, health: health.score,
            estimatedErrors: health.classes.reduce(0) { $0 + $1.estimatedErrors }, unevenRows: found.unevenRows,
            classes: health.classes.map { one in
                LabelErrorsReport.ByClass(
                    label: one.label, name: names?[one.label], samples: one.samples, suspects: one.suspects,
                    estimatedErrors: one.estimatedErrors, estimatedMissing: one.estimatedMissing, quality: one.quality,
                    threshold: one.samples > 0 ? found.thresholds[one.label] : nil)
            },
            pairs: health.pairs.map { pair in
                LabelErrorsReport.Pair(
                    given: pair.given, givenName: names?[pair.given], suggested: pair.suggested,
                    suggestedName: names?[pair.suggested], suspects: pair.suspects,
                    estimatedErrors: pair.estimatedErrors)
            },
            suspects: found.suspects.prefix(limit).map { suspect in
                LabelErrorsReport.Suspect(
                    row: suspect.row, given: suspect.given, givenName: names?[suspect.given],
                    suggested: suspect.suggested, suggestedName: names?[suspect.suggested], score: suspect.score)
            }, seconds: seconds)
    }
}
