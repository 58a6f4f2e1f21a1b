import FixedModel
import Imaging
import Testing

@Suite("Pictures reach the fixed model as the competition's reached it")
struct PreparedImagesTests {
    @Test("a picture of the right size is taken as it is, grey in three colours")
    func sameSize() {
        let grey = Picture(width: 8, height: 8, channels: 1, pixels: (0..<64).map { UInt8($0) })
        let prepared = PreparedImages([grey], side: 8)
        #expect(prepared.count == 1 && prepared.stride == 192)
        #expect(prepared.values == (0..<64).flatMap { [Float($0), Float($0), Float($0)] })
    }

    @Test("halving looks at the four pixels around the centre, and no further")
    func halving() {
        let pixels = (0..<16 * 16).map { UInt8($0 % 251) }
        let prepared = PreparedImages([Picture(width: 16, height: 16, channels: 1, pixels: pixels)], side: 4)
        // The centre of the first of four results is at 1.5, 1.5.
        let mean = (17 + 18 + 33 + 34) / 4 as Float
        #expect(prepared.values[0] == mean)
    }

    @Test("the same numbers for any number of threads, and the first error whoever is quicker")
    func threads() throws {
        struct Broken: Error, Equatable { let index: Int }
        @Sendable func picture(_ index: Int) -> Picture {
            Picture(width: 9 + index % 5, height: 7, filledWith: [UInt8(index), 3, 200])
        }
        let one = try PreparedImages(count: 60, side: 8, threads: 1) { picture($0) }
        #expect(try PreparedImages(count: 60, side: 8, threads: 3) { picture($0) } == one)
        #expect(PreparedImages((0..<60).map(picture), side: 8, threads: 2) == one)
        #expect(one.selecting([3, 59]) == PreparedImages([picture(3), picture(59)], side: 8))
        for threads in 1...3 {
            #expect(throws: Broken(index: 21)) {
                try PreparedImages(count: 60, side: 8, threads: threads) { index in
                    if index >= 21 { throw Broken(index: index) }
                    return picture(index)
                }
            }
        }
    }

    @Test("settings out of range are named")
    func settings() throws {
        try FixedModelSettings.competition.validate()
        #expect(throws: FixedModelError.badSetting("batch", "is between 1 and 256")) {
            try FixedModelSettings(batch: 0).validate()
        }
        #expect(throws: FixedModelError.badSetting("learningRate", "is above 0 and at most 1")) {
            try FixedModelSettings(learningRate: .nan).validate()
        }
    }
}
