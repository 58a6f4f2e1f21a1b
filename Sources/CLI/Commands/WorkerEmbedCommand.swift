import ArgumentParser
import Embeddings
import Foundation

/// `tessera worker embed`
struct WorkerEmbedCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "embed",
        abstract: "Read paths of pictures, one a line, and write their vectors.",
        discussion: "What comes out is described in docs/embeddings.md. It needs no workspace.")

    @Option(help: ArgumentHelp("general, characters, or the path of an ONNX file.", valueName: "model"))
    var model = "general"

    @OptionGroup var input: ModelInputOptions

    @Option(help: ArgumentHelp("The image folder of a workspace, for lines that name a digest.", valueName: "folder"))
    var images: String?

    @Option(help: "How many cores to use.")
    var threads = 1

    func run() throws {
        guard threads > 0 else { throw Misuse("--threads must be 1 or more.") }
        let file = model.lowercased().hasSuffix(".onnx")
        let chosen =
            if file {
                try EmbeddingModel.custom(file: model, input: input.modelInput, output: input.outputLayer)
            } else { try EmbeddingModel.named(model, in: ModelFolder.locate()) }
        try EmbeddingWorker.serve(
            model: chosen, input: .standardInput, output: .standardOutput,
            images: images.map { URL(fileURLWithPath: $0, isDirectory: true) }, threads: threads)
    }
}
