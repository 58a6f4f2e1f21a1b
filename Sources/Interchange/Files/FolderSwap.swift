import Dataset
import Foundation

#if os(Linux)
    import CLinux
#endif

/// Puts a finished folder in the place of another, at once.
enum FolderSwap {
    /// Moves `folder` to `place`. What is there must be an empty folder, or is moved to where `folder` was.
    ///
    /// - Returns: whether something is now where `folder` was.
    static func put(_ folder: String, at place: String, replacing: Bool) throws(SystemError) -> Bool {
        guard replacing else {
            guard rename(folder, place) == 0 else { throw SystemError() }
            return false
        }
        #if os(Linux)
            // RENAME_EXCHANGE: somebody who looks sees the old export or the new one, never none.
            if renameat2(AT_FDCWD, folder, AT_FDCWD, place, 2) == 0 { return true }
            guard [ENOSYS, EINVAL].contains(errno) else { throw SystemError() }
        #endif
        let aside = folder + ".old"
        guard rename(place, aside) == 0 else { throw SystemError() }
        guard rename(folder, place) == 0 else {
            let error = SystemError()
            rename(aside, place)
            throw error
        }
        guard rename(aside, folder) == 0 else { throw SystemError() }
        return true
    }
}
