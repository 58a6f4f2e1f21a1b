import Foundation

/// What `NAME.json` beside `NAME.onnx` says. Only `input` is needed; the rest may be left out.
struct ModelDescription: Decodable {
    var name: String?
    var input: ModelInput?
    var output: String?
    var dimension: Int?

    private enum CodingKeys: String, CodingKey { case name, input, output, dimension }

    private struct Input: Decodable {
        var width: Int
        var height: Int
        var channels: Int?
        var scale: Float?
        var mean: [Float]
        var std: [Float]
        var fit: ModelInput.Fit?
        var cropToInk: Bool?
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        name = try values.decodeIfPresent(String.self, forKey: .name)
        output = try values.decodeIfPresent(String.self, forKey: .output)
        dimension = try values.decodeIfPresent(Int.self, forKey: .dimension)
        input = try values.decodeIfPresent(Input.self, forKey: .input).map {
            ModelInput(
                width: $0.width, height: $0.height, channels: $0.channels ?? 3, scale: $0.scale ?? 1, mean: $0.mean,
                std: $0.std, fit: $0.fit ?? .stretch, cropToInk: $0.cropToInk ?? false)
        }
    }

    /// The description at that place; nil where there is none.
    static func read(_ file: URL) throws -> ModelDescription? {
        guard FileManager.default.fileExists(atPath: file.path) else { return nil }
        do {
            return try JSONDecoder().decode(ModelDescription.self, from: Data(contentsOf: file))
        } catch let problem as DecodingError {
            throw EmbeddingModelError.badDescription(file: file.path, reason: Self.words(of: problem))
        } catch {
            throw EmbeddingModelError.badDescription(file: file.path, reason: error.localizedDescription)
        }
    }

    private static func words(of problem: DecodingError) -> String {
        switch problem {
        case .keyNotFound(let key, _): "'\(key.stringValue)' is missing."
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            (context.codingPath.map(\.stringValue).joined(separator: ".") + ": " + context.debugDescription)
        @unknown default: "it is not the JSON that is expected."
        }
    }
}
