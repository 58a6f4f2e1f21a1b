/// Why a folder cannot be imported from or exported to at all.
public enum FolderError: Error, Sendable, Equatable, CustomStringConvertible {
    case notFound(String)
    case notAFolder(String)
    case unreadable(String, why: String)
    case tooManyFiles(String, limit: Int)
    /// An export goes to a new folder or replaces an earlier export.
    case notAnExport(String)
    /// The export has a file in it that is not the export's.
    case exportHasOthers(String, String)
    case notWritable(String, why: String)

    /// A stable word for programs.
    public var code: String {
        switch self {
        case .notFound: "no-such-folder"
        case .notAFolder: "not-a-folder"
        case .unreadable: "unreadable-folder"
        case .tooManyFiles: "too-many-files"
        case .notAnExport: "not-an-export"
        case .exportHasOthers: "export-has-others"
        case .notWritable: "not-writable"
        }
    }

    public var description: String {
        switch self {
        case .notFound(let path): "There is no folder \(path). Name one that exists."
        case .notAFolder(let path): "\(path) is not a folder. Name the folder that holds the images."
        case .unreadable(let path, let why): "\(path) cannot be read: \(why)."
        case .tooManyFiles(let path, let limit):
            "\(path) holds more than \(limit) files. Import its folders one after the other."
        case .notAnExport(let path):
            "\(path) is not an export of Tessera. Choose a folder that does not exist yet, or that an earlier export made."
        case .exportHasOthers(let path, let file):
            "\(path) is an earlier export, and \(file) in it is not of it. Move that away, or export to another folder."
        case .notWritable(let path, let why): "\(path) cannot be written: \(why)."
        }
    }
}
