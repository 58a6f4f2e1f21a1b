import Audit
import Matrices
import Neighbors
import Testing

@Suite("Styles across classes, and what is typical")
struct StyleTests {
    @Test("Without the directions of the classes, groups are the styles and not the classes")
    func styles() throws {
        let points = try PlantedPoints(seed: 8)
        let matrix = ClassDirections.removed(from: points.matrix, classes: points.labels)
        let groups = try KMeans(matrix, count: 4, seed: 42, threads: 2).groups
        var agreed = 0
        for group in 0..<4 {
            let members = groups.indices.filter { groups[$0] == group }
            agreed += (0..<4).map { style in members.count { points.styles[$0] == style } }.max() ?? 0
        }
        #expect(agreed > 570, "\(agreed) of 600 in the group of their style")
    }

    @Test("Groups do not depend on the threads, are numbered by size, and are as many as there are rows at most")
    func groups() throws {
        let points = try PlantedPoints(seed: 8)
        let one = try KMeans(points.matrix, count: 6, seed: 1, threads: 1)
        let three = try KMeans(points.matrix, count: 6, seed: 1, threads: 3)
        #expect(one.groups == three.groups)
        #expect(one.centres == three.centres)
        let sizes = (0..<6).map { group in one.groups.count { $0 == group } }
        #expect(sizes == sizes.sorted(by: >))
        let few = try KMeans(Matrix([[0, 0], [1, 1]]), count: 5, seed: 1, threads: 1)
        #expect(Set(few.groups).count == 2)
        let same = try KMeans(Matrix([[1, 1], [1, 1], [1, 1]]), count: 2, seed: 1, threads: 1)
        #expect(same.spread == 0)
    }

    @Test("A style that never meets a class is missing there; what chance explains is ordinary")
    func table() {
        var style: [Int] = []
        var label: [Int] = []
        for row in 0..<400 {
            let pair = (row % 4, row / 4 % 5)
            if pair == (1, 2) { continue }
            style.append(pair.0)
            label.append(pair.1)
        }
        let table = StyleTable(style: style, label: label, styles: 4, classes: 5)
        #expect(table[1, 2].state == .missing)
        #expect(table[1, 2].seen == 0)
        #expect(abs(table[1, 2].expected - 80.0 * 60 / 380) < 1e-9)
        #expect(table.cells.count { $0.state != .ordinary } == 1)
    }

    @Test("Copies of a picture are one unit, and do not make each other typical")
    func duplicates() throws {
        var rows: [[Float]] = (0..<60).map { [Float($0 % 8) + 0.01 * Float($0), Float($0 / 8)] }
        rows += [[50, 50], [50, 50], [50, 50]]
        let graph = try NeighborSearch.graph(of: Matrix(rows), k: 5, threads: 1)
        let units = ImageUnits.group(graph, within: 0.001)
        #expect(units[60] == units[61] && units[61] == units[62])
        #expect(Set(units).count == 61)
        let first = (0..<61).map { unit in units.firstIndex(of: unit) ?? 0 }
        let found = try Typicality(Matrix(rows).selecting(first), classes: first.map { _ in 0 }, threads: 1)
        #expect(found.ranks[60] == 1, "alone but for its copies: the least typical")
    }

    @Test("How val is shared out to groups names the group that has none")
    func shares() {
        let group = (0..<300).map { $0 % 3 }
        let isVal = (0..<300).map { $0 % 3 != 1 && $0 % 2 == 0 }
        let shares = SplitShare.all(group: group, isVal: isVal, groups: 3)
        #expect(shares[1].val == 0)
        #expect(shares[1].p < 0.001)
        #expect(abs(shares[1].expected - 100.0 / 3) < 1)
    }

    @Test("Those that stand for a group are its members, one of each kind")
    func typicalMembers() throws {
        let rows: [[Float]] = (0..<40).map { [Float($0 / 10) * 100, Float($0 % 10)] }
        let found = try TypicalMembers.of(Array(0..<40), in: Matrix(rows), count: 4, threads: 1)
        #expect(Set(found.map { $0 / 10 }) == [0, 1, 2, 3])
        #expect(try TypicalMembers.of([3, 5], in: Matrix(rows), count: 4, threads: 1) == [3, 5])
    }
}
