public import Dataset
public import Embeddings
import Foundation
import Imaging
import Matrices

/// Computes the embedding of every image that has none yet, and keeps each batch as it comes.
public struct EmbedImages: UseCase {
    public static let kind = "embed"

    /// `auto`, `general`, `characters`, or the path of an ONNX file.
    public let model: String
    /// Of an ONNX file, where neither the file beside it nor the network itself says.
    public let input: ModelInput?
    public let outputLayer: String?

    public init(model: String = "auto", input: ModelInput? = nil, outputLayer: String? = nil) {
        self.model = model
        self.input = input
        self.outputLayer = outputLayer
    }

    /// An ONNX file of one's own lies anywhere.
    public var readsThisMachine: Bool { model.lowercased().hasSuffix(".onnx") }

    private enum CodingKeys: String, CodingKey {
        case model, input, outputLayer
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            model: try values.decodeIfPresent(String.self, forKey: .model) ?? "auto",
            input: try values.decodeIfPresent(ModelInput.self, forKey: .input),
            outputLayer: try values.decodeIfPresent(String.self, forKey: .outputLayer))
    }

    public func run(in workspace: Workspace, reporting reporter: JobReporter) throws -> EmbedReport {
        let digests = try workspace.imageDigests(matching: SampleQuery())
        guard !digests.isEmpty else {
            throw JobFailure(
                code: "no-images", message: "The workspace has no images. `tessera import DIR` brings them in.")
        }
        let (models, reason) = try chosen(digests, workspace, reporter)
        var reports: [EmbedReport.Model] = []
        for model in models {
            reports.append(try embed(digests, with: model, workspace, reporter))
        }
        return EmbedReport(models: reports, reason: reason)
    }

    // MARK: Which model

    private func chosen(
        _ digests: [String], _ workspace: Workspace, _ reporter: JobReporter
    ) throws -> ([EmbeddingModel], String?) {
        if model.lowercased().hasSuffix(".onnx") {
            return ([try EmbeddingModel.custom(file: model, input: input, output: outputLayer)], nil)
        }
        let folder = try ModelFolder.locate()
        guard model == "auto" else { return ([try EmbeddingModel.named(model, in: folder)], nil) }
        reporter.report(phase: "looking at the images", done: 0, total: nil)
        let choice = ModelChoice.choose(from: Self.sample(digests, of: workspace.images))
        reporter.note(choice.reason)
        return (try choice.models.map { try EmbeddingModel.named($0, in: folder) }, choice.reason)
    }

    /// Some images, evenly out of all of them in the order of their digests: the same for the same images, in whatever
    /// order they came.
    private static func sample(_ digests: [String], of images: ImageStore) -> [Picture] {
        let sorted = digests.sorted()
        let count = min(ModelChoice.sampleSize, sorted.count)
        let picked = (0..<count).map { sorted[$0 * sorted.count / count] }
        return Parallel.map(picked) { digest in
            (try? images.read(digest)).flatMap { try? PictureDecoder.decode($0) }
        }.compactMap(\.self)
    }

    // MARK: Computing

    private func embed(
        _ digests: [String], with model: EmbeddingModel, _ workspace: Workspace, _ reporter: JobReporter
    ) throws -> EmbedReport.Model {
        let phase = "embedding (\(model.name))"
        let present = Set(try workspace.embeddingStore(model: model.name)?.digests ?? [])
        let missing = digests.filter { !present.contains($0) }
        let total = digests.count
        var report = EmbedReport.Model(model: model.name, alreadyThere: total - missing.count)
        reporter.report(phase: phase, done: total - missing.count, total: total)
        guard !missing.isEmpty else { return report }
        try reporter.checkCancelled()

        let threads = ProcessInfo.processInfo.activeProcessorCount
        let pipeline = try EmbeddingPipeline(model: model, threads: threads)
        let writer = try workspace.embeddingWriter(model: model.name, dimension: pipeline.dimension)
        defer { try? writer.close() }
        var waiting = WaitingRows(columns: pipeline.dimension)
        let images = workspace.images
        do {
            try pipeline.run(count: missing.count, load: { try images.read(missing[$0]) }) { batch in
                waiting.add(batch.indices.map { missing[$0] }, batch.vectors)
                report.failures += batch.failures.map {
                    .init(digest: missing[$0.index], code: $0.code, reason: $0.reason)
                }
                if waiting.areMany { report.embedded += try waiting.write(to: writer) }
                reporter.report(phase: phase, done: total - missing.count + batch.range.upperBound, total: total)
                try reporter.checkCancelled()
            }
        } catch {
            // What was computed until now is kept, whatever ended it.
            _ = try? waiting.write(to: writer)
            throw error
        }
        report.embedded += try waiting.write(to: writer)
        return report
    }
}
