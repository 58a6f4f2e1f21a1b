import Foundation
import Matrices

/// What umap-learn and scikit-learn computed: made by Benchmarks/reference/umap_golden.py.
struct Golden: Decodable {
    struct Curve: Decodable { var minDist, spread, a, b: Double }
    struct Graph: Decodable {
        var name: String
        var nNeighbors: Int
        var localConnectivity, setOperationMix: Double
    }
    struct Supervised: Decodable {
        var name: String
        var targetWeight: Double
    }
    struct Placing: Decodable { var old, nNeighbors: Int }
    struct Spectrum: Decodable {
        var firstRow, nNeighbors: Int
        var eigenvalues: [Double]
    }
    struct Digits: Decodable {
        var trustOfPCA: [String: Double]
        var umapTrustMean: Double
    }

    var curve: [Curve]
    var graphs: [Graph]
    var supervised: [Supervised]
    var placing: Placing
    var spectrum: Spectrum
    var digits: Digits

    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Golden")

    static func load() throws -> Golden {
        try JSONDecoder().decode(Golden.self, from: Data(contentsOf: folder.appendingPathComponent("golden.json")))
    }

    static func matrix(_ name: String) throws -> Matrix {
        try NPY.read(folder.appendingPathComponent(name + ".npy").path)
    }
}
