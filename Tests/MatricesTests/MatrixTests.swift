import Matrices
import Testing

@Suite struct MatrixTests {
    @Test func rowsLieOneAfterTheOther() {
        let matrix = Matrix(rows: 2, columns: 3, values: [1, 2, 3, 4, 5, 6])
        #expect(Array(matrix.row(1)) == [4, 5, 6])
        #expect(matrix[0, 2] == 3)
        #expect(matrix.selecting([1, 0, 1]).values == [4, 5, 6, 1, 2, 3, 4, 5, 6])
    }

    @Test func findsTheFirstRowThatIsNotFinite() {
        var matrix = Matrix(rows: 4, columns: 2)
        #expect(matrix.firstRowNotFinite() == nil)
        matrix[3, 0] = .infinity
        #expect(matrix.firstRowNotFinite() == 3)
        matrix[2, 1] = .nan
        #expect(matrix.firstRowNotFinite() == 2)
        #expect(Matrix(rows: 3, columns: 0).firstRowNotFinite() == nil)
        #expect(Matrix(rows: 1, columns: 1, values: [.greatestFiniteMagnitude]).firstRowNotFinite() == nil)
    }

    @Test func centredRowsHaveMeanZeroAndTheSameDifferences() {
        let matrix = Matrix(rows: 3, columns: 2, values: [10, 1, 11, 3, 12, 5])
        #expect(matrix.columnMeans() == [11, 3])
        #expect(matrix.centred().values == [-1, -2, 0, 0, 1, 2])
    }
}
