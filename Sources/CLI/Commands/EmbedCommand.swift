import ArgumentParser
import Dataset
import Foundation
import Workbench

/// `tessera embed`
struct EmbedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "embed",
        abstract: "Compute the embedding of every image that has none yet.",
        discussion: """
            auto looks at the pictures and takes general (photographs, things), characters (drawn signs), or both. \
            Another vision model comes as an ONNX file; what the options do not say of its input is read from the JSON \
            file beside it and from the network itself.
            """)

    @Option(help: ArgumentHelp("auto, general, characters, or the path of an ONNX file.", valueName: "model"))
    var model = "auto"

    @OptionGroup var input: ModelInputOptions

    @OptionGroup var author: AuthorOption

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let useCase = EmbedImages(
            model: model.lowercased().hasSuffix(".onnx")
                ? URL(fileURLWithPath: model).standardizedFileURL.path : model,
            input: try input.modelInput, outputLayer: input.outputLayer)
        let report = try await JobRun(workspace: common.open(), common: common)(useCase, author: author.name)
        try common.print(report) {
            report.models.map { model in
                "\(model.model): \(Words.count(model.embedded, "image")) embedded"
                    + (model.alreadyThere > 0 ? ", \(Words.count(model.alreadyThere)) there already" : "")
                    + (model.failures.isEmpty ? "" : ", \(Words.count(model.failures.count)) failed")
            }.joined(separator: "\n")
        }
    }
}
