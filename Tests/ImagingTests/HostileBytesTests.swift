import Foundation
import Imaging
import Testing

@Suite("Bytes that are no good picture are refused with a reason")
struct HostileBytesTests {
    @Test("an empty file")
    func empty() {
        #expect(failure([]) == .empty)
    }

    @Test("text that is named like a picture, and other things that are none")
    func notImages() {
        for text in [
            "Not a picture.", "<svg xmlns='http://www.w3.org/2000/svg'/>", "%PDF-1.7", "\u{89}PN", "RIFF", "GIF",
        ] {
            #expect(failure(Array(text.utf8)) == .notAnImage)
        }
        #expect(failure([0xFF, 0xD8]) == .notAnImage)
        #expect(failure([UInt8](repeating: 0, count: 5_000)) == .notAnImage)
    }

    @Test("a PNG that claims 50,000 × 50,000 pixels, before it is decoded")
    func bomb() {
        let bytes = PNGBytes.signature + PNGBytes.header(width: 50_000, height: 50_000) + PNGBytes.chunk("IEND", [])
        #expect(failure(bytes) == .tooManyPixels(2_500_000_000, limit: 100_000_000))
        #expect(throws: PictureError.tooManyPixels(2_500_000_000, limit: 100_000_000)) {
            try PictureDecoder.header(of: bytes)
        }
    }

    @Test("sizes whose product overflows, or that are zero")
    func impossibleSizes() {
        let overflow = PNGBytes.signature + PNGBytes.header(width: .max, height: .max)
        #expect(failure(overflow)?.code == "too-many-pixels")
        let zero = PNGBytes.signature + PNGBytes.header(width: 0, height: 20) + PNGBytes.chunk("IEND", [])
        #expect(failure(zero)?.code == "undecodable")
        var gif = GoldenPicture.bytes("still.gif")
        gif[6] = 0
        gif[7] = 0
        #expect(failure(gif)?.code == "undecodable")
    }

    @Test("one pixel more than allowed, in every format", arguments: GoldenPicture.names)
    func pixelLimit(name: String) throws {
        let bytes = GoldenPicture.bytes(name)
        #expect(failure(bytes, limits: PictureLimits(maxPixels: 24 * 16)) == nil)
        #expect(
            failure(bytes, limits: PictureLimits(maxPixels: 24 * 16 - 1)) == .tooManyPixels(384, limit: 383))
    }

    @Test("one byte more than allowed")
    func byteLimit() {
        let bytes = GoldenPicture.bytes("colour.png")
        #expect(failure(bytes, limits: PictureLimits(maxBytes: bytes.count)) == nil)
        let limit = bytes.count - 1
        #expect(failure(bytes, limits: PictureLimits(maxBytes: limit)) == .tooManyBytes(bytes.count, limit: limit))
    }

    @Test("a TIFF whose one tile is larger than allowed")
    func tiledBomb() {
        // Little-endian: width 4, height 4, tile 60000 × 60000.
        var bytes: [UInt8] = [0x49, 0x49, 42, 0, 8, 0, 0, 0, 4, 0]
        for (tag, value) in [(256, 4), (257, 4), (322, 60_000), (323, 60_000)] {
            bytes += [UInt8(tag & 255), UInt8(tag >> 8), 4, 0, 1, 0, 0, 0]
            bytes += [UInt8(value & 255), UInt8(value >> 8), 0, 0]
        }
        #expect(failure(bytes + [0, 0, 0, 0])?.code == "too-many-pixels")
    }

    @Test("a progressive JPEG of a thousand passes, each of which would cost as much as the picture")
    func manyPasses() throws {
        let good = GoldenPicture.bytes("progressive.jpg")
        let last = try #require(good.indices.dropLast().last { good[$0] == 0xFF && good[$0 + 1] == 0xDA })
        let pass = good[last..<(good.count - 2)]
        var bytes = Array(good.dropLast(2))
        for _ in 0..<1_000 { bytes += pass }
        #expect(failure(bytes + [0xFF, 0xD9])?.code == "undecodable")
    }

    @Test("a checksum that does not fit")
    func badChecksum() throws {
        let good = GoldenPicture.bytes("colour.png")
        for kind in ["IHDR", "IDAT"] {
            let chunk = try #require(PNGBytes.chunks(of: good).first { $0.kind == kind })
            var bad = good
            bad[chunk.range.upperBound - 1] ^= 0x55
            #expect(failure(bad)?.code == "undecodable", "\(kind)")
        }
    }

    @Test("pictures cut off in the middle say so", arguments: GoldenPicture.names)
    func cutInHalf(name: String) throws {
        let bytes = GoldenPicture.bytes(name)
        // The second and third frame of these lie in the second half, and only the first is looked at.
        guard !name.hasPrefix("animated"), !name.hasPrefix("pages") else { return }
        let half = Array(bytes.prefix(bytes.count / 2))
        #expect(failure(half)?.code == "truncated")
    }

    @Test("a JPEG whose scan is cut off is not filled up with grey")
    func truncatedScan() throws {
        let picture = Picture(width: 300, height: 200, filledWith: [10]).paddedSquare(margin: 0.2)
        let bytes = try JPEGEncoder.encode(picture, quality: 95)
        for share in [0.5, 0.8, 0.95] {
            let cut = Array(bytes.prefix(Int(Double(bytes.count) * share)))
            #expect(failure(cut)?.code == "truncated", "\(share)")
        }
    }

    @Test("a PNG that lacks nothing but its end mark is a whole picture")
    func noEndMark() throws {
        let whole = GoldenPicture.bytes("colour.png")
        let end = try #require(PNGBytes.chunks(of: whole).last)
        let picture = try PictureDecoder.decode(Array(whole.prefix(end.range.lowerBound)))
        let expected = try PictureDecoder.decode(whole)
        #expect(picture == expected)
    }

    @Test("a picture with a page hidden behind it is that picture, and its thumbnail hides nothing")
    func polyglot() throws {
        let hidden = Array("<script>alert('hidden')</script>".utf8)
        for name in ["colour.png", "orientation-1.jpg", "still.gif", "lossless.webp"] {
            let bytes = GoldenPicture.bytes(name) + hidden
            let seen = try PictureDecoder.decode(bytes)
            let without = try PictureDecoder.decode(GoldenPicture.bytes(name))
            #expect(seen == without)
            let thumbnail = try Thumbnail.encode(bytes, side: 16)
            #expect(thumbnail.firstRange(of: hidden) == nil)
        }
        // A comment before anything else, as long as it likes: still no picture.
        #expect(failure(hidden + GoldenPicture.bytes("colour.png")) == .notAnImage)
    }

    @Test("cut off anywhere: a reason or a picture, never a crash", arguments: GoldenPicture.names)
    func everyPrefix(name: String) {
        let bytes = GoldenPicture.bytes(name)
        let golden = GoldenPicture.all[name]
        for length in 0..<bytes.count {
            _ = try? PictureDecoder.header(of: Array(bytes.prefix(length)))
        }
        for length in stride(from: 1, to: bytes.count, by: name.hasSuffix("png") ? 1 : 29) {
            let cut = Array(bytes.prefix(length))
            guard let picture = try? PictureDecoder.decode(cut) else { continue }
            #expect(picture.width == golden?.width && picture.height == golden?.height)
        }
    }

    @Test("bytes changed at random: a reason or a picture, never a crash", arguments: GoldenPicture.names)
    func randomDamage(name: String) {
        let bytes = GoldenPicture.bytes(name)
        let limits = PictureLimits(maxPixels: 1_000_000)
        var state = UInt64(bytes.count) &* 0x9E37_79B9_7F4A_7C15 | 1
        func next(_ bound: Int) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state >> 33) % bound
        }
        for _ in 0..<(name.hasSuffix("png") ? 200 : 40) {
            var damaged = bytes
            for _ in 0...next(4) { damaged[next(bytes.count)] = UInt8(next(256)) }
            if let picture = try? PictureDecoder.decode(damaged, limits: limits) {
                #expect(picture.width * picture.height <= limits.maxPixels)
            }
        }
    }

    @Test("every reason has its code and says what to do next")
    func words() {
        let all: [PictureError] = [
            .empty, .notAnImage, .truncated("x"), .tooManyPixels(2, limit: 1), .tooManyBytes(2, limit: 1),
            .undecodable("x"),
        ]
        #expect(
            all.map(\.code) == [
                "empty", "not-an-image", "truncated", "too-many-pixels", "too-many-bytes", "undecodable",
            ])
        for error in all { #expect("\(error)".hasSuffix(".")) }
    }
}
