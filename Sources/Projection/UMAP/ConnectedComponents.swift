/// The parts of a graph that no edge connects.
package struct ConnectedComponents: Equatable, Sendable {
    /// The rows of each part, ascending; parts by their first row.
    package let members: [[Int]]

    package init(_ graph: SparseGraph) {
        var part = [Int](repeating: -1, count: graph.count)
        var parts = 0
        var waiting: [Int] = []
        for start in 0..<graph.count where part[start] < 0 {
            part[start] = parts
            waiting.append(start)
            while let row = waiting.popLast() {
                for edge in graph.edges(of: row) {
                    let other = Int(graph.columns[edge])
                    if part[other] < 0 {
                        part[other] = parts
                        waiting.append(other)
                    }
                }
            }
            parts += 1
        }
        var members = [[Int]](repeating: [], count: parts)
        for row in 0..<graph.count { members[part[row]].append(row) }
        self.members = members
    }
}
