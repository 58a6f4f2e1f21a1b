import Foundation
import Matrices

/// A file that a command is to write.
enum OutputFile {
    /// Whether it can be written, before the work and not after it.
    ///
    /// - Throws: `NPYError`.
    static func checkWritable(_ path: String) throws {
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
            throw NPYError(path: path, reason: .cannotWrite("it is a folder"))
        }
        let folder = (path as NSString).deletingLastPathComponent
        guard FileManager.default.isWritableFile(atPath: folder.isEmpty ? "." : folder) else {
            throw NPYError(path: path, reason: .cannotWrite("its folder is not there, or nothing may be written in it"))
        }
    }

    /// Writes a file whole or not at all, its folder too where it is not there.
    /// - Throws: `JobFailure`.
    static func write(_ data: Data, to file: URL) throws {
        do {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try data.write(to: file, options: .atomic)
        } catch {
            throw JobFailure(
                code: "not-writable",
                message: "\(file.path) cannot be written: \(error.localizedDescription). Choose another place.")
        }
    }
}
