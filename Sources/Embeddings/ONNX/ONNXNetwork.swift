import Foundation

/// What an ONNX file says of itself: its inputs, outputs and inner tensors. The file is a protocol buffer; only the
/// few fields that are needed here are read (their numbers are those of onnx.proto).
///
/// It also makes the network end at an inner tensor, so that features can be had of a model that was exported with its
/// classifier.
struct ONNXNetwork {
    struct Input: Equatable {
        let name: String
        /// nil where a dimension is free.
        let shape: [Int?]
    }

    /// Without the constants, which old exporters list among the inputs.
    let inputs: [Input]
    let outputs: [String]
    /// Every tensor that some node computes, in the order of the computation.
    let tensors: [String]

    private let file: String
    private let message: WireMessage

    private enum Number {
        static let graph = 7
        static let node = 1, constant = 5, input = 11, output = 12
    }

    /// Networks larger than this are refused before they are read.
    static let largestFile = 2 << 30

    /// - Throws: `EmbeddingModelError.unreadable`.
    static func read(_ url: URL) throws -> ONNXNetwork {
        func unreadable(_ reason: String) -> EmbeddingModelError { .unreadable(file: url.path, reason: reason) }
        guard let values = try? url.resourceValues(forKeys: [.fileSizeKey, .isDirectoryKey]) else {
            throw unreadable("there is no such file.")
        }
        guard values.isDirectory != true else { throw unreadable("it is a folder.") }
        guard values.fileSize ?? 0 <= largestFile else { throw unreadable("it is larger than 2 GiB.") }
        let bytes: [UInt8]
        do { bytes = try [UInt8](Data(contentsOf: url)) } catch { throw unreadable(error.localizedDescription) }
        do {
            return try ONNXNetwork(bytes, file: url.path)
        } catch is WireMessage.Malformed {
            throw unreadable("it is not an ONNX file, or it is damaged.")
        }
    }

    init(_ bytes: [UInt8], file: String) throws {
        self.file = file
        message = WireMessage(bytes)
        guard let field = try message.fields().last(where: { $0.number == Number.graph }) else {
            throw WireMessage.Malformed()
        }
        let graph = message.message(field)
        var constants: Set<String> = []
        var inputs: [Input] = []
        var outputs: [String] = []
        var tensors: [String] = []
        for field in try graph.fields() {
            switch field.number {
            case Number.node:
                let node = graph.message(field)
                tensors += try node.fields().filter { $0.number == 2 }.map(node.text)
            case Number.constant:
                let tensor = graph.message(field)
                if let name = try tensor.fields().first(where: { $0.number == 8 }) {
                    constants.insert(tensor.text(name))
                }
            case Number.input: inputs.append(try Self.value(graph.message(field)))
            case Number.output: outputs.append(try Self.value(graph.message(field)).name)
            default: break
            }
        }
        self.inputs = inputs.filter { !constants.contains($0.name) }
        self.outputs = outputs
        self.tensors = tensors.filter { !$0.isEmpty }
    }

    /// A ValueInfoProto: a name, and below type (2), tensor type (1), shape (2) one dimension (1) after the other.
    private static func value(_ message: WireMessage) throws -> Input {
        var name = ""
        var shape: [Int?] = []
        for field in try message.fields() {
            if field.number == 1 { name = message.text(field) }
            guard field.number == 2 else { continue }
            let type = message.message(field)
            for tensor in try type.fields() where tensor.number == 1 {
                for dimensions in try type.message(tensor).fields() where dimensions.number == 2 {
                    for dimension in try type.message(dimensions).fields() where dimension.number == 1 {
                        let said = try type.message(dimension).fields().first { $0.number == 1 }
                        shape.append(said.flatMap { Int(exactly: $0.integer) }.flatMap { $0 > 0 ? $0 : nil })
                    }
                }
            }
        }
        return Input(name: name, shape: shape)
    }

    /// The tensor of that name, or the only output.
    ///
    /// - Throws: `EmbeddingModelError.outputUnknown` with the names that could be given.
    func output(named name: String?) throws -> String {
        if let name {
            if outputs.contains(name) || tensors.contains(name) { return name }
        } else if let only = outputs.first, outputs.count == 1 {
            return only
        }
        let offered = outputs + tensors.reversed().filter { !outputs.contains($0) }.prefix(8)
        throw EmbeddingModelError.outputUnknown(file: file, asked: name, outputs: offered)
    }

    /// The input as far as the network itself tells it: the size, with ImageNet's mean and deviation.
    ///
    /// - Throws: `EmbeddingModelError.inputUnknown`.
    func describedInput() throws -> ModelInput {
        func unknown(_ reason: String) -> EmbeddingModelError { .inputUnknown(file: file, reason: reason) }
        guard let input = inputs.first, inputs.count == 1 else {
            throw unknown("it takes \(inputs.count) inputs, not one picture.")
        }
        guard input.shape.count == 4 else { throw unknown("its input is not N×channels×height×width.") }
        guard let height = input.shape[2], let width = input.shape[3] else {
            throw unknown("it takes pictures of any size, so the size is to be given.")
        }
        switch input.shape[1] {
        case 3, nil: return .imageNet(width: width, height: height)
        case 1:
            return ModelInput(width: width, height: height, channels: 1, scale: 1 / 255, mean: [0.5], std: [0.5])
        default: throw unknown("its input is not N×channels×height×width with 1 or 3 channels.")
        }
    }

    /// The file with that tensor as its only output.
    func ending(at tensor: String) throws -> [UInt8] {
        var model: [UInt8] = []
        var graph: [UInt8] = []
        for field in try message.fields() {
            guard field.number == Number.graph else {
                model += message.bytes[field.whole]
                continue
            }
            let old = message.message(field)
            for part in try old.fields() where part.number != Number.output { graph += old.bytes[part.whole] }
        }
        graph += WireMessage.field(Number.output, WireMessage.field(1, [UInt8](tensor.utf8)))
        return model + WireMessage.field(Number.graph, graph)
    }

    /// Twelve hexadecimal digits that stand for the file's bytes and for the settings beside it (FNV-1a; a name, no
    /// guard against forgery).
    func fingerprint(with settings: String) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        func take(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        for byte in message.bytes { take(byte) }
        for byte in settings.utf8 { take(byte) }
        let digits = String(hash, radix: 16)
        return String((String(repeating: "0", count: 16 - digits.count) + digits).prefix(12))
    }
}
