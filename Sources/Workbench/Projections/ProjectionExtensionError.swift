/// Why new images can't be placed on the newest projection.
public enum ProjectionExtensionError: CodedError, Sendable, Equatable {
    case nothingToExtend
    case otherMethod(Int64, String)
    case otherModel(Int64, String)

    public var code: String {
        switch self {
        case .nothingToExtend: "no-projection"
        case .otherMethod: "other-method"
        case .otherModel: "other-model"
        }
    }

    public var description: String {
        switch self {
        case .nothingToExtend: "There is no map yet on which images could be placed. Run `tessera project` first."
        case .otherMethod(let id, let method):
            "Projection \(id) was made by \(method) in a way that new images can't be placed on. "
                + "Run `tessera project` to make a new one."
        case .otherModel(let id, let model):
            "Projection \(id) is of the embedding \(model). Name that one, or run `tessera project` to make a new one."
        }
    }
}
