/// Why an .npy file could not be read or written, in words for the user.
public struct NPYError: Error, Sendable, Equatable, CustomStringConvertible {
    public enum Reason: Error, Sendable, Equatable {
        case cannotOpen(String)
        case notNPY
        case badHeader(String)
        case unsupportedType(String)
        case notWhole(String)
        case numberTooLarge(row: Int)
        case fortranOrder
        case tooLarge
        case tooShort(expected: Int, found: Int)
        case otherColumns(expected: Int, found: Int)
        case cannotWrite(String)
    }

    public let path: String
    public let reason: Reason

    public init(path: String, reason: Reason) {
        self.path = path
        self.reason = reason
    }

    public var description: String {
        switch reason {
        case .cannotOpen(let why): "\(path) can't be opened: \(why)."
        case .notNPY: "\(path) is not an .npy file: it does not begin with NumPy's signature."
        case .badHeader(let why): "The .npy header of \(path) can't be read: \(why)."
        case .unsupportedType(let type):
            "\(path) holds numbers of type \(type); float32, float64 and whole numbers of 8 to 64 bits (little-endian) "
                + "can be read. In NumPy: numpy.save(path, array.astype('<f4'))."
        case .notWhole(let type):
            "\(path) holds numbers of type \(type) where whole numbers are wanted. "
                + "In NumPy: numpy.save(path, array.astype('<i8'))."
        case .numberTooLarge(let row): "The number in row \(row) of \(path) does not fit into 64 bits with a sign."
        case .fortranOrder:
            "\(path) is stored column after column. In NumPy: numpy.save(path, numpy.ascontiguousarray(array))."
        case .tooLarge: "\(path) claims a shape that is larger than memory can hold."
        case .tooShort(let expected, let found):
            "\(path) is cut off: its header promises \(expected) bytes of numbers and \(found) are there. Make it again."
        case .otherColumns(let expected, let found):
            "\(path) has rows of \(found) numbers, not \(expected). It was made by another model; move it away."
        case .cannotWrite(let why): "\(path) can't be written: \(why)."
        }
    }
}
