/// How many there are of something that has a name.
public struct NamedCount: Codable, Sendable, Equatable {
    public let name: String
    public let count: Int

    /// Those that occur, most first.
    static func of(_ numbers: [Int], names: (Int) -> String) -> [NamedCount] {
        var counts: [Int: Int] = [:]
        for number in numbers { counts[number, default: 0] += 1 }
        return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map { NamedCount(name: names($0.key), count: $0.value) }
    }
}
