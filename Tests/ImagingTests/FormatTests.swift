import Foundation
import Imaging
import Testing

@Suite("Every format is read as Pillow reads it")
struct FormatTests {
    @Test("its pixels", arguments: GoldenPicture.names)
    func pixels(name: String) throws {
        let golden = try #require(GoldenPicture.all[name])
        let picture = try PictureDecoder.decode(GoldenPicture.bytes(name))
        #expect(picture.width == golden.width && picture.height == golden.height)
        #expect(picture.channels == golden.channels)
        let difference = try #require(greatestDifference(picture, golden.pixels))
        #expect(difference <= golden.tolerance)
    }

    @Test("its size and frames, without decoding", arguments: GoldenPicture.names)
    func header(name: String) throws {
        let golden = try #require(GoldenPicture.all[name])
        let header = try PictureDecoder.header(of: GoldenPicture.bytes(name))
        #expect(
            header
                == PictureHeader(
                    format: golden.format, width: golden.width, height: golden.height, frames: golden.frames))
    }

    @Test("all eight EXIF orientations show the same picture")
    func orientations() throws {
        let upright = try PictureDecoder.decode(GoldenPicture.bytes("orientation-1.jpg"))
        for value in 2...8 {
            let turned = try PictureDecoder.decode(GoldenPicture.bytes("orientation-\(value).jpg"))
            let difference = try #require(greatestDifference(turned, upright.pixels))
            #expect(difference <= 6, "orientation \(value)")
        }
    }

    @Test("the format is told by the bytes, whatever the name", arguments: GoldenPicture.names)
    func sniffing(name: String) {
        #expect(PictureFormat.sniff(GoldenPicture.bytes(name)) == GoldenPicture.all[name]?.format)
    }

    @Test("media types are those of the web")
    func mediaTypes() {
        #expect(
            PictureFormat.allCases.map(\.mediaType)
                == ["image/png", "image/jpeg", "image/webp", "image/tiff", "image/gif"])
    }

    @Test("decoding smaller keeps at least the pixels asked for, and nearly the colours")
    func shrinkOnLoad() throws {
        let large = Picture(width: 640, height: 400, filledWith: [200, 60, 30])
        let bytes = try JPEGEncoder.encode(large, quality: 90)
        for side in [1, 50, 80, 81, 200, 320, 500, 640, 2_000] {
            let picture = try PictureDecoder.decode(bytes, atLeast: side)
            #expect(max(picture.width, picture.height) >= min(side, 640))
            let difference = try #require(picture.pixels.prefix(3).elementsEqual([200, 60, 30]) ? 0 : closest(picture))
            #expect(difference <= 4)
        }
    }

    private func closest(_ picture: Picture) -> Int? {
        zip(picture.pixels.prefix(3), [200, 60, 30]).map { abs(Int($0) - $1) }.max()
    }
}
