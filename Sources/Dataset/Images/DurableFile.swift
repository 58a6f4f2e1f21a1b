import Foundation

/// Writing a file so that it is either the old one or the whole new one, whatever happens meanwhile.
package enum DurableFile {
    /// Into a temporary file beside it, `fsync`, rename, `fsync` of the folder.
    package static func write(_ bytes: [UInt8], to path: String) throws(SystemError) {
        let temporary = "\(path).\(getpid()).\(UInt32.random(in: 0 ... .max)).part"
        try WholeFile.write(bytes, to: temporary)
        do throws(SystemError) {
            try Durability.sync(temporary)
            guard rename(temporary, path) == 0 else { throw SystemError() }
        } catch {
            unlink(temporary)
            throw error
        }
        try Durability.sync((path as NSString).deletingLastPathComponent)
    }
}
