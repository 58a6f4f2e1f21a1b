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
}
