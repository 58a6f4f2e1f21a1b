/// The middle lines of what is drawn, one pixel wide.
///
/// - SeeAlso: Zhang and Suen 1984, "A fast parallel algorithm for thinning digital patterns"; Yokoi, Toriwaki and
///   Fukumura 1975, "An analysis of topological properties of digitized binary pictures".
enum Skeleton {
    /// - Parameter mask: a pixel each, rows from the top.
    /// - Returns: the pixels that are left when the mask is thinned without being torn.
    static func thin(_ mask: [Bool], width: Int, height: Int) -> [Bool] {
        // A border of one pixel of paper: every pixel has eight neighbours.
        let line = width + 2
        var map = [UInt8](repeating: 0, count: line * (height + 2))
        for y in 0..<height {
            for x in 0..<width where mask[y * width + x] { map[(y + 1) * line + x + 1] = 1 }
        }
        var alive = map.indices.filter { map[$0] == 1 }
        // Clockwise from above.
        let around = [-line, -line + 1, 1, line + 1, line, line - 1, -1, -line - 1]
        var isChanging = true
        while isChanging {
            isChanging = false
            for half in 0..<2 {
                var gone: [Int] = []
                for place in alive {
                    var count = 0, turns = 0
                    var before = map[place + around[7]]
                    for step in around {
                        let value = map[place + step]
                        count += Int(value)
                        if before == 0, value == 1 { turns += 1 }
                        before = value
                    }
                    guard (2...6).contains(count), turns == 1 else { continue }
                    let north = map[place - line], east = map[place + 1], south = map[place + line]
                    let west = map[place - 1]
                    let isFree =
                        half == 0
                        ? north & east & south == 0 && east & south & west == 0
                        : north & east & west == 0 && north & south & west == 0
                    if isFree { gone.append(place) }
                }
                guard !gone.isEmpty else { continue }
                isChanging = true
                for place in gone { map[place] = 0 }
                alive.removeAll { map[$0] == 0 }
            }
        }
        // Corners of stairs: without them every pixel of a line has two neighbours.
        for place in alive {
            let ring = around.map { map[place + $0] == 0 }
            let count = ring.count { !$0 }
            // Yokoi's number: how many lines would come apart without the pixel.
            let parts = stride(from: 0, to: 8, by: 2).count { ring[$0] && !(ring[$0 + 1] && ring[($0 + 2) % 8]) }
            if parts == 1, count > 1 { map[place] = 0 }
        }
        alive.removeAll { map[$0] == 0 }
        var skeleton = [Bool](repeating: false, count: mask.count)
        for place in alive { skeleton[(place / line - 1) * width + place % line - 1] = true }
        return skeleton
    }
}
