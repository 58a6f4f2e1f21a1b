import Foundation
import Imaging
import Testing

@Suite("Thumbnails are small PNGs of what is seen")
struct ThumbnailTests {
    @Test("of every format", arguments: GoldenPicture.names)
    func everyFormat(name: String) throws {
        let bytes = GoldenPicture.bytes(name)
        let thumbnail = try Thumbnail.encode(bytes, side: 12)
        let header = try PictureDecoder.header(of: thumbnail)
        #expect(header == PictureHeader(format: .png, width: 12, height: 8))
        let unshrunk = try PictureDecoder.decode(Thumbnail.encode(bytes, side: 500))
        let original = try PictureDecoder.decode(bytes)
        #expect(unshrunk == original)
    }

    @Test("PNG written is PNG read, grey and colour, at every level")
    func roundTrip() throws {
        for channels in [1, 3] {
            for (width, height) in [(1, 1), (7, 3), (64, 64), (300, 5), (2, 260)] {
                let pixels = (0..<(width * height * channels)).map { UInt8(truncatingIfNeeded: $0 &* 37 ^ $0 >> 3) }
                let picture = Picture(width: width, height: height, channels: channels, pixels: pixels)
                for level in [0, 1, 6, 9, 12] {
                    let again = try PictureDecoder.decode(PNGEncoder.encode(picture, level: level))
                    #expect(again == picture)
                }
            }
        }
    }

    @Test("the same bytes from many threads at once, good and bad files mixed")
    func threads() async throws {
        let names = GoldenPicture.names
        let alone = names.map { try? Thumbnail.encode(GoldenPicture.bytes($0), side: 9) }
        let cut = names.map { failure(Array(GoldenPicture.bytes($0).dropLast(60))) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    for (index, name) in names.enumerated() {
                        let bytes = GoldenPicture.bytes(name)
                        let thumbnail = try Thumbnail.encode(bytes, side: 9)
                        #expect(thumbnail == alone[index])
                        // The reason, too, is that of this file and not of another thread's.
                        #expect(failure(Array(bytes.dropLast(60))) == cut[index])
                    }
                }
            }
            try await group.waitForAll()
        }
    }
}
