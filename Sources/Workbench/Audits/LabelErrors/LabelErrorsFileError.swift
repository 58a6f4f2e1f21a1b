/// Why label errors of files could not be told.
public enum LabelErrorsFileError: CodedError, Sendable, Equatable {
    case cannotRead(String, String)
    case otherClassCount(path: String, names: Int, classes: Int)
    case cannotWrite(String, String)

    public var code: String {
        switch self {
        case .cannotRead: "cannot-open"
        case .otherClassCount: "other-class-count"
        case .cannotWrite: "cannot-write"
        }
    }

    public var description: String {
        switch self {
        case .cannotRead(let path, let why): "\(path) can't be read: \(why)."
        case .otherClassCount(let path, let names, let classes):
            "\(path) names \(names) classes and the probabilities have \(classes). Write one name a line, in the order of the columns."
        case .cannotWrite(let path, let why): "\(path) can't be written: \(why)."
        }
    }
}
