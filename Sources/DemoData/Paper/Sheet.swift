import Foundation
import Matrices

/// One picture: a drawing placed on paper, seen through a scanner.
struct Sheet {
    private let writer: Writer
    private var random: SeededRandom
    private let width: Int
    private let height: Int
    /// Pixels a capital letter is high.
    private let scale: Double
    private let angle: Double
    private let place: SIMD2<Double>

    /// - Parameters:
    ///   - layout: decides size and place of the drawing; the same for two scans of one drawing.
    ///   - scan: decides paper, edges and specks.
    ///   - isRescan: a second scan of the same drawing: a little shifted, turned and scaled.
    init(_ drawing: Drawing, by writer: Writer, layout: SeededRandom, scan: SeededRandom, isRescan: Bool) {
        self.writer = writer
        var layout = layout
        random = scan
        let (low, high) = drawing.bounds
        let extent = high - low + writer.penWidth
        func side(_ usual: Double) -> Double { min(200, max(60, usual * layout.between(0.75, 1.25))) }
        var frame = SIMD2(side(writer.frame.x), side(writer.frame.y))
        // As large as this writer writes, but (nearly) on the paper.
        var scale = writer.size * layout.between(0.85, 1.15) * frame.y
        scale = min(scale, 0.96 * frame.y / extent.y, 0.96 * frame.x / extent.x)
        var angle = layout.normal() * writer.tilt
        let free = pointwiseMax(frame - extent * scale, SIMD2(0, 0))
        func share() -> Double { min(1, max(0, 0.5 + layout.normal() * 0.24)) }
        var place = SIMD2(share(), share()) * free + (extent * scale) / 2
        if isRescan {
            scale *= random.between(0.96, 1.04)
            angle += random.normal() * 0.02
            place += SIMD2(random.between(-3, 3), random.between(-3, 3))
            frame += SIMD2(random.between(-3, 3), random.between(-3, 3))
        }
        width = Int(min(200, max(60, frame.x)).rounded())
        height = Int(min(200, max(60, frame.y)).rounded())
        self.scale = scale
        self.angle = angle
        self.place = place
    }

    /// The scanned picture: `height` rows of `width` grey bytes.
    static func scan(
        _ drawing: Drawing, by writer: Writer, layout: SeededRandom, scan: SeededRandom, isRescan: Bool = false
    ) -> (width: Int, height: Int, pixels: [UInt8]) {
        var sheet = Sheet(drawing, by: writer, layout: layout, scan: scan, isRescan: isRescan)
        return (sheet.width, sheet.height, sheet.pixels(of: drawing))
    }

    private mutating func pixels(of drawing: Drawing) -> [UInt8] {
        var canvas = InkCanvas(width: width, height: height)
        let (low, high) = drawing.bounds
        let middle = (low + high) / 2
        put(drawing, around: middle, at: place, on: &canvas)
        if random.unit() < writer.neighbours, !drawing.strokes.isEmpty { neighbour(on: &canvas) }

        let paper = Paper(style: writer.style, width: width, height: height, random: &random)
        let edge = SmoothNoise(width: width, height: height, cell: 1.6, random: &random)
        let patches = SmoothNoise(width: width, height: height, cell: 9, random: &random)
        let rough = Float(writer.roughness) * 0.8
        let dryness = writer.style == .scanned || writer.style == .ruled ? Float(random.between(0, 0.62)) : 0
        let tone = Float(max(0, min(110, writer.ink + random.normal() * 12)))
        var pixels = [UInt8](repeating: 255, count: width * height)
        for y in 0..<height {
            for x in 0..<width {
                let index = y * width + x
                var ink = canvas.ink[index]
                if ink > 0 {
                    // Scanners sharpen: a steep ramp around half, moved by the paper's grain.
                    ink = (ink - 0.5 + rough * (edge.value(x, y) - 0.5)) * 2.2 + 0.5
                    let grain = patches.value(x, y) * 0.6 + edge.value(x, y) * 0.4
                    if grain < dryness { ink -= (dryness - grain) * 6 }
                    ink = max(0, min(1, ink))
                }
                let ground = paper.brightness[index]
                pixels[index] = UInt8(max(0, min(255, ground + (min(tone, ground) - ground) * ink)))
            }
        }
        return pixels
    }

    private func put(
        _ drawing: Drawing, around middle: SIMD2<Double>, at place: SIMD2<Double>, on canvas: inout InkCanvas
    ) {
        let turn = SIMD2(cos(angle), sin(angle))
        for stroke in drawing.strokes {
            let points = stroke.points.map { point in
                let p = (point - middle) * scale
                return SIMD2(p.x * turn.x - p.y * turn.y, p.x * turn.y + p.y * turn.x) + place
            }
            canvas.draw(points, widths: stroke.widths.map { $0 * scale })
        }
    }

    /// A bit of another numeral of the same sheet, cut off by the frame.
    private mutating func neighbour(on canvas: inout InkCanvas) {
        let other = NumeralDrawing.draw(random.pick(Numeral.allCases), by: writer, random: random)
        let (low, high) = other.bounds
        let half = (high - low) * scale / 2
        let peek = random.between(2, 9)
        let along = SIMD2(random.between(0, Double(width)), random.between(0, Double(height)))
        let spot =
            switch Int(random.unit() * 4) {
            case 0: SIMD2(peek - half.x, along.y)
            case 1: SIMD2(Double(width) - peek + half.x, along.y)
            case 2: SIMD2(along.x, peek - half.y)
            default: SIMD2(along.x, Double(height) - peek + half.y)
            }
        put(other, around: (low + high) / 2, at: spot, on: &canvas)
    }
}
