import Matrices

/// The ground under the ink: white, ruled, or spoilt by a bad scan.
struct Paper {
    /// 0…255, row by row.
    private(set) var brightness: [Float]
    private let width: Int
    private let height: Int

    init(style: DrawingStyle, width: Int, height: Int, random: inout SeededRandom) {
        self.width = width
        self.height = height
        let white: Float = random.unit() < 0.7 ? 255 : Float(random.between(246, 255))
        brightness = [Float](repeating: white, count: width * height)
        switch style {
        case .ruled: rule(&random)
        case .scanned: spoil(&random)
        case .serif, .plain, .lower, .marker: if random.unit() < 0.25 { specks(1 + Int(random.unit() * 4), &random) }
        }
    }

    private mutating func rule(_ random: inout SeededRandom) {
        let spacing = random.between(22, 46), first = random.between(0, spacing)
        let tone = Float(random.between(70, 190)), broken = Float(random.between(0, 0.6))
        let squared = random.unit() < 0.4
        let gaps = SmoothNoise(width: width, height: height, cell: 3, random: &random)
        let slope = random.normal() * 0.01
        var y = first
        while y < Double(height) {
            for x in 0..<width where gaps.value(x, Int(y)) > broken {
                darken(x, Int(y + slope * Double(x)), tone)
            }
            y += spacing
        }
        guard squared || random.unit() < 0.3 else { return }
        var x = random.between(0, squared ? spacing : Double(width) * 0.5)
        repeat {
            for y in 0..<height where gaps.value(Int(x), y) > broken {
                darken(Int(x - slope * Double(y)), y, tone)
            }
            x += spacing
        } while squared && x < Double(width)
    }

    private mutating func spoil(_ random: inout SeededRandom) {
        let veil = SmoothNoise(width: width, height: height, cell: 40, random: &random)
        let depth = Float(random.between(0, 34))
        let corner = SIMD2(random.unit() < 0.5 ? 0.0 : 1.0, random.unit() < 0.5 ? 0.0 : 1.0)
        let density = random.between(0.001, 0.025)
        for y in 0..<height {
            for x in 0..<width {
                brightness[y * width + x] -= veil.value(x, y) * depth
                let away = SIMD2(Double(x) / Double(width), Double(y) / Double(height)) - corner
                let distance = (away * away).sum().squareRoot()
                if random.unit() < density * max(0, 1.1 - distance) {
                    darken(x, y, Float(random.between(20, 170)))
                    if random.unit() < 0.25 { darken(x + 1, y, Float(random.between(20, 170))) }
                }
            }
        }
        if random.unit() < 0.3 {
            let x = Int(random.unit() * Double(width)), tone = Float(random.between(120, 220))
            for y in 0..<height where random.unit() < 0.85 { darken(x, y, tone) }
        }
    }

    private mutating func specks(_ count: Int, _ random: inout SeededRandom) {
        for _ in 0..<count {
            let x = Int(random.unit() * Double(width)), y = Int(random.unit() * Double(height))
            darken(x, y, Float(random.between(60, 200)))
            if random.unit() < 0.3 { darken(x, y + 1, Float(random.between(60, 200))) }
        }
    }

    private mutating func darken(_ x: Int, _ y: Int, _ tone: Float) {
        guard x >= 0, y >= 0, x < width, y < height else { return }
        brightness[y * width + x] = min(brightness[y * width + x], tone)
    }
}
