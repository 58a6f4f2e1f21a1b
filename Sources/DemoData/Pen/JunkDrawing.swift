import Foundation
import Matrices

/// What turns up among the numerals and is none: scribbles, crossed-out attempts, other letters, ticks, faces.
enum JunkDrawing {
    static func draw(by writer: Writer, random start: SeededRandom) -> Drawing {
        var random = start
        switch random.pick(weights: [3, 3, 5, 1, 1]) {
        case 0: return scribble(writer, &random)
        case 1: return crossedOut(writer, &random)
        case 2: return otherSign(writer, &random)
        case 3: return face(writer, &random)
        default: return bareLine(writer, &random)
        }
    }

    private static func scribble(_ writer: Writer, _ random: inout SeededRandom) -> Drawing {
        let span = random.between(0.7, 1.4)
        let turns = Int(random.between(7, 16))
        let path = (0...turns).map { turn in
            SIMD2(
                span * Double(turn) / Double(turns) + random.normal() * 0.08,
                turn % 2 == 0 ? random.between(0, 0.3) : random.between(0.7, 1))
        }
        return Drawing(strokes: [Stroke(through: path, width: writer.penWidth, by: writer, random: &random)])
    }

    private static func crossedOut(_ writer: Writer, _ random: inout SeededRandom) -> Drawing {
        var drawing = NumeralDrawing.draw(random.pick(Numeral.allCases), by: writer, random: random)
        let (low, high) = drawing.bounds
        let lines = Int(random.between(3, 8))
        for line in 0..<lines {
            let y = low.y + (high.y - low.y) * (Double(line) + 0.5) / Double(lines)
            let path = [
                SIMD2(low.x - random.between(0, 0.2), y + random.normal() * 0.15),
                SIMD2((low.x + high.x) / 2, y + random.normal() * 0.05),
                SIMD2(high.x + random.between(0, 0.2), y + random.normal() * 0.2),
            ]
            drawing.strokes.append(Stroke(through: path, width: writer.penWidth, by: writer, random: &random))
        }
        return drawing
    }

    /// Letters, digits and signs that are no Roman numeral up to ten, corner by corner in a unit square.
    private static let signs: [[[SIMD2<Double>]]] = [
        [[[0, 1], [0.35, 0], [0.7, 1]], [[0.15, 0.6], [0.58, 0.6]]],
        [[[0, 1], [0.05, 0], [0.4, 0.6], [0.75, 0], [0.8, 1]]],
        [[[0, 1], [0.02, 0], [0.6, 1], [0.62, 0]]],
        [[[0, 0], [0.2, 1], [0.4, 0.35], [0.6, 1], [0.8, 0]]],
        [[[0, 0], [0.6, 0], [0, 1], [0.6, 1]]],
        [[[0.45, 0], [0, 0.65], [0.65, 0.65]], [[0.45, 0.3], [0.42, 1]]],
        [[[0, 0], [0.55, 0], [0.2, 1]], [[0.1, 0.5], [0.5, 0.5]]],
        [[[0, 0], [0, 1]], [[0.5, 0], [0, 0.55], [0.55, 1]]],
        [[[0, 0], [0, 1], [0.5, 1]]],
        [[[0, 0.6], [0.2, 1], [0.7, 0]]],
        [[[0.35, 0], [0.35, 1]], [[0, 0.5], [0.7, 0.5]]],
        [[[0, 0.25], [0.7, 0.25]], [[0, 0.7], [0.7, 0.7]], [[0.25, 0], [0.2, 1]], [[0.55, 0], [0.5, 1]]],
    ]

    private static func otherSign(_ writer: Writer, _ random: inout SeededRandom) -> Drawing {
        let strokes = random.pick(signs).map { path in
            Stroke(through: path, smooth: false, width: writer.penWidth, by: writer, random: &random)
        }
        return Drawing(strokes: strokes)
    }

    private static func face(_ writer: Writer, _ random: inout SeededRandom) -> Drawing {
        func arc(_ centre: SIMD2<Double>, _ radius: Double, from: Double, to: Double) -> [SIMD2<Double>] {
            (0...9).map { step in
                let angle = 2 * .pi * (from + (to - from) * Double(step) / 9)
                return centre + SIMD2(cos(angle), sin(angle)) * radius
            }
        }
        let middle = SIMD2(0.5, 0.5)
        let paths = [
            arc(middle, 0.5, from: -0.25, to: 0.78), arc(middle, 0.28, from: 0.06, to: 0.44),
            arc(SIMD2(0.33, 0.35), 0.03, from: 0, to: 1), arc(SIMD2(0.67, 0.35), 0.03, from: 0, to: 1),
        ]
        let strokes = paths.map { Stroke(through: $0, width: writer.penWidth, by: writer, random: &random) }
        return Drawing(strokes: strokes)
    }

    private static func bareLine(_ writer: Writer, _ random: inout SeededRandom) -> Drawing {
        let path = [SIMD2(0, random.unit()), SIMD2(0.6, random.unit()), SIMD2(1.3, random.unit())]
        return Drawing(strokes: [Stroke(through: path, width: writer.penWidth, by: writer, random: &random)])
    }
}
