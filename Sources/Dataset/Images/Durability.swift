#if os(Linux)
    import CLinux
#endif
import Foundation

/// Putting on disk what was written, before somebody relies on it.
package enum Durability {
    /// Makes files and their names last over a power loss: by one `syncfs` of the file system where there is one, for a
    /// thousand files cost it as much as one.
    package static func sync(_ files: [String], in folder: String) throws(SystemError) {
        guard !files.isEmpty else { return }
        #if os(Linux)
            let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            guard descriptor >= 0 else { throw SystemError() }
            defer { close(descriptor) }
            guard syncfs(descriptor) == 0 else { throw SystemError() }
        #else
            for file in files { try sync(file) }
            for parent in Set(files.map { ($0 as NSString).deletingLastPathComponent }) { try sync(parent) }
            try sync(folder)
        #endif
    }

    /// Makes one file or folder last.
    package static func sync(_ path: String) throws(SystemError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw SystemError() }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw SystemError() }
    }
}
