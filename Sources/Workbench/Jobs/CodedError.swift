public import Dataset
public import Imaging
public import Interchange

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
extension QueryError: CodedError {}
extension PictureError: CodedError {}
extension FolderError: CodedError {}
