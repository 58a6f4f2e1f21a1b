import Foundation
import Imaging
import Testing

@Suite("Pictures are resized as the reference resizes them")
struct ResizeTests {
    struct Golden: Decodable {
        struct Source: Decodable {
            let width: Int, height: Int, channels: Int
            let pixels: Data
        }
        struct Case: Decodable {
            let source: Int
            let filter: ResizeFilter
            let width: Int, height: Int
            let pixels: Data
        }
        let sources: [Source]
        let cases: [Case]

        static let shared: Golden = {
            let json = try! Data(contentsOf: GoldenPicture.folder.appending(path: "resize.json"))
            return try! JSONDecoder().decode(Golden.self, from: json)
        }()
    }

    @Test("within one level of Pillow and numpy", arguments: ResizeFilter.allCases)
    func golden(filter: ResizeFilter) throws {
        let cases = Golden.shared.cases.filter { $0.filter == filter }
        #expect(cases.count == 12)
        for expected in cases {
            let source = Golden.shared.sources[expected.source]
            let picture = Picture(
                width: source.width, height: source.height, channels: source.channels, pixels: [UInt8](source.pixels))
            let resized = picture.resized(width: expected.width, height: expected.height, filter: filter)
            let difference = try #require(greatestDifference(resized, expected.pixels))
            #expect(difference <= 1, "\(expected.source) to \(expected.width) × \(expected.height)")
        }
    }

    @Test("one brightness stays that brightness, whatever the size", arguments: ResizeFilter.allCases)
    func constant(filter: ResizeFilter) {
        for value: UInt8 in [0, 1, 127, 254, 255] {
            for (width, height) in [(1, 1), (3, 50), (64, 64), (7, 2)] {
                let resized = Picture(width: 13, height: 21, filledWith: [value])
                    .resized(width: width, height: height, filter: filter)
                #expect(resized.pixels.allSatisfy { $0 == value })
            }
        }
    }

    @Test("the mean survives halving by area")
    func areaMean() {
        let pixels = (0..<64).map { UInt8($0 * 4) }
        let half = Picture(width: 8, height: 8, channels: 1, pixels: pixels).resized(width: 4, height: 4)
        // Means of 2 × 2 blocks, worked out by hand: rows 32 apart, columns 4.
        #expect(half.pixels.prefix(4) == [18, 26, 34, 42])
    }

    @Test("a thumbnail is never larger than its picture, and keeps its proportions")
    func fitting() {
        let picture = Picture(width: 300, height: 200)
        #expect(picture.fitted(within: 150).width == 150 && picture.fitted(within: 150).height == 100)
        #expect(picture.fitted(within: 300) == picture && picture.fitted(within: 4_000) == picture)
        let sliver = Picture(width: 1_000, height: 2).fitted(within: 10)
        #expect(sliver.width == 10 && sliver.height == 1)
    }
}
