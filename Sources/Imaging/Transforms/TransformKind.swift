/// What a recipe can do to a picture. Lengths are shares of the picture, so that a recipe means the same for a picture
/// of any size.
public enum TransformKind: String, Sendable, Codable, CaseIterable {
    case mirrorHorizontal = "mirror-horizontal"
    case mirrorVertical = "mirror-vertical"
    case rotate, zoom, crop, shear, shift, perspective, elastic
    case blur, sharpen, brightness, contrast, noise, erode, dilate
    case ruledPaper = "ruled-paper"
    case invert

    public var title: String {
        switch self {
        case .mirrorHorizontal: "Mirror left-right"
        case .mirrorVertical: "Mirror top-down"
        case .rotate: "Rotate"
        case .zoom: "Zoom"
        case .crop: "Crop"
        case .shear: "Shear"
        case .shift: "Shift"
        case .perspective: "Perspective"
        case .elastic: "Elastic"
        case .blur: "Blur"
        case .sharpen: "Sharpen"
        case .brightness: "Brightness"
        case .contrast: "Contrast"
        case .noise: "Noise"
        case .erode: "Thinner strokes"
        case .dilate: "Thicker strokes"
        case .ruledPaper: "Ruled paper"
        case .invert: "Invert"
        }
    }

    /// What it does, in a sentence.
    public var about: String {
        switch self {
        case .mirrorHorizontal:
            "Left and right change places. It may change what is read: the label book's rules decide."
        case .mirrorVertical: "Top and bottom change places. It may change what is read: the label book's rules decide."
        case .rotate: "Turns about the middle, clockwise where degrees are positive."
        case .zoom: "Makes what is drawn larger or smaller on its paper."
        case .crop: "Cuts off a share of the paper at each side; of a drawing no ink goes."
        case .shear: "Slants to the right where degrees are positive."
        case .shift: "Moves by a share of the width and of the height."
        case .perspective: "Moves each corner by up to a share of the longer side, as if seen from elsewhere."
        case .elastic: "Bends smoothly, as another hand would draw it."
        case .blur: "Gaussian blur; its sigma in percent of the longer side."
        case .sharpen: "Adds what a blur of one percent takes away, so many times."
        case .brightness: "Adds to every value."
        case .contrast: "Multiplies the distance of every value from the paper's."
        case .noise: "Adds grain with this standard deviation."
        case .erode: "Takes off a share of the strokes' width."
        case .dilate: "Adds a share of the strokes' width."
        case .ruledPaper: "Draws level lines on the paper, below the ink."
        case .invert: "Dark and light change places."
        }
    }

    /// Whether it may change what is read, so that nothing is done before a rule of the label book allows it.
    public var needsRule: Bool { self == .mirrorHorizontal || self == .mirrorVertical }

    /// What it takes, by name.
    public var parameters: [TransformParameter] {
        switch self {
        case .mirrorHorizontal, .mirrorVertical, .invert: []
        case .rotate: [.init("degrees", "Degrees", -180...180, usual: -10...10)]
        case .zoom: [.init("factor", "Factor", 0.25...4, usual: 0.85...1.15)]
        case .crop: [.init("share", "Share of each side", 0...0.45, usual: 0...0.1)]
        case .shear: [.init("degrees", "Degrees", -45...45, usual: -10...10)]
        case .shift:
            [
                .init("x", "Share of the width", -0.5...0.5, usual: -0.05...0.05),
                .init("y", "Share of the height", -0.5...0.5, usual: -0.05...0.05),
            ]
        case .perspective: [.init("strength", "Share of the longer side", 0...0.4, usual: 0...0.08)]
        case .elastic:
            [
                .init("strength", "Displacement, share of the longer side", 0...0.1, usual: 0.005...0.02),
                .init("smoothness", "Size of the bends, share of the longer side", 0.05...1, usual: 0.15...0.3),
            ]
        case .blur: [.init("sigma", "Sigma, percent of the longer side", 0...10, usual: 0...1)]
        case .sharpen: [.init("amount", "Amount", 0...5, usual: 0.3...1)]
        case .brightness: [.init("offset", "Added to each value", -255...255, usual: -20...20)]
        case .contrast: [.init("factor", "Factor", 0...4, usual: 0.8...1.2)]
        case .noise: [.init("sigma", "Standard deviation", 0...128, usual: 2...8)]
        case .erode: [.init("amount", "Share of the strokes' width", 0...0.9, usual: 0.1...0.3)]
        case .dilate: [.init("amount", "Share of the strokes' width", 0...2, usual: 0.1...0.4)]
        case .ruledPaper:
            [
                .init("spacing", "Distance of the lines, share of the height", 0.02...1, usual: 0.1...0.25),
                .init("darkness", "How much darker the lines are", 0...255, usual: 30...80),
            ]
        }
    }
}
