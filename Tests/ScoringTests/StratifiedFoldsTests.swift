import Matrices
import Scoring
import Testing

@Suite("Folds")
struct StratifiedFoldsTests {
    /// Ten classes of uneven size; every seventh image occurs three times.
    static func dataset(_ count: Int) -> (groups: [String], classes: [Int]) {
        var random = SeededRandom(seed: 3)
        var groups: [String] = []
        var classes: [Int] = []
        for index in 0..<count {
            let kind = min(9, Int(random.unit() * random.unit() * 12))
            for _ in 0..<(index % 7 == 0 ? 3 : 1) {
                groups.append("image-\(index)")
                classes.append(kind)
            }
        }
        return (groups, classes)
    }

    @Test("Identical images are in one fold, and every class is spread evenly", arguments: [2, 3, 5, 10])
    func even(folds: Int) {
        let (groups, classes) = Self.dataset(700)
        let found = StratifiedFolds(groups: groups, classes: classes, count: folds, seed: 1)
        var foldOf: [String: Int] = [:]
        for (group, fold) in zip(groups, found.foldOf) {
            #expect(foldOf.updateValue(fold, forKey: group) ?? fold == fold)
        }
        for kind in 0..<10 {
            let sizes = (0..<folds).map { fold in
                classes.indices.count { classes[$0] == kind && found.foldOf[$0] == fold }
            }
            #expect((sizes.max() ?? 0) - (sizes.min() ?? 0) <= 3, "class \(kind): \(sizes)")
        }
        let sizes = (0..<folds).map { fold in found.foldOf.count { $0 == fold } }
        #expect((sizes.max() ?? 0) - (sizes.min() ?? 0) <= 12, "\(sizes)")
    }

    @Test("The order of the samples changes nothing; another seed does")
    func order() {
        let (groups, classes) = Self.dataset(200)
        let order = groups.indices.reversed()
        let one = StratifiedFolds(groups: groups, classes: classes, count: 5, seed: 1)
        let two = StratifiedFolds(
            groups: order.map { groups[$0] }, classes: order.map { classes[$0] }, count: 5, seed: 1)
        #expect(order.map { one.foldOf[$0] } == two.foldOf)
        #expect(one.foldOf != StratifiedFolds(groups: groups, classes: classes, count: 5, seed: 2).foldOf)
    }
}
