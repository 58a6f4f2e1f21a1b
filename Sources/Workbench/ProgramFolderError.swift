/// Why the program's own files could not be found.
public enum ProgramFolderError: Error, Sendable, Equatable, CustomStringConvertible {
    case notAFolder(variable: String, path: String)
    case notFound(start: String)

    /// A stable name for programs.
    public var code: String { "program-files-missing" }

    public var description: String {
        switch self {
        case .notAFolder(let variable, let path):
            "\(variable) is \(path), which is no folder. Set it to the folder Web of Tessera's sources."
        case .notFound(let start):
            "The pages were not found from \(start) upward. Set TESSERA_WEB to the folder Web of Tessera's sources."
        }
    }
}
