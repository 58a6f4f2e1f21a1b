import Foundation
import Imaging
import Testing

/// The competition's pictures, where they are at hand.
enum RealData {
    static let folder: URL? = {
        let beside = URL(filePath: #filePath).appending(path: "../../../../shared/data/roman-numerals").standardized
        let named = ProcessInfo.processInfo.environment["TESSERA_REAL_DATA"].map { URL(filePath: $0) }
        return [named, beside].compactMap { $0 }.first { FileManager.default.fileExists(atPath: $0.path) }
    }()
}

@Suite("The competition's pictures", .enabled(if: RealData.folder != nil, "the real data is not on this machine"))
struct RealDataTests {
    @Test("all are read, and all but the blank one have ink")
    func all() throws {
        let folder = try #require(RealData.folder)
        var pictures = 0, blank = 0
        for case let url as URL in try #require(
            FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
        where url.pathExtension == "png" {
            let picture = try PictureDecoder.decode([UInt8](Data(contentsOf: url)))
            pictures += 1
            if picture.inkBox() == nil { blank += 1 }
        }
        #expect(pictures == 2_932)
        #expect(blank <= 3)
    }
}
