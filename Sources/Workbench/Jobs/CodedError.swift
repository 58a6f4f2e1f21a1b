import Dataset
import Imaging

/// An error with a stable name for programs beside its words for people.
public protocol CodedError: Error, CustomStringConvertible {
    /// Lower case, words joined by dashes.
    var code: String { get }
}

extension JobRequestError: CodedError {}
extension MapExportError: CodedError {}
extension ProgramFolderError: CodedError {}
