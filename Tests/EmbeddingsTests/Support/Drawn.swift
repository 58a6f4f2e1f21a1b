import Imaging

/// Pictures of integers alone, the same that `drawn()` in Benchmarks/reference/embedding_golden.py makes.
enum Drawn {
    static let pictures: [Picture] = [
        grey(90, 130) { x, y in ring(x, y, 45, 65, 30, 38) ? 20 : 235 },
        grey(300, 80) { x, y in (x % 70 > 30) && (x % 70 < 42) && (y > 10) && (y < 70) ? 0 : 255 },
        grey(128, 128) { x, y in (abs(x - y) < 9) || (abs(x + y - 127) < 9) ? 230 : 12 },
        grey(33, 200) { x, y in (x * 73 + y * 151 + x * y * 7) % 256 },
        colour(61, 40) { x, y in [x * 4 % 256, y * 6 % 256, x * y % 256] },
        colour(500, 333) { x, y in
            [(x * x / 500 + y) % 256, ring(x, y, 250, 160, 60, 120) ? 200 : 40, 255 - x / 2 % 256]
        },
        colour(5, 3) { x, y in [x * 50, y * 90, 255 - x * 50] },
    ]

    /// As many as wanted, all different.
    static func many(_ count: Int) -> [Picture] {
        (0..<count).map { number in
            grey(40 + number % 7, 50 + number % 5) { x, y in
                ring(x, y, 12 + number % 20, 25, 4 + number % 6, 9 + number % 11) ? number % 80 : 250 - number % 9
            }
        }
    }

    static func grey(_ width: Int, _ height: Int, _ value: (Int, Int) -> Int) -> Picture {
        let pixels = (0..<height).flatMap { y in (0..<width).map { x in UInt8(value(x, y)) } }
        return Picture(width: width, height: height, channels: 1, pixels: pixels)
    }

    static func colour(_ width: Int, _ height: Int, _ value: (Int, Int) -> [Int]) -> Picture {
        let pixels = (0..<height).flatMap { y in (0..<width).flatMap { x in value(x, y).map { UInt8($0) } } }
        return Picture(width: width, height: height, channels: 3, pixels: pixels)
    }

    private static func ring(_ x: Int, _ y: Int, _ cx: Int, _ cy: Int, _ inner: Int, _ outer: Int) -> Bool {
        let distance = (x - cx) * (x - cx) + (y - cy) * (y - cy)
        return distance > inner * inner && distance < outer * outer
    }
}
