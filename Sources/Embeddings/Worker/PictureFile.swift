import Foundation
import Imaging

/// The bytes of a picture file that somebody named: a plain file within the limits, or the reason why not.
enum PictureFile {
    struct Unreadable: Error, CustomStringConvertible {
        let description: String
    }

    static func read(_ path: String, limits: PictureLimits) throws -> [UInt8] {
        let url = URL(fileURLWithPath: path)
        let size: Int
        do {
            let values = try FileManager.default.attributesOfItem(atPath: url.resolvingSymlinksInPath().path)
            guard values[.type] as? FileAttributeType == .typeRegular else {
                throw Unreadable(description: "It is not a plain file.")
            }
            size = (values[.size] as? NSNumber)?.intValue ?? 0
        } catch let error as Unreadable {
            throw error
        } catch {
            throw Unreadable(description: "The file can't be read: \(error.localizedDescription)")
        }
        guard size <= limits.maxBytes else { throw PictureError.tooManyBytes(size, limit: limits.maxBytes) }
        do {
            return try [UInt8](Data(contentsOf: url))
        } catch {
            throw Unreadable(description: "The file can't be read: \(error.localizedDescription)")
        }
    }
}
