/// Elements `0 ..< count` in groups that only ever merge.
public struct DisjointSets: Sendable {
    private var parents: [Int32]

    public init(count: Int) {
        parents = (0..<Int32(count)).map { $0 }
    }

    /// The smallest element of the group.
    public mutating func root(of element: Int) -> Int {
        var root = element
        while Int(parents[root]) != root { root = Int(parents[root]) }
        var walker = element
        while Int(parents[walker]) != root { (walker, parents[walker]) = (Int(parents[walker]), Int32(root)) }
        return root
    }

    public mutating func join(_ a: Int, _ b: Int) {
        let (first, second) = (root(of: a), root(of: b))
        if first != second { parents[max(first, second)] = Int32(min(first, second)) }
    }

    /// The group of each element: groups are numbered from 0 in the order of their smallest elements.
    public mutating func groups() -> [Int] {
        var numbers = [Int](repeating: -1, count: parents.count)
        var next = 0
        return parents.indices.map { element in
            let root = root(of: element)
            if numbers[root] < 0 {
                numbers[root] = next
                next += 1
            }
            return numbers[root]
        }
    }
}
