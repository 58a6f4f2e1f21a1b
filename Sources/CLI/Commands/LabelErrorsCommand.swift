import ArgumentParser
import Audit
import Foundation
import Workbench

/// `tessera label-errors --labels y.npy --probs P.npy`
struct LabelErrorsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "label-errors",
        abstract: "Find labels that are probably wrong, from predicted probabilities.",
        discussion: """
            Reads labels and out-of-sample probabilities of .npy files and finds label errors by confident learning, \
            the same as cleanlab does. Needs no workspace. Rows and classes are counted from 0.
            """)

    @Option(
        help: ArgumentHelp("The labels: N whole numbers, 0 to K - 1.", valueName: "y.npy"),
        completion: .file(extensions: ["npy"]))
    var labels: String

    @Option(
        help: ArgumentHelp("The probabilities: N × K, float32 or float64.", valueName: "P.npy"),
        completion: .file(extensions: ["npy"]))
    var probs: String

    @Option(
        help: ArgumentHelp(
            "Which samples count as errors.",
            discussion: LabelErrorMethod.allCases.map(\.rawValue).joined(separator: ", ") + ".", valueName: "method"))
    var method = LabelErrorMethod.noiseRate.rawValue

    @Option(
        help: ArgumentHelp(
            "By what they are ranked, the lowest first.",
            discussion: LabelQualityScore.allCases.map(\.rawValue).joined(separator: ", ") + ".", valueName: "score"))
    var score = LabelQualityScore.selfConfidence.rawValue

    @Flag(
        help: "Score each probability against the usual one of its class, so that rare classes are not suspected more.")
    var adjusted = false

    @Option(
        help: ArgumentHelp(
            "Which share of the estimated errors to take, 0 to 1; of noise-rate, class and both.", valueName: "share"))
    var noiseShare = 1.0

    @Option(
        help: ArgumentHelp(
            "How many samples of a class to leave at least; of noise-rate, class and both.", valueName: "count"))
    var leastPerClass = 1

    @Option(help: ArgumentHelp("Where the score of every sample goes, float64.", valueName: "file"))
    var out: String?

    @Option(
        help: ArgumentHelp(
            "Where the errors go, the worst first: row numbers as .npy, or a table as .csv.", valueName: "file"))
    var issues: String?

    @Option(help: ArgumentHelp("The names of the classes, one a line.", valueName: "names.txt"))
    var classes: String?

    @Option(name: [.short, .long], help: ArgumentHelp("How many errors and pairs to print.", valueName: "count"))
    var limit = 10

    @Option(help: ArgumentHelp("Threads; all cores where it is left out.", valueName: "count"))
    var threads: Int?

    @OptionGroup var options: OutputOptions

    func run() async throws {
        let work = LabelErrorsOfFiles(
            labels: labels, probabilities: probs, options: try searchOptions(), scores: out, issues: issues,
            classNames: classes, limit: limit)
        let report = try await ForegroundRun(quiet: options.quiet) { try work.run(reporting: $0) }
        try options.print(report) { LabelErrorsText(report: report, limit: limit).text }
    }

    private func searchOptions() throws -> LabelErrorOptions {
        guard let method = LabelErrorMethod(rawValue: method) else {
            throw Misuse(
                "--method must be one of \(LabelErrorMethod.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        guard let score = LabelQualityScore(rawValue: score) else {
            throw Misuse(
                "--score must be one of \(LabelQualityScore.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        guard !adjusted || score != .entropy else {
            throw Misuse("--adjusted needs --score self-confidence or normalized-margin.")
        }
        guard (0...1).contains(noiseShare) else { throw Misuse("--noise-share must be between 0 and 1.") }
        guard leastPerClass >= 0 else { throw Misuse("--least-per-class must be 0 or more.") }
        guard limit >= 0 else { throw Misuse("--limit must be 0 or more.") }
        guard (1...1_024).contains(threads ?? 1) else { throw Misuse("--threads must be between 1 and 1,024.") }
        if let issues {
            let ending = (issues as NSString).pathExtension.lowercased()
            guard ending == "npy" || ending == "csv" else { throw Misuse("--issues must end in .npy or .csv.") }
        }
        return LabelErrorOptions(
            method: method, score: score, adjusted: adjusted, noiseShare: noiseShare, leastPerClass: leastPerClass,
            threads: threads ?? ProcessInfo.processInfo.activeProcessorCount)
    }
}
