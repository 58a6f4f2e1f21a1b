public import Foundation

/// A vision model that turns a picture into a vector: an ONNX file and what must be known to feed it.
///
/// ```swift
/// let model = try EmbeddingModel.general(in: ModelFolder.locate())
/// let vectors = try ModelRunner(model, threads: 2).run(pictures)   // pictures.count × 1280
/// ```
public struct EmbeddingModel: Sendable, Codable, Equatable {
    /// Names the model's embedding files. The name stands for the weights and for the settings: a built-in model whose
    /// settings change gets another name, and a file's name carries a fingerprint of both.
    public var name: String
    /// The path of the ONNX file.
    public var file: String
    public var input: ModelInput
    /// The tensor whose value is the vector; nil is the only output.
    public var outputLayer: String?
    /// The length of a vector, where known beforehand.
    public var dimension: Int?

    public init(name: String, file: String, input: ModelInput, outputLayer: String? = nil, dimension: Int? = nil) {
        self.name = name
        self.file = file
        self.input = input
        self.outputLayer = outputLayer
        self.dimension = dimension
    }

    /// The names of the built-in models.
    public static let builtIn = ["general", "characters"]

    /// EfficientNet-Lite0, trained on ImageNet's photographs: 1,280 features of objects, textures and shapes.
    public static func general(in models: URL) throws -> EmbeddingModel { try builtIn("general", in: models) }

    /// The features by which a character recogniser (PP-OCRv4) reads: 120 of them, for drawn and printed signs.
    public static func characters(in models: URL) throws -> EmbeddingModel { try builtIn("characters", in: models) }

    /// The built-in model of that name, or the ONNX file at that path.
    ///
    /// - Throws: `EmbeddingModelError`: `.unknown` for what is neither.
    public static func named(_ name: String, in models: URL) throws -> EmbeddingModel {
        if builtIn.contains(name) { return try builtIn(name, in: models) }
        if name.lowercased().hasSuffix(".onnx") { return try custom(file: name) }
        throw EmbeddingModelError.unknown(name)
    }

    /// Any ONNX image model. What is not given is read from the description beside the file (`model.json` beside
    /// `model.onnx`), and from the network itself: the input's size, and the output where there is only one.
    ///
    /// - Parameters:
    ///   - output: the tensor whose value is the vector; also one inside the network: the rest is then not computed.
    /// - Throws: `EmbeddingModelError` with what to give.
    public static func custom(file: String, input: ModelInput? = nil, output: String? = nil) throws -> EmbeddingModel {
        let url = URL(fileURLWithPath: file)
        let network = try ONNXNetwork.read(url)
        let description = try ModelDescription.read(url.deletingPathExtension().appendingPathExtension("json"))
        let layer = try network.output(named: output ?? description?.output)
        let chosen = try input ?? description?.input ?? network.describedInput()
        let base = url.deletingPathExtension().lastPathComponent
        try chosen.validate(of: base)
        let settings = "\(chosen) \(layer)"
        return EmbeddingModel(
            name: safeName(base) + "-" + network.fingerprint(with: settings), file: url.path, input: chosen,
            outputLayer: layer, dimension: description?.dimension)
    }

    private static func builtIn(_ name: String, in models: URL) throws -> EmbeddingModel {
        let file = models.appendingPathComponent(name + ".onnx")
        let description = models.appendingPathComponent(name + ".json")
        guard FileManager.default.fileExists(atPath: file.path), let found = try ModelDescription.read(description)
        else { throw EmbeddingModelError.missing(model: name, folder: models.path) }
        guard let input = found.input else {
            throw EmbeddingModelError.badDescription(file: description.path, reason: "'input' is missing.")
        }
        try input.validate(of: name)
        return EmbeddingModel(
            name: name, file: file.path, input: input, outputLayer: found.output, dimension: found.dimension)
    }

    /// A name becomes part of a file name: letters, digits, dots, dashes, at most 60 of them.
    private static func safeName(_ name: String) -> String {
        let kept = name.unicodeScalars.prefix(60).map { scalar -> Character in
            scalar.isASCII && (CharacterSet.alphanumerics.contains(scalar) || "._-".unicodeScalars.contains(scalar))
                ? Character(scalar) : "_"
        }
        let text = String(kept)
        return text.hasPrefix(".") ? "_" + text.dropFirst() : text
    }
}
