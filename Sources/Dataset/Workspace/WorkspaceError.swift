public import Foundation

/// Why a workspace cannot be made, opened or read.
public enum WorkspaceError: Error, Sendable, Equatable {
    /// None was named, and none was found from this folder upward.
    case notFound(URL)
    /// Several are equally near.
    case ambiguous([URL])
    case notAWorkspace(URL)
    case alreadyExists(URL)
    case folderNotEmpty(URL)
    /// Written by a later Tessera.
    case newerFormat(URL)
    case notWritable(URL, why: String)
    /// An image that the database names is not in the store, or not what it was.
    case damagedImage(digest: String, why: String)
    case damagedFile(String, why: String)
}

extension WorkspaceError: CustomStringConvertible {
    /// A stable word for programs.
    public var code: String {
        switch self {
        case .notFound: "workspace-not-found"
        case .ambiguous: "workspace-ambiguous"
        case .notAWorkspace: "not-a-workspace"
        case .alreadyExists: "workspace-exists"
        case .folderNotEmpty: "folder-not-empty"
        case .newerFormat: "newer-format"
        case .notWritable: "not-writable"
        case .damagedImage: "damaged-image"
        case .damagedFile: "damaged-file"
        }
    }

    public var description: String {
        switch self {
        case .notFound(let folder):
            "There is no workspace at or above \(folder.path). Make one with `tessera import DIR -w NAME.tessera`, "
                + "or name one with -w."
        case .ambiguous(let found):
            "There are several workspaces here (\(found.map(\.lastPathComponent).joined(separator: ", "))). "
                + "Name one with -w."
        case .notAWorkspace(let folder): "\(folder.path) is not a workspace of Tessera. Name another with -w."
        case .alreadyExists(let folder):
            "There is a workspace at \(folder.path) already. Open it, or choose another name."
        case .folderNotEmpty(let folder):
            "\(folder.path) is not empty and is not a workspace. Choose a folder that does not exist yet."
        case .newerFormat(let folder):
            "The workspace \(folder.path) was written by a newer Tessera. Update this one to open it."
        case .notWritable(let folder, let why): "\(folder.path) cannot be written: \(why)."
        case .damagedImage(let digest, let why):
            "The image \(digest) is damaged: \(why). Import the folder that it came from again, or restore a backup."
        case .damagedFile(let name, let why): "The file \(name) is damaged: \(why)."
        }
    }
}
