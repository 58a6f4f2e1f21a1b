import Audit
import Imaging
import Matrices
import Testing

@Suite struct PictureChecksTests {
    @Test func eachPlantedFlawIsFoundAndTheOthersAreLeftAlone() {
        var random = SeededRandom(seed: 9)
        var measures = (0..<120).map { _ in PictureMeasures(Drawn.letter(&random)) }
        let planted: [(PictureFlaw, Picture)] = [
            (.blank, Picture(width: 80, height: 80)),
            (.wrongPolarity, Drawn.inverted(Drawn.letter(&random))),
            (.oddSize, Drawn.letter(&random, side: 400)),
            (.oddAspect, Drawn.letter(&random, side: 60, wide: 6)),
            (.noisy, Drawn.grained(Drawn.letter(&random), &random)),
            (.blurred, Drawn.blurred(Drawn.letter(&random))),
            (.tooDark, Drawn.darkened(Drawn.letter(&random))),
            (.severalObjects, Drawn.twice(Drawn.letter(&random, side: 40))),
            (.cutOff, Drawn.letter(&random).cropped(to: PixelRect(x: 24, y: 24, width: 30, height: 30))),
            (.nearlyBlank, Drawn.speck()),
        ]
        for (_, picture) in planted { measures.append(PictureMeasures(picture)) }
        let checks = PictureChecks(measures)
        #expect(checks.areDrawings)
        for (place, (flaw, _)) in planted.enumerated() {
            let found = checks.findings.filter { $0.row == 120 + place }
            #expect(found.contains { $0.flaw == flaw }, "\(flaw) is found: \(found)")
        }
        #expect(Set(checks.findings.filter { $0.row < 120 }.map(\.row)).count <= 6)
        for finding in checks.findings { #expect(finding.score >= 0.5 && finding.score <= 1) }
    }

    @Test func photographsAreNotAskedForInk() {
        var random = SeededRandom(seed: 2)
        let measures = (0..<40).map { _ in
            PictureMeasures(
                Picture(width: 64, height: 64, channels: 1, pixels: (0..<4096).map { _ in UInt8(random.unit() * 255) }))
        }
        let checks = PictureChecks(measures)
        #expect(!checks.areDrawings)
        #expect(!checks.findings.contains { $0.flaw.isOfDrawings })
    }

    @Test func unreadablePicturesAndNoPicturesAreNoTrouble() {
        #expect(PictureChecks([]).findings.isEmpty)
        #expect(PictureChecks([nil, nil]).findings.isEmpty)
        var random = SeededRandom(seed: 4)
        let checks = PictureChecks([
            nil, PictureMeasures(Picture(width: 9, height: 9)), PictureMeasures(Drawn.letter(&random)),
        ])
        #expect(checks.findings.contains { $0.row == 1 && $0.flaw == .blank })
    }

    @Test func aLongTailOnOneSideLeavesTheOtherSideItsLimit() {
        let numbers = (0..<200).map { Double($0 % 10) * 0.01 } + [5, 6, 7, -0.4]
        let limits = RobustLimits(numbers, least: 0.1)
        #expect(limits.low > -0.4 && limits.low < 0)
        #expect(limits.high < 5)
    }

    @Test func theHashIsThatOfImagehash() throws {
        for golden in try SciencesGolden.load().hashes {
            let picture = Picture(width: golden.width, height: golden.height, channels: 1, pixels: golden.pixels)
            let theirs = golden.bits.enumerated().reduce(UInt64(0)) { $1.element ? $0 | 1 << UInt64($1.offset) : $0 }
            // Rounding of the stretched picture may tip a wave that is nearly the median.
            #expect(PerceptualHash(picture).distance(to: PerceptualHash(bits: theirs)) <= 2)
        }
    }
}

/// Small drawings: dark strokes on light paper.
enum Drawn {
    static func letter(_ random: inout SeededRandom, side: Int = 80, wide: Int = 1) -> Picture {
        let width = side * wide
        var pixels = [UInt8](repeating: 250, count: width * side)
        let pen = max(2, side / 20)
        for _ in 0..<3 {
            let x = Int(Double(width) * (0.25 + 0.4 * random.unit()))
            let lean = random.unit() - 0.5
            for y in (side / 4)..<(3 * side / 4) {
                let from = x + Int(lean * Double(y - side / 4) * 0.4)
                for column in max(0, from)..<min(width, from + pen) { pixels[y * width + column] = 20 }
            }
        }
        // A bar holds the strokes together.
        for y in (side / 2)..<(side / 2 + pen) {
            for x in (width / 4)..<(3 * width / 4) { pixels[y * width + x] = 20 }
        }
        return Picture(width: width, height: side, channels: 1, pixels: pixels)
    }

    static func inverted(_ picture: Picture) -> Picture { mapped(picture) { 255 - $0 } }
    static func darkened(_ picture: Picture) -> Picture { mapped(picture) { $0 / 5 } }

    static func grained(_ picture: Picture, _ random: inout SeededRandom) -> Picture {
        var pixels = picture.pixels
        for index in pixels.indices {
            pixels[index] = UInt8(min(255, max(0, Double(pixels[index]) - 30 + random.normal() * 25)))
        }
        return Picture(width: picture.width, height: picture.height, channels: 1, pixels: pixels)
    }

    static func blurred(_ picture: Picture) -> Picture {
        picture.resized(width: picture.width / 10, height: picture.height / 10, filter: .area)
            .resized(width: picture.width, height: picture.height, filter: .bilinear)
    }

    static func twice(_ picture: Picture) -> Picture {
        let (width, height) = (picture.width, picture.height)
        var pixels = [UInt8](repeating: 250, count: 4 * width * height)
        for y in 0..<height {
            for x in 0..<width {
                pixels[y * 4 * width + x] = picture.pixels[y * width + x]
                pixels[y * 4 * width + 3 * width + x] = picture.pixels[y * width + x]
            }
        }
        return Picture(width: 4 * width, height: height, channels: 1, pixels: pixels)
    }

    static func speck() -> Picture {
        var pixels = [UInt8](repeating: 250, count: 80 * 80)
        for y in 40..<43 { for x in 40..<43 { pixels[y * 80 + x] = 20 } }
        return Picture(width: 80, height: 80, channels: 1, pixels: pixels)
    }

    private static func mapped(_ picture: Picture, _ body: (UInt8) -> UInt8) -> Picture {
        Picture(width: picture.width, height: picture.height, channels: 1, pixels: picture.pixels.map(body))
    }
}
