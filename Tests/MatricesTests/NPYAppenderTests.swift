import Foundation
import Matrices
import Testing

@Suite struct NPYAppenderTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func rows(_ numbers: Float...) -> Matrix {
        Matrix(rows: numbers.count, columns: 2, values: numbers.flatMap { [$0, -$0] })
    }

    @Test func rowsAreAppendedOverSeveralOpenings() throws {
        let path = folder.path("e.npy")
        var appender = try NPYAppender(path: path, columns: 2)
        #expect(appender.rows == 0)
        try appender.append(rows(1, 2))
        try appender.close()
        appender = try NPYAppender(path: path, columns: 2)
        #expect(appender.rows == 2)
        try appender.append(rows(3))
        try appender.close()
        #expect(try NPY.read(path) == rows(1, 2, 3))
    }

    @Test func anEmptyOneIsAFileThatNumPyReads() throws {
        let path = folder.path("e.npy")
        try NPYAppender(path: path, columns: 2).close()
        #expect(try NPY.read(path) == Matrix(rows: 0, columns: 2))
    }

    /// What is left when the process is killed: any prefix of what would have been written, with an old header.
    @Test func afterAKillAllWholeRowsAreThere() throws {
        let path = folder.path("e.npy")
        var appender = try NPYAppender(path: path, columns: 2)
        try appender.append(rows(1, 2, 3))
        let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        #expect(bytes.count == 128 + 24)
        for length in 0...bytes.count {
            let cut = try folder.write(Array(bytes[..<length]), "cut.npy")
            var again = try NPYAppender(path: cut, columns: 2)
            let whole = max(0, length - 128) / 8
            #expect(again.rows == whole)
            try again.append(rows(9))
            try again.close()
            #expect(try NPY.read(cut).values == Array(rows(1, 2, 3).values[..<(2 * whole)]) + [9, -9])
        }
    }

    @Test func rowsThatTheOwnersBookDoesNotKnowAreTakenAway() throws {
        let path = folder.path("e.npy")
        var appender = try NPYAppender(path: path, columns: 2)
        try appender.append(rows(1, 2, 3))
        try appender.truncate(rows: 1)
        try appender.append(rows(4))
        try appender.close()
        #expect(try NPY.read(path) == rows(1, 4))
    }

    @Test func anotherModelsFileIsRefused() throws {
        let path = folder.path("e.npy")
        try NPYAppender(path: path, columns: 3).close()
        #expect(throws: NPYError(path: path, reason: .otherColumns(expected: 2, found: 3))) {
            try NPYAppender(path: path, columns: 2)
        }
        let text = try folder.write(Array("hello".utf8), "text.npy")
        #expect(throws: NPYError(path: text, reason: .notNPY)) { try NPYAppender(path: text, columns: 2) }
        #expect(try String(contentsOfFile: text, encoding: .utf8) == "hello")
    }
}
