import Foundation
import Matrices
import Testing

@Suite struct NPYTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// A file as NumPy would write it, with any header text and any numbers.
    private func file(_ header: String, _ numbers: [UInt8], version: UInt8 = 1, padTo length: Int = 118) throws
        -> String
    {
        let text = header + String(repeating: " ", count: max(0, length - 1 - header.utf8.count)) + "\n"
        let size =
            version == 1
            ? [UInt8(text.utf8.count & 255), UInt8(text.utf8.count >> 8)]
            : [UInt8(text.utf8.count & 255), UInt8(text.utf8.count >> 8), 0, 0]
        return try folder.write(
            [0x93] + Array("NUMPY".utf8) + [version, 0] + size + Array(text.utf8) + numbers, "file.npy")
    }

    private func reason(_ path: String) -> NPYError.Reason? {
        do {
            _ = try NPY.read(path)
            return nil
        } catch {
            return (error as? NPYError)?.reason
        }
    }

    @Test func whatIsWrittenIsReadBitForBit() throws {
        for (rows, columns) in [(0, 3), (1, 1), (3, 2), (100, 7), (2, 0)] {
            var random = SeededRandom(seed: UInt64(rows))
            let matrix = Matrix(
                rows: rows, columns: columns, values: (0..<rows * columns).map { _ in Float(random.normal()) })
            let path = folder.path("m.npy")
            try NPY.write(matrix, to: path)
            #expect(try NPY.read(path) == matrix)
            let mapped = try MappedMatrix(path)
            #expect(mapped.rows == rows && mapped.columns == columns)
            #expect(mapped.withValues(Array.init) == matrix.values)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["m.npy"])
    }

    @Test func theHeaderIsTheOneNumPyWrites() throws {
        let path = folder.path("m.npy")
        try NPY.write(Matrix(rows: 2, columns: 3), to: path)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        #expect(bytes.count == 128 + 24)
        #expect(
            String(decoding: bytes[10..<69], as: UTF8.self)
                == "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }")
        #expect(bytes[127] == UInt8(ascii: "\n"))
    }

    @Test func readsTheOtherTypesAndVersionsOfNumPy() throws {
        let float64: [UInt8] = [0, 0, 0, 0, 0, 0, 0xF8, 0x3F, 0, 0, 0, 0, 0, 0, 0, 0xC0]
        #expect(
            try NPY.read(file("{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }", float64))
                == Matrix(rows: 2, columns: 1, values: [1.5, -2]))
        let int32: [UInt8] = [7, 0, 0, 0, 255, 255, 255, 255]
        #expect(
            try NPY.read(file("{'descr': '<i4', 'fortran_order': False, 'shape': (1, 2), }", int32, version: 2)).values
                == [7, -1])
        let int64: [UInt8] = [9, 0, 0, 0, 0, 0, 0, 0]
        #expect(
            try NPY.read(file("{\"shape\": (1,1), \"descr\": \"<i8\", \"fortran_order\": True}", int64, version: 3))
                .values == [9])
        // An odd header length puts the numbers where no float may lie; reading copes.
        #expect(
            try NPY.read(file("{'descr': '|u1', 'fortran_order': False, 'shape': (3, 1), }", [1, 2, 255], padTo: 75))
                .values == [1, 2, 255])
    }

    @Test(arguments: [
        "{'descr': '>f4', 'fortran_order': False, 'shape': (1, 1), }",
        "{'descr': '|O', 'fortran_order': False, 'shape': (1, 1), }",
        "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1, 1), }",
        "{'descr': '<f4', 'fortran_order': True, 'shape': (2, 2), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1, 1), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (-1, 1), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1e3, 1), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999, 1), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (4611686018427387904, 4), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (9223372036854775807, 1), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (0, 4611686018427387904), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (4611686018427387904, 0), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1), }",
        "{'descr': '<f4', 'fortran_order': 0, 'shape': (1, 1), }",
        "{'descr': '<f4', 'fortran_order': False, }",
        "{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (1, 1), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1), 'more': 1}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1), } __import__('os')",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1",
        "{'descr': '<f4",
        "", "{}", "((((((((((",
    ])
    func aHostileHeaderIsRefusedInWords(_ header: String) throws {
        let path = try file(header, [0, 0, 0, 0])
        #expect(throws: NPYError.self) { try NPY.read(path) }
        #expect(throws: NPYError.self) { try MappedMatrix(path) }
    }

    @Test func filesThatAreNotNPYAreRefused() throws {
        #expect(reason(try folder.write([], "empty")) == .notNPY)
        #expect(reason(try folder.write(Array("not numpy at all".utf8), "text")) == .notNPY)
        #expect(
            reason(try folder.write([0x93] + Array("NUMPY".utf8) + [9, 0, 1, 0, 0x20], "version"))
                == .badHeader("its version 9 is not known"))
        #expect(
            reason(try folder.write([0x93] + Array("NUMPY".utf8) + [1, 0, 255, 255, 0x20], "long"))
                == .badHeader("it is cut off"))
        #expect(
            reason(try folder.write([0x93] + Array("NUMPY".utf8) + [2, 0, 255, 255, 255, 255], "huge"))
                == .badHeader("it is longer than 64 KiB"))
        #expect(reason(folder.url.path) == .cannotOpen("it is not a plain file"))
        #expect(reason(folder.path("missing")) == .cannotOpen("No such file or directory"))
    }

    @Test func aFileThatWasCutOffSaysHowMuchIsMissing() throws {
        let path = try file(
            "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), }", [UInt8](repeating: 0, count: 15))
        #expect(reason(path) == .tooShort(expected: 16, found: 15))
        #expect("\(NPYError(path: "a.npy", reason: .tooShort(expected: 16, found: 15)))".contains("a.npy is cut off"))
    }

    @Test func everyTruncationOfAGoodFileIsRefusedAndNoneCrashes() throws {
        let path = folder.path("m.npy")
        try NPY.write(Matrix(rows: 2, columns: 2), to: path)
        let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        for length in 0..<bytes.count {
            #expect(reason(try folder.write(Array(bytes[..<length]), "cut.npy")) != nil, "length \(length)")
        }
    }

    @Test func wholeNumbersOfEveryWidthAreReadAsTheyAre() throws {
        func check<Number: FixedWidthInteger>(_ type: String, _ numbers: [Number], shape: String) throws {
            let path = try file(
                "{'descr': '\(type)', 'fortran_order': False, 'shape': \(shape), }",
                numbers.flatMap { number in withUnsafeBytes(of: number.littleEndian) { Array($0) } })
            #expect(try NPY.integers(path) == numbers.map { Int($0) })
            #expect(try NPY.read(path).values == numbers.map { Float($0) })
        }
        try check("|i1", [-128, 0, 127] as [Int8], shape: "(3,)")
        try check("<i2", [.min, 0, .max] as [Int16], shape: "(3, 1)")
        try check("<i4", [.min, 0, .max] as [Int32], shape: "(3,)")
        try check("<i8", [.min, 0, .max] as [Int64], shape: "(3,)")
        try check("|u1", [0, 255] as [UInt8], shape: "(2,)")
        try check("<u2", [0, .max] as [UInt16], shape: "(2,)")
        try check("<u4", [0, .max] as [UInt32], shape: "(2,)")
        try check("<u8", [0, UInt64(Int.max)], shape: "(2,)")
        try check("|b1", [0, 1] as [UInt8], shape: "(2,)")
    }

    @Test func whatIsNoVectorOfWholeNumbersIsRefusedInWords() throws {
        func refusal(_ header: String, _ bytes: [UInt8]) throws -> NPYError.Reason? {
            let path = try file(header, bytes)
            do {
                _ = try NPY.integers(path)
                return nil
            } catch {
                return (error as? NPYError)?.reason
            }
        }
        let eight: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0x80]
        #expect(
            try refusal("{'descr': '<f8', 'fortran_order': False, 'shape': (1,), }", eight) == .notWhole("<f8"))
        #expect(
            try refusal("{'descr': '<u8', 'fortran_order': False, 'shape': (1,), }", eight)
                == .numberTooLarge(row: 0))
        #expect(
            try refusal("{'descr': '<i4', 'fortran_order': False, 'shape': (1, 2), }", eight)
                == .badHeader("it has 2 columns where 1 is wanted"))
        #expect(
            try refusal("{'descr': '>i8', 'fortran_order': False, 'shape': (1,), }", eight) == .unsupportedType(">i8"))
    }

    @Test func vectorsAreWrittenWithOneSide() throws {
        let path = folder.path("v.npy")
        try NPY.write(vector: [7, -1, Int64.max], to: path)
        #expect(try NPY.integers(path) == [7, -1, Int.max])
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        #expect(
            String(decoding: bytes[10..<66], as: UTF8.self)
                == "{'descr': '<i8', 'fortran_order': False, 'shape': (3,), ")
        try NPY.write(vector: [0.5, 1 / 3], to: path)
        #expect(try NPY.read(path).values == [0.5, Float(1.0 / 3)])
        try NPY.write(vector: [] as [Double], to: path)
        #expect(try NPY.read(path).rows == 0)
    }

    @Test func mappedRowsOfBothTypesComeBackAfterTheyWereLetGo() throws {
        let path = folder.path("m.npy")
        let matrix = Matrix(rows: 5_000, columns: 3, values: (0..<15_000).map { Float($0) })
        try NPY.write(matrix, to: path)
        let rows = try MappedRows(path)
        for _ in 0..<2 {
            rows.withNumbers { numbers in
                guard case .float32(let numbers) = numbers else {
                    Issue.record("float32 is not used as it is")
                    return
                }
                #expect(Array(numbers) == matrix.values)
            }
            rows.release(0..<5_000)
            rows.release(17..<17)
        }
        let doubles: [UInt8] = [0, 0, 0, 0, 0, 0, 0xF8, 0x3F]
        let other = try MappedRows(try file("{'descr': '<f8', 'fortran_order': False, 'shape': (1, 1), }", doubles))
        other.withNumbers { numbers in
            if case .float64(let numbers) = numbers {
                #expect(Array(numbers) == [1.5])
            } else {
                Issue.record("no float64")
            }
        }
        #expect(throws: NPYError.self) {
            _ = try MappedRows(try file("{'descr': '<i8', 'fortran_order': False, 'shape': (1, 1), }", doubles))
        }
    }
}
