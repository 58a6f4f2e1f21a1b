import Foundation
import Imaging

/// The fixtures of `Benchmarks/reference/imaging_golden.py`.
struct GoldenPicture: Decodable {
    let format: PictureFormat
    let width: Int
    let height: Int
    let channels: Int
    let frames: Int
    /// Levels that a pixel may be off: 0 where the format loses nothing.
    let tolerance: Int
    let pixels: Data

    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")

    static let all: [String: GoldenPicture] = {
        let json = try! Data(contentsOf: folder.appending(path: "formats.json"))
        return try! JSONDecoder().decode([String: GoldenPicture].self, from: json)
    }()

    static let names = all.keys.sorted()

    static func bytes(_ name: String) -> [UInt8] {
        try! [UInt8](Data(contentsOf: folder.appending(path: "formats").appending(path: name)))
    }
}

/// The greatest difference of two pixels; nil where the sizes differ.
func greatestDifference(_ picture: Picture, _ expected: some Collection<UInt8>) -> Int? {
    guard picture.pixels.count == expected.count else { return nil }
    return zip(picture.pixels, expected).map { abs(Int($0) - Int($1)) }.max()
}

/// What decoding said, for comparing with `==`.
func failure(_ bytes: [UInt8], limits: PictureLimits = .standard) -> PictureError? {
    do {
        _ = try PictureDecoder.decode(bytes, limits: limits)
        return nil
    } catch {
        return error
    }
}
