/// Why a model can't be used, and what to do about it.
public enum EmbeddingModelError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The folder of the built-in models is not where it is looked for.
    case noModelFolder(looked: [String])
    /// A built-in model's files are not in the folder.
    case missing(model: String, folder: String)
    /// A name that is neither a built-in model nor a file.
    case unknown(String)
    case unreadable(file: String, reason: String)
    case badDescription(file: String, reason: String)
    case badInput(model: String, problem: String)
    /// The network says too little of its input to be fed; the text names what to give.
    case inputUnknown(file: String, reason: String)
    case outputUnknown(file: String, asked: String?, outputs: [String])
    case badOutput(file: String, shape: [Int])
    case dimensionDiffers(file: String, said: Int, found: Int)

    public var description: String {
        switch self {
        case .noModelFolder(let looked):
            "The vision models were not found (looked in \(looked.joined(separator: ", "))). "
                + "Run `make setup`, or set TESSERA_MODELS to the folder that holds general.onnx and characters.onnx."
        case .missing(let model, let folder):
            "The model '\(model)' is not in \(folder). Run `make setup` to make it."
        case .unknown(let name):
            "There is no model '\(name)'. Give general, characters, auto, or the path of an .onnx file."
        case .unreadable(let file, let reason):
            "The model \(file) can't be read: \(reason)"
        case .badDescription(let file, let reason):
            "The description \(file) can't be read: \(reason)"
        case .badInput(let model, let problem):
            "The input of the model '\(model)' is not right: \(problem)."
        case .inputUnknown(let file, let reason):
            "\(file): \(reason) Put a description beside it, \(Self.descriptionName(of: file)), with at least "
                + #"{"input": {"width": 224, "height": 224, "channels": 3, "scale": 0.00392157, "#
                + #""mean": [0.485, 0.456, 0.406], "std": [0.229, 0.224, 0.225], "fit": "stretch", "#
                + #""cropToInk": false}}, or give these numbers as options."#
        case .outputUnknown(let file, let asked, let outputs):
            (asked.map { "\(file) has no layer '\($0)'. " } ?? "\(file) has \(outputs.count) outputs. ")
                + "Give one of: \(outputs.joined(separator: ", "))."
        case .badOutput(let file, let shape):
            "The output of \(file) has the shape \(shape), which is no vector a picture. "
                + "Give an output layer of shape N×D, N×tokens×D or N×D×height×width."
        case .dimensionDiffers(let file, let said, let found):
            "\(file) gives vectors of \(found) numbers, its description says \(said). Correct the description."
        }
    }

    private static func descriptionName(of file: String) -> String {
        file.hasSuffix(".onnx") ? String(file.dropLast(5)) + ".json" : file + ".json"
    }
}
