/// How often each style meets each class, and where it meets it too seldom.
public struct StyleTable: Sendable, Equatable {
    public struct Cell: Sendable, Codable, Equatable {
        public enum State: String, Sendable, Codable {
            case ordinary
            /// Some are there, but fewer than chance explains.
            case thin
            /// None is there where some were expected.
            case missing
        }

        public let seen: Int
        /// The row's total times the column's, over all.
        public let expected: Double
        /// The probability of so few or fewer by chance, after Benjamini and Hochberg over the whole table.
        public let p: Double
        public let state: State
    }

    public let styles: Int
    public let classes: Int
    /// Row after row, a row a style.
    public let cells: [Cell]

    public subscript(style: Int, label: Int) -> Cell { cells[style * classes + label] }

    /// - Parameters:
    ///   - style: of each unit, from 0.
    ///   - label: the class of each unit, from 0.
    ///   - level: a cell is called missing or thin where its p is at most this.
    public init(style: [Int], label: [Int], styles: Int, classes: Int, level: Double = 0.05) {
        precondition(style.count == label.count, "every unit has a style and a class")
        var seen = [Int](repeating: 0, count: styles * classes)
        var rows = [Int](repeating: 0, count: styles)
        var columns = [Int](repeating: 0, count: classes)
        for (style, label) in zip(style, label) {
            seen[style * classes + label] += 1
            rows[style] += 1
            columns[label] += 1
        }
        let all = style.count
        let hypergeometric = Hypergeometric(upTo: all)
        let few = seen.indices.map { cell in
            hypergeometric.counts(population: all, marked: columns[cell % classes], drawn: rows[cell / classes])
                .atMost(seen[cell])
        }
        let adjusted = BenjaminiHochberg.adjust(few)
        self.styles = styles
        self.classes = classes
        cells = seen.indices.map { cell in
            Cell(
                seen: seen[cell],
                expected: all > 0 ? Double(rows[cell / classes]) * Double(columns[cell % classes]) / Double(all) : 0,
                p: adjusted[cell],
                state: adjusted[cell] > level ? .ordinary : seen[cell] == 0 ? .missing : .thin)
        }
    }
}
