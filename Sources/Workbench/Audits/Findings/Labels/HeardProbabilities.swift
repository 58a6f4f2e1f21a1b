import Audit
import Matrices

/// How probable each class is for each item: what the sources say together and, of images that several people answered,
/// what people and sources together believe.
struct HeardProbabilities {
    /// A row an item of the opinions, a column a class.
    let matrix: Matrix
    /// Of each row whether people were heard.
    let isOfPeople: [Bool]

    init(_ opinions: LabelOpinions, _ crowd: CrowdOpinions?) {
        var matrix = opinions.ensemble.probabilities
        var isOfPeople = [Bool](repeating: false, count: matrix.rows)
        if let crowd {
            for (row, item) in opinions.items.enumerated() {
                guard let belief = crowd.belief(of: item.digest, among: opinions.classes) else { continue }
                isOfPeople[row] = true
                for (column, value) in belief.enumerated() { matrix[row, column] = value }
            }
        }
        self.matrix = matrix
        self.isOfPeople = isOfPeople
    }

    /// That a label is wrong, of the rows of which people were heard: they need no calibration on planted errors.
    func chances(of labels: [Int]) -> [Int: Double] {
        var chances: [Int: Double] = [:]
        for (row, label) in labels.enumerated() where isOfPeople[row] { chances[row] = 1 - Double(matrix[row, label]) }
        return chances
    }
}
