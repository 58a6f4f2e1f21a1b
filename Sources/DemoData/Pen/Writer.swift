import Matrices

/// One person's hand: what stays the same from drawing to drawing.
///
/// Lengths are shares of the height of a capital letter.
struct Writer: Sendable {
    let index: Int
    let style: DrawingStyle
    let form: LetterForm
    let slant: Double
    /// Radians; spread around zero from drawing to drawing.
    let tilt: Double
    let penWidth: Double
    /// 0 steady pressure … 1 strongly changing.
    let pressure: Double
    let wobble: Double
    /// How far the ends of strokes miss their place.
    let jitter: Double
    let letterWidth: Double
    let spacing: Double
    /// 0 a pointed V … 1 one like a U.
    let roundness: Double
    let joinsSerifs: Bool
    let serifLength: Double
    let curlsEnds: Bool
    let dot: DotShape
    /// Height of the capitals as a share of the picture's height.
    let size: Double
    /// Brightness of the ink, 0…255.
    let ink: Double
    /// 0 smooth edges … 1 those of a felt pen on rough paper.
    let roughness: Double
    /// Chance of a bit of a neighbouring drawing at the picture's edge.
    let neighbours: Double
    /// The usual size of the pictures cut from this writer's sheets, in pixels.
    let frame: SIMD2<Double>

    /// All writers of a demo dataset, style by style.
    static func all(seed: UInt64) -> [Writer] {
        var writers: [Writer] = []
        for style in DrawingStyle.allCases {
            for number in 0..<style.writerCount {
                var random = SeededRandom(seed: seed, stream: 100 + UInt64(writers.count))
                writers.append(Writer(index: writers.count, style: style, number: number, random: &random))
            }
        }
        return writers
    }

    private init(index: Int, style: DrawingStyle, number: Int, random: inout SeededRandom) {
        self.index = index
        self.style = style
        form =
            switch style {
            case .serif: .upperSerif
            case .plain: .upperPlain
            case .lower: .lower
            case .marker, .ruled, .scanned: [.upperPlain, .upperSerif, .lower][number % 3]
            }
        slant = random.between(-0.1, 0.28)
        tilt = random.between(0.02, 0.09)
        penWidth =
            switch style {
            case .marker: random.between(0.17, 0.25)
            case .serif: random.between(0.035, 0.1)
            case .plain, .ruled: random.between(0.05, 0.12)
            case .lower, .scanned: random.between(0.05, 0.1)
            }
        pressure = random.between(0.15, 0.6)
        wobble = random.between(0.004, 0.022)
        jitter = random.between(0.015, 0.05)
        letterWidth = random.between(0.75, 1.25)
        spacing = style == .marker ? random.between(0.34, 0.44) : random.between(0.2, 0.42)
        roundness = random.unit() < 0.22 ? random.between(0.6, 1) : random.between(0, 0.15)
        joinsSerifs = style == .serif ? number < 3 : number == 1
        serifLength = random.between(0.26, 0.42)
        curlsEnds = random.unit() < 0.35
        dot = DotShape.allCases[style == .marker ? 0 : number % 3]
        size =
            switch style {
            case .ruled: random.between(0.6, 0.8)
            case .marker: random.between(0.35, 0.5)
            case .serif, .plain, .lower, .scanned: random.between(0.3, 0.72)
            }
        ink = style == .plain || style == .ruled ? random.between(20, 90) : random.between(0, 35)
        roughness = style == .marker ? random.between(0.5, 0.9) : random.between(0.2, 0.9)
        neighbours =
            switch style {
            case .ruled: 0.45
            case .scanned: 0.25
            case .plain: 0.15
            case .serif, .lower, .marker: 0.06
            }
        frame = SIMD2(random.between(90, 170), random.between(80, 150))
    }
}
