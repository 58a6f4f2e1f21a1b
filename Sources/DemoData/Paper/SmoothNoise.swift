import Matrices

/// Random numbers on a lattice, blended in between: 0…1, with patches about `cell` pixels wide.
struct SmoothNoise {
    private let lattice: [Float]
    private let columns: Int
    private let scale: Float

    init(width: Int, height: Int, cell: Double, random: inout SeededRandom) {
        columns = Int(Double(width) / cell) + 3
        let rows = Int(Double(height) / cell) + 3
        scale = Float(1 / cell)
        var values: [Float] = []
        values.reserveCapacity(columns * rows)
        for _ in 0..<(columns * rows) { values.append(Float(random.unit())) }
        lattice = values
    }

    func value(_ x: Int, _ y: Int) -> Float {
        let fx = Float(x) * scale, fy = Float(y) * scale
        let ix = Int(fx), iy = Int(fy)
        let tx = fx - Float(ix), ty = fy - Float(iy)
        let base = iy * columns + ix
        let top = lattice[base] + (lattice[base + 1] - lattice[base]) * tx
        let low = lattice[base + columns] + (lattice[base + columns + 1] - lattice[base + columns]) * tx
        return top + (low - top) * ty
    }
}
