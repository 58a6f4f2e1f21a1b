public import Foundation

/// What a worker says of one picture: its vector, or why there is none.
public struct WorkerAnswer: Sendable, Equatable {
    public let id: String
    /// Empty where there is a failure.
    public let vector: [Float]
    public let failure: PictureFailure?

    /// Reads a worker's output to its closing line.
    ///
    /// - Returns: the model's name and the length of its vectors.
    /// - Throws: `WorkerError.ended` where the stream stops before its closing line, `.badStream` where it is no such
    ///   stream, and what `deliver` throws.
    @discardableResult
    public static func read(
        from file: FileHandle, deliver: (WorkerAnswer) throws -> Void
    ) throws -> (model: String, dimension: Int) {
        var reader = StreamReader(file)
        let opening = try decode(VectorStream.Opening.self, line(&reader))
        guard opening.format == VectorStream.format else {
            throw WorkerError.badStream("its format is '\(opening.format)', not '\(VectorStream.format)'.")
        }
        var index = 0
        while true {
            let text = try line(&reader)
            if let closing = try? decode(VectorStream.Closing.self, text) {
                guard closing.done + closing.failed == index else {
                    throw WorkerError.badStream("it counts other pictures than it sent.")
                }
                return (opening.model, opening.dimension)
            }
            try deliver(answer(decode(VectorStream.Entry.self, text), index, opening, &reader))
            index += 1
        }
    }

    private static func answer(
        _ entry: VectorStream.Entry, _ index: Int, _ opening: VectorStream.Opening, _ reader: inout StreamReader
    ) throws -> WorkerAnswer {
        if let error = entry.error {
            let failure = PictureFailure(index: index, code: error.code, reason: error.message)
            return WorkerAnswer(id: entry.id, vector: [], failure: failure)
        }
        guard entry.bytes == opening.dimension * 4 else {
            throw WorkerError.badStream("a vector has another length than was announced.")
        }
        guard let bytes = reader.bytes(opening.dimension * 4) else { throw WorkerError.ended(status: 0, message: "") }
        return WorkerAnswer(id: entry.id, vector: VectorStream.vector(of: bytes), failure: nil)
    }

    private static func line(_ reader: inout StreamReader) throws -> String {
        guard let line = try reader.line() else { throw WorkerError.ended(status: 0, message: "") }
        return line
    }

    private static func decode<Value: Decodable>(_ type: Value.Type, _ line: String) throws -> Value {
        do { return try JSONDecoder().decode(type, from: Data(line.utf8)) } catch {
            throw WorkerError.badStream("a line is not what is expected: \(line.prefix(80))")
        }
    }
}
