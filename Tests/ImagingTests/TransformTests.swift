import Foundation
import Imaging
import Matrices
import Testing

@Suite("Transforms")
struct TransformTests {
    private let letter = Letters.draw("v")

    @Test(
        "A mirrored picture mirrored again is the picture, to the last pixel",
        arguments: [TransformKind.mirrorHorizontal, .mirrorVertical])
    func mirrorTwice(kind: TransformKind) {
        let once = letter.applying([TransformStep(kind)])
        #expect(once != letter)
        #expect(once.applying([TransformStep(kind)]) == letter)
    }

    @Test("Left-right moves what is on the left to the right, and top-down what is above to below")
    func mirrorWays() throws {
        let box = try #require(InkMap(letter).box)
        let across = try #require(InkMap(letter.applying([TransformStep(.mirrorHorizontal)])).box)
        #expect(across.x == letter.width - box.x - box.width && across.y == box.y)
        // The two arms of a v are far apart at the top; upside down at the foot.
        let turned = letter.applying([TransformStep(.mirrorVertical)])
        let row = { (picture: Picture, y: Int) in
            (0..<picture.width).filter { picture.pixels[y * picture.width + $0] < 128 }
        }
        let top = row(letter, 30), foot = row(turned, letter.height - 1 - 30)
        #expect(top == foot)
    }

    @Test("The same step gives the same bytes, another seed others", arguments: TransformKind.allCases)
    func deterministic(kind: TransformKind) throws {
        var random = SeededRandom(seed: 9)
        let step = try #require(TransformRange(kind).draw(using: &random))
        #expect(letter.applying([step]) == letter.applying([step]))
        let chance: Set<TransformKind> = [.perspective, .elastic, .noise]
        if chance.contains(kind) {
            let other = TransformStep(kind, values: step.values, seed: step.seed &+ 1)
            #expect(letter.applying([other]) != letter.applying([step]))
        }
    }

    @Test("Nothing that is drawn is cut off: the sheet grows where ink would leave it")
    func keepsInk() throws {
        let ink = letter.darkPixels
        let steps = [
            TransformStep(.rotate, values: ["degrees": 40]), TransformStep(.shear, values: ["degrees": 30]),
            TransformStep(.shift, values: ["x": 0.5, "y": -0.5]),
            TransformStep(.perspective, values: ["strength": 0.1]),
        ]
        for step in steps {
            let moved = letter.applying([step])
            #expect(Double(abs(moved.darkPixels - ink)) < 0.25 * Double(ink), "\(step.kind)")
        }
        let larger = letter.applying([TransformStep(.zoom, values: ["factor": 2])])
        #expect(Double(larger.darkPixels) > 3 * Double(ink))
        #expect(letter.applying([TransformStep(.crop, values: ["share": 0.45], seed: 5)]).darkPixels == ink)
    }

    @Test("What comes in at the edges is the picture's own paper, dark or light")
    func paperAtTheEdges() {
        for (ink, paper) in [(UInt8(30), UInt8(215)), (UInt8(230), UInt8(40))] {
            let picture = Letters.draw("i", ink: ink, paper: paper)
            let turned = picture.applying([TransformStep(.rotate, values: ["degrees": 30])])
            for corner in [0, turned.width - 1, turned.width * (turned.height - 1), turned.pixels.count - 1] {
                #expect(abs(Int(turned.pixels[corner]) - Int(paper)) <= 3)
            }
        }
    }

    @Test("A rotation by a right angle turns what lies into what stands, clockwise")
    func rotatesClockwise() throws {
        // A dot on the right of the middle goes below it.
        var pixels = [UInt8](repeating: 250, count: 101 * 101)
        for y in 48...52 { for x in 80...84 { pixels[y * 101 + x] = 10 } }
        let dot = Picture(width: 101, height: 101, channels: 1, pixels: pixels)
        let turned = dot.applying([TransformStep(.rotate, values: ["degrees": 90])])
        let box = try #require(InkMap(turned).box)
        #expect(abs(box.x + box.width / 2 - 50) <= 1 && abs(box.y + box.height / 2 - 82) <= 1)
    }

    @Test("Neighbouring moves are done at once: there and back again is nearly the picture")
    func fused() {
        let back = letter.applying([
            TransformStep(.rotate, values: ["degrees": 17]), TransformStep(.rotate, values: ["degrees": -17]),
        ])
        #expect(back.width == letter.width && back.height == letter.height)
        let worst = zip(back.pixels, letter.pixels).map { abs(Int($0) - Int($1)) }.max() ?? 255
        #expect(worst <= 1)
    }

    @Test("Strokes become thicker and thinner, whatever the ink")
    func thickness() {
        for (ink, paper) in [(UInt8(30), UInt8(240)), (UInt8(230), UInt8(20))] {
            let picture = Letters.draw("v", ink: ink, paper: paper)
            let area = InkMap(picture).area
            #expect(InkMap(picture.applying([TransformStep(.dilate, values: ["amount": 1])])).area > area * 5 / 4)
            #expect(InkMap(picture.applying([TransformStep(.erode, values: ["amount": 0.6])])).area < area * 9 / 10)
        }
    }

    @Test("Colour stays colour")
    func colour() {
        let picture = letter.rgb()
        for kind in TransformKind.allCases { #expect(picture.applying([TransformStep(kind)]).channels == 3, "\(kind)") }
    }

    @Test("A recipe's range reads as it writes, and what it cannot mean is refused")
    func json() throws {
        let range = TransformRange(.shift, probability: 0.5, ranges: ["x": -0.1...0.2])
        let decoder = JSONDecoder()
        #expect(try decoder.decode(TransformRange.self, from: JSONEncoder().encode(range)) == range)
        for text in [
            #"{"kind":"fly"}"#, #"{"kind":"rotate","degrees":[10,-10]}"#, #"{"kind":"rotate","degrees":[0,400]}"#,
            #"{"kind":"rotate","speed":[1,2]}"#, #"{"kind":"rotate","probability":2}"#,
        ] {
            #expect(throws: DecodingError.self, "\(text)") {
                try decoder.decode(TransformRange.self, from: Data(text.utf8))
            }
        }
        let one = try decoder.decode(TransformRange.self, from: Data(#"{"kind":"rotate","degrees":5}"#.utf8))
        #expect(one.ranges["degrees"] == 5...5)
    }
}
