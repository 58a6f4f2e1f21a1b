import Foundation
import Matrices

/// Draws a numeral in a writer's hand.
struct NumeralDrawing {
    let writer: Writer
    private var random: SeededRandom
    private var drawing = Drawing()
    /// This drawing's own pen width: nobody presses alike twice.
    private let width: Double
    private var right = 0.0

    static func draw(_ numeral: Numeral, by writer: Writer, random: SeededRandom) -> Drawing {
        var hand = NumeralDrawing(writer: writer, random: random)
        hand.write(numeral)
        return hand.drawing
    }

    private init(writer: Writer, random: SeededRandom) {
        self.writer = writer
        self.random = random
        width = writer.penWidth * self.random.between(0.8, 1.25)
    }

    private mutating func write(_ numeral: Numeral) {
        let gap = writer.spacing * random.between(0.8, 1.25)
        for (index, letter) in numeral.letters.enumerated() {
            if index > 0 { right += gap * random.between(0.75, 1.3) }
            let lift = random.normal() * writer.jitter
            switch letter {
            case "i": writer.form == .lower ? lowerI(lift) : upperI(lift)
            case "v": letterV(lift)
            default: letterX(lift)
            }
        }
        if writer.form == .upperSerif, writer.joinsSerifs { joinedSerifs() }
        let lean = writer.slant + random.normal() * 0.05
        for stroke in drawing.strokes.indices {
            for point in drawing.strokes[stroke].points.indices {
                let y = drawing.strokes[stroke].points[point].y
                drawing.strokes[stroke].points[point].x += (1 - y) * lean
            }
        }
    }

    private mutating func line(_ path: [SIMD2<Double>], smooth: Bool = true, thin: Double = 1) {
        drawing.strokes.append(
            Stroke(through: path, smooth: smooth, width: width * thin, by: writer, random: &random))
    }

    /// Where the tall part of a letter begins: capitals at 0, small letters lower.
    private var top: Double { writer.form == .lower ? 0.42 : 0 }

    private mutating func upperI(_ lift: Double) {
        let x = right, bow = random.normal() * 0.03, lean = random.normal() * 0.05
        line([SIMD2(x, lift), SIMD2(x + lean / 2 + bow, 0.5 + lift), SIMD2(x + lean, 1 + lift)])
        serif(at: SIMD2(x, lift))
        serif(at: SIMD2(x + lean, 1 + lift))
    }

    private mutating func lowerI(_ lift: Double) {
        let x = right, lean = random.normal() * 0.04
        var path = [SIMD2(x, top + lift), SIMD2(x + lean / 2, 0.72 + lift), SIMD2(x + lean, 0.98 + lift)]
        if writer.curlsEnds {
            path.append(SIMD2(x + lean + 0.06, 1.02 + lift))
            path.append(SIMD2(x + lean + 0.13, 0.93 + lift))
        }
        line(path)
        dot(at: SIMD2(x + 0.02 + random.normal() * 0.04, 0.13 + random.normal() * 0.04 + lift))
    }

    private mutating func dot(at place: SIMD2<Double>) {
        switch writer.dot {
        case .point:
            line([place, place + SIMD2(0.02, 0.03)], thin: 1.25)
        case .dash:
            line([place, place + SIMD2(random.between(0.03, 0.1), random.between(0.04, 0.09))])
        case .ring:
            let radius = random.between(0.06, 0.1)
            let turns = (0...8).map { step in
                let angle = 2 * .pi * (Double(step) / 7.6 + 0.1)
                return place + SIMD2(cos(angle), sin(angle)) * radius
            }
            line(turns, thin: 0.8)
        }
    }

    private mutating func letterV(_ lift: Double) {
        let span = (writer.form == .lower ? 0.42 : 0.6) * writer.letterWidth * random.between(0.85, 1.15)
        let x = right, low = 1 + lift, high = top + lift
        let tip = x + span * random.between(0.42, 0.58)
        let end = SIMD2(x + span, high + random.normal() * 0.04)
        if writer.roundness > 0.5 {
            let depth = (low - high)
            line([
                SIMD2(x, high), SIMD2(x + span * 0.12, high + 0.65 * depth), SIMD2(tip, low),
                SIMD2(x + span * 0.86, high + 0.62 * depth), end,
            ])
        } else if random.unit() < 0.5 {
            line([SIMD2(x, high), SIMD2(tip, low), end], smooth: false)
        } else {
            line([SIMD2(x, high), SIMD2((x + tip) / 2 + 0.02, (low + high) / 2), SIMD2(tip, low)])
            line([end, SIMD2((end.x + tip) / 2, (low + high) / 2), SIMD2(tip + 0.01, low - 0.02)])
        }
        right = x + span
        serif(at: SIMD2(x, high), wide: 0.8)
        serif(at: end, wide: 0.8)
    }

    private mutating func letterX(_ lift: Double) {
        let span = (writer.form == .lower ? 0.44 : 0.58) * writer.letterWidth * random.between(0.85, 1.15)
        let x = right, low = 1 + lift, high = top + lift
        let curl = writer.curlsEnds ? 0.08 : 0
        line([
            SIMD2(x - curl, high + curl / 2), SIMD2(x + span * 0.2, high + 0.12 + curl / 2),
            SIMD2(x + span * 0.85, low - 0.1), SIMD2(x + span + curl, low - curl),
        ])
        line([SIMD2(x + span, high), SIMD2(x + span * 0.5, (low + high) / 2), SIMD2(x, low)])
        right = x + span
        for corner in [SIMD2(x, high), SIMD2(x + span, high), SIMD2(x, low), SIMD2(x + span, low)] {
            serif(at: corner, wide: 0.65)
        }
    }

    /// The short bar of one letter's end, where the writer does not draw one over all.
    private mutating func serif(at end: SIMD2<Double>, wide: Double = 1) {
        guard writer.form == .upperSerif, !writer.joinsSerifs else { return }
        let half = writer.serifLength * wide * random.between(0.75, 1.2) / 2
        let rise = random.normal() * 0.02
        line([SIMD2(end.x - half, end.y + rise), SIMD2(end.x + half, end.y - rise)], smooth: false)
    }

    /// One bar over and one under the whole numeral.
    private mutating func joinedSerifs() {
        let reach = writer.serifLength * (right > 0 ? 0.55 : 0.85)
        for y in [0.0, 1.0] {
            let left = -reach * random.between(0.4, 1.3), end = right + reach * random.between(0.4, 1.3)
            let away = (y == 0 ? -1 : 1) * random.between(-0.02, 0.1)
            let tilt = random.normal() * 0.03, bend = random.normal() * 0.02
            line([
                SIMD2(left, y + away - tilt), SIMD2((left + end) / 2, y + away + bend), SIMD2(end, y + away + tilt),
            ])
        }
    }
}
