/// Masks of pixels, larger by a few.
enum GrownMask {
    /// All pixels at most `radius` from one of the mask, along rows and columns (a square).
    static func grow(_ mask: [Bool], width: Int, height: Int, by radius: Int) -> [Bool] {
        guard radius > 0 else { return mask }
        let rows = spread(mask, lines: height, length: width, step: 1, lineStep: width, by: radius)
        return spread(rows, lines: width, length: height, step: width, lineStep: 1, by: radius)
    }

    private static func spread(
        _ mask: [Bool], lines: Int, length: Int, step: Int, lineStep: Int, by radius: Int
    ) -> [Bool] {
        var grown = [Bool](repeating: false, count: mask.count)
        for line in 0..<lines {
            let start = line * lineStep
            var free = 0
            for place in 0..<length where mask[start + place * step] {
                for other in max(free, place - radius)...max(free, min(length - 1, place + radius))
                where other < length { grown[start + other * step] = true }
                free = min(length - 1, place + radius)
            }
        }
        return grown
    }
}
