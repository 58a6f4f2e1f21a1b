import FixedModel
import Foundation
import Imaging
import Matrices

/// What Keras computed: made by Benchmarks/reference/fixed_model_golden.py, which draws the same weights and images.
struct Golden: Decodable {
    let inference: [[Float]]
    let features: [[Float]]
    let logits: [[Float]]
    let losses: [Double]
    /// At a learning rate of 1e-5.
    let slowLosses: [Double]

    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Golden")
    static let classes = 10
    static let batch = 8

    static func load() throws -> Golden {
        try JSONDecoder().decode(Golden.self, from: Data(contentsOf: folder.appendingPathComponent("network.json")))
    }

    static func matrix(_ name: String) throws -> Matrix {
        try NPY.read(folder.appendingPathComponent(name + ".npy").path)
    }

    /// The weights that the script gives to Keras.
    static var weights: [Float] {
        let random = CounterRandom(key: 1)
        var place: UInt64 = 0
        var values: [Float] = []
        for (name, shape) in FixedModelWeights(classes: classes, seed: 0).tensors {
            for _ in 0..<shape.reduce(1, *) {
                let unit = random.unit(place)
                place += 1
                if name.hasSuffix("/kernel") {
                    let fans = shape.dropLast(2).reduce(1, *) * shape.suffix(2).reduce(0, +)
                    values.append(Float((2 * unit - 1) * (6 / Double(fans)).squareRoot()))
                } else if name.hasSuffix("/gamma") || name.hasSuffix("/moving_variance") {
                    values.append(Float(0.8 + 0.4 * unit))
                } else {
                    values.append(Float(0.2 * unit - 0.1))
                }
            }
        }
        return values
    }

    /// The images and labels of a step.
    static func batch(_ index: Int) throws -> (PreparedImages, [Int]) {
        let random = CounterRandom(key: 100 + UInt64(index)), labels = CounterRandom(key: 200 + UInt64(index))
        var values: [Float] = []
        for image in 0..<batch {
            for y in 0..<32 {
                for x in 0..<32 {
                    for colour in 0..<3 {
                        let place = ((image * 4 + y / 8) * 4 + x / 8) * 3 + colour
                        values.append(Float((random.unit(UInt64(place)) * 256).rounded(.down)))
                    }
                }
            }
        }
        return (
            try PreparedImages(side: 32, values: values),
            (0..<UInt64(batch)).map { Int(labels.unit($0) * Double(classes)) }
        )
    }
}
