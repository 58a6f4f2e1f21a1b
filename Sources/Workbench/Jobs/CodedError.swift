public import Audit
public import Dataset
public import Imaging
public import Interchange
public import Matrices
public import Neighbors
public import Projection

/// An error with a stable name for programs beside its words for people.
public protocol CodedError: Error, CustomStringConvertible {
    /// Lower case, words joined by dashes.
    var code: String { get }
}

extension JobRequestError: CodedError {}
extension MapExportError: CodedError {}
extension ProgramFolderError: CodedError {}
extension WorkspaceError: CodedError {}
extension EditError: CodedError {}
extension FindingError: CodedError {}
extension QueryError: CodedError {}
extension PictureError: CodedError {}
extension FolderError: CodedError {}
extension VersionError: CodedError {}
extension TrainerError: CodedError {}
extension RunError: CodedError {}
extension ThreadError: CodedError {}
extension LabelBookError: CodedError {}
extension PeopleError: CodedError {}
extension SheetError: CodedError {}

extension NPYError: CodedError {
    public var code: String {
        switch reason {
        case .cannotOpen: "cannot-open"
        case .cannotWrite: "cannot-write"
        case .notNPY, .badHeader, .unsupportedType, .fortranOrder, .tooLarge, .tooShort, .otherColumns, .notWhole,
            .numberTooLarge:
            "bad-npy"
        }
    }
}

extension NeighborsError: CodedError {
    public var code: String {
        switch self {
        case .notFinite: "not-finite"
        case .otherColumns: "other-columns"
        case .tooFewRows: "too-few-rows"
        }
    }
}

extension LabelErrorsError: CodedError {
    public var code: String {
        switch self {
        case .otherLength: "other-length"
        case .empty: "empty"
        case .tooLarge: "too-large"
        case .labelOutOfRange: "label-out-of-range"
        case .notFinite: "not-finite"
        case .notProbability: "not-a-probability"
        case .needsTwoClasses: "needs-two-classes"
        case .adjustedEntropy: "adjusted-entropy"
        case .noiseShare: "noise-share"
        }
    }
}

extension ProjectionError: CodedError {
    public var code: String {
        switch self {
        case .notFinite: "not-finite"
        case .badOption: "bad-option"
        case .otherNeighbors, .otherMetric, .otherLabels, .otherLayout: "does-not-fit"
        case .tooManyRows: "too-many-rows"
        }
    }
}
