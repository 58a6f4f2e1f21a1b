import Audit
import Imaging
import Matrices
import Testing

@Suite struct ShapeFeaturesTests {
    /// Strokes on white, each from one point to another of a picture of 96 × 96, three pixels wide.
    private func sketch(_ strokes: [(Double, Double, Double, Double)], ink: UInt8 = 0) -> PictureSketch {
        var pixels = [UInt8](repeating: 255, count: 96 * 96)
        for (x, y, toX, toY) in strokes {
            for step in 0...200 {
                let share = Double(step) / 200
                let (across, down) = (Int(x + share * (toX - x)), Int(y + share * (toY - y)))
                for place in -1...1 where (0..<96).contains(across + place) { pixels[down * 96 + across + place] = ink }
            }
        }
        return PictureSketch(Picture(width: 96, height: 96, channels: 1, pixels: pixels))
    }

    private func likeness(_ one: PictureSketch, _ other: PictureSketch) -> Float {
        let found = ShapeFeatures.of([one, other])
        func product(_ a: Int, _ b: Int) -> Float { zip(found.row(a), found.row(b)).reduce(0) { $0 + $1.0 * $1.1 } }
        return product(0, 1) / (product(0, 0) * product(1, 1)).squareRoot()
    }

    private let four = [(10.0, 10.0, 10.0, 80.0), (40.0, 10.0, 60.0, 80.0), (60.0, 80.0, 80.0, 10.0)]
    private let six = [(10.0, 10.0, 30.0, 80.0), (30.0, 80.0, 50.0, 10.0), (80.0, 10.0, 80.0, 80.0)]

    @Test func theOrderOfStrokesTellsAFourFromASix() {
        let moved = four.map { ($0.0 + 3, $0.1 + 5, $0.2 + 4, $0.3 + 5) }
        #expect(likeness(sketch(four), sketch(moved)) > 0.85)
        #expect(likeness(sketch(four), sketch(six)) < 0.7)
    }

    @Test func fainterInkIsTheSameShape() {
        #expect(likeness(sketch(four), sketch(four, ink: 120)) > 0.98)
    }

    @Test func whatCannotBeReadOrIsBlankIsNothing() {
        let found = ShapeFeatures.of([nil, sketch([]), sketch(six)])
        #expect(found.rows == 3 && found.columns == ShapeFeatures.count)
        #expect(found.row(0).allSatisfy { $0 == 0 } && found.row(1).allSatisfy { $0 == 0 })
        #expect(found.row(2).contains { $0 > 0 })
    }

    @Test func threadsDoNotChangeIt() {
        let sketches = (0..<200).map { sketch([(10, Double($0 % 40) + 5, 80, 90 - Double($0 % 50))]) }
        #expect(ShapeFeatures.of(sketches, threads: 3) == ShapeFeatures.of(sketches, threads: 1))
    }
}
