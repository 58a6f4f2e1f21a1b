import Embeddings
import Matrices
import Testing

@Suite struct CompositeEmbeddingTests {
    @Test func `two embeddings side by side weigh the same, whatever the size of their numbers`() {
        let small = Matrix(rows: 2, columns: 2, values: [3, 4, 0, 0.5])
        let large = Matrix(rows: 2, columns: 3, values: [1000, 0, 0, 0, 600, 800])
        let joined = CompositeEmbedding.join([small, large])
        #expect(joined.rows == 2 && joined.columns == 5)
        let expected: [Float] = [0.6, 0.8, 1, 0, 0, 0, 1, 0, 0.6, 0.8]
        for (value, wanted) in zip(joined.values, expected) { #expect(abs(value - wanted) < 1e-6) }
    }

    @Test func `a row of zeros stays zeros`() {
        let joined = CompositeEmbedding.join([Matrix(rows: 1, columns: 3), Matrix(rows: 1, columns: 1, values: [-2])])
        #expect(joined.values == [0, 0, 0, -1])
    }

    @Test func `nothing joined is nothing`() {
        #expect(CompositeEmbedding.join([]) == Matrix(rows: 0, columns: 0))
    }

    @Test func `the name is the same in whatever order the parts are given`() {
        #expect(CompositeEmbedding.name(of: ["general", "characters"]) == "characters+general")
        #expect(CompositeEmbedding.name(of: ["general"]) == "general")
        #expect(CompositeEmbedding.parts(of: "characters+general") == ["characters", "general"])
        #expect(CompositeEmbedding.parts(of: "general") == ["general"])
    }
}
