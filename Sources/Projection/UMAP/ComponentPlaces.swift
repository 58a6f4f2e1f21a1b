import Matrices

/// Where the parts of a graph that is not connected go in the first layout, and how much room each has.
///
/// Up to twice as many parts as dimensions go to the ends of the axes, as in umap-learn. More of them go where the
/// principal components of their centres say (umap-learn embeds the centres spectrally, which for distant centres
/// has nothing to hold on to).
struct ComponentPlaces {
    /// parts × dimensions, within -1 ... 1.
    let centers: Matrix
    /// For each part half the way to the next one.
    let room: [Float]

    init(_ parts: [[Int]], _ matrix: Matrix, dimensions: Int) {
        var centers = Matrix(rows: parts.count, columns: dimensions)
        if parts.count <= 2 * dimensions {
            let half = (parts.count + 1) / 2
            for part in 0..<parts.count { centers[part, part % half] = part < half ? 1 : -1 }
        } else {
            var means = Matrix(rows: parts.count, columns: matrix.columns)
            for (part, rows) in parts.enumerated() {
                for (column, mean) in matrix.selecting(rows).columnMeans().enumerated() { means[part, column] = mean }
            }
            centers = PrincipalComponents.scores(means, wanted: dimensions, threads: 1)
            let largest = centers.values.reduce(0) { max($0, abs($1)) }
            if largest > 0 { for index in centers.values.indices { centers.values[index] /= largest } }
        }
        self.centers = centers
        // Centres may coincide; a part still gets a quarter of the room it would have on a regular grid.
        let least = 0.25 / Float(parts.count).squareRoot()
        room = (0..<parts.count).map { part in
            var nearest = Float.infinity
            for other in 0..<parts.count where other != part {
                let squared = (0..<dimensions).reduce(Float(0)) { sum, axis in
                    let difference = centers[part, axis] - centers[other, axis]
                    return sum + difference * difference
                }
                nearest = min(nearest, squared)
            }
            return max(least, nearest.isFinite ? nearest.squareRoot() / 2 : 1)
        }
    }
}
