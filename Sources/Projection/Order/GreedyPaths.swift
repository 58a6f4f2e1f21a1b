/// Paths that grow by taking the shortest edge that still fits: no row has more than two, no path closes.
struct GreedyPaths {
    /// Up to two neighbours of each row on its path; -1 for none.
    private var links: [(Int32, Int32)]
    /// Union-find: which rows are on one path.
    private var parents: [Int32]
    private(set) var paths: Int

    init(count: Int) {
        links = [(Int32, Int32)](repeating: (-1, -1), count: count)
        parents = Array(0..<Int32(count))
        paths = count
    }

    /// Takes each edge in turn where it fits.
    mutating func link(_ edges: [WalkEdge]) {
        for edge in edges where isEnd(edge.low) && isEnd(edge.high) {
            let (a, b) = (root(edge.low), root(edge.high))
            guard a != b else { continue }
            parents[Int(max(a, b))] = min(a, b)
            attach(edge.high, to: edge.low)
            attach(edge.low, to: edge.high)
            paths -= 1
        }
    }

    /// The rows that can take one more edge, ascending; a row alone is both ends of its path.
    func ends() -> [Int32] {
        (0..<Int32(links.count)).filter(isEnd)
    }

    mutating func areJoined(_ a: Int32, _ b: Int32) -> Bool {
        root(a) == root(b)
    }

    /// All paths, one after the other, each from its end with the smaller row number.
    func walk() -> [Int32] {
        var order: [Int32] = []
        order.reserveCapacity(links.count)
        var seen = [Bool](repeating: false, count: links.count)
        for end in ends() where !seen[Int(end)] {
            var (previous, current): (Int32, Int32) = (-1, end)
            while current >= 0 {
                seen[Int(current)] = true
                order.append(current)
                let link = links[Int(current)]
                (previous, current) = (current, link.0 == previous ? link.1 : link.0)
            }
        }
        return order
    }

    private func isEnd(_ row: Int32) -> Bool { links[Int(row)].1 < 0 }

    private mutating func attach(_ other: Int32, to row: Int32) {
        if links[Int(row)].0 < 0 { links[Int(row)].0 = other } else { links[Int(row)].1 = other }
    }

    private mutating func root(_ row: Int32) -> Int32 {
        var row = row
        while parents[Int(row)] != row {
            parents[Int(row)] = parents[Int(parents[Int(row)])]
            row = parents[Int(row)]
        }
        return row
    }
}
