import ArgumentParser
import Dataset
import Workbench

/// `tessera annotate import FILE`
struct AnnotateImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Take in answers that people gave elsewhere, each in the person's own name.",
        discussion: """
            A CSV with a line of names: sample (its id or path; also item, task), person (also worker, annotator, rater) \
            and label (also class, answer). All of it is kept or nothing; what somebody said already is not said again.
            """)

    @Argument(help: "The table.", completion: .file(extensions: ["csv"]))
    var file: String

    @OptionGroup var common: CommonOptions

    func run() throws {
        let report = try ImportAnswers(workspace: common.open())(file)
        try common.print(report) {
            "\(Words.count(report.answers, "new answer")) of \(Words.count(report.people, "person", plural: "people")) "
                + "on \(Words.count(report.samples, "sample"))."
        }
    }
}
