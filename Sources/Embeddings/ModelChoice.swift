public import Imaging

/// Which models suit a dataset, and why, in a sentence for the user.
public struct ModelChoice: Sendable, Equatable {
    /// Names of built-in models; two stand side by side.
    public let models: [String]
    public let reason: String

    /// How many pictures are a sample large enough.
    public static let sampleSize = 64

    /// Looks at a sample: small grey pictures with little ink on an even ground are characters or line drawings, for
    /// which both models together are best; anything else is for the general one.
    public static func choose(from sample: [Picture]) -> ModelChoice {
        guard !sample.isEmpty else {
            return ModelChoice(models: ["general"], reason: "There is no picture to look at, so the general model.")
        }
        let drawn = sample.count(where: Look.isDrawing)
        let share = Double(drawn) / Double(sample.count)
        let counted =
            "\(drawn) of \(sample.count) pictures looked at are grey, small, with little ink on an even ground"
        if share >= 0.8 {
            return ModelChoice(
                models: ["characters", "general"],
                reason: counted + ": drawn signs, for which the character and the general model together are best.")
        }
        if share >= 0.3 {
            return ModelChoice(
                models: ["characters", "general"],
                reason: counted + ", the others are not: a mixture, so both models side by side.")
        }
        return ModelChoice(models: ["general"], reason: counted + ": ordinary pictures, so the general model.")
    }

    /// What is seen of one picture.
    enum Look {
        static let largestSide = 1024
        /// Ink on paper covers less than this share of the picture.
        static let mostInk = 0.4
        /// Red, green and blue of grey paper, scanned in colour, differ by less.
        static let greyTolerance = 24

        static func isDrawing(_ picture: Picture) -> Bool {
            guard max(picture.width, picture.height) <= largestSide, isGrey(picture) else { return false }
            return isInkOnEvenGround(picture.gray())
        }

        static func isGrey(_ picture: Picture) -> Bool {
            guard picture.channels == 3 else { return true }
            var coloured = 0
            for pixel in stride(from: 0, to: picture.pixels.count, by: 3) {
                let (r, g, b) = (picture.pixels[pixel], picture.pixels[pixel + 1], picture.pixels[pixel + 2])
                if Int(max(r, g, b)) - Int(min(r, g, b)) > greyTolerance { coloured += 1 }
            }
            return coloured * 100 < picture.width * picture.height
        }

        /// Most pixels lie near the commonest brightness, and the rest is far from it.
        static func isInkOnEvenGround(_ picture: Picture) -> Bool {
            var histogram = [Int](repeating: 0, count: 256)
            for pixel in picture.pixels { histogram[Int(pixel)] += 1 }
            guard let ground = histogram.indices.max(by: { histogram[$0] < histogram[$1] }) else { return false }
            let total = Double(picture.pixels.count)
            let near = Double(histogram[max(0, ground - 40)...min(255, ground + 40)].reduce(0, +)) / total
            return near >= 1 - mostInk
        }
    }
}
