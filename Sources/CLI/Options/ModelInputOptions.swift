import ArgumentParser
import Embeddings

/// What must be known to feed an ONNX file of one's own, where neither the JSON file beside it nor the network says.
struct ModelInputOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The input of an ONNX file, in pixels.", valueName: "WxH"))
    var inputSize: PixelSize?

    @Option(help: ArgumentHelp("Mean of each channel, after scaling.", valueName: "r,g,b"))
    var mean: NumberList?

    @Option(help: ArgumentHelp("Standard deviation of each channel, after scaling.", valueName: "r,g,b"))
    var std: NumberList?

    @Option(
        help: ArgumentHelp(
            "What pixels (0 to 255) are multiplied with first: 0.00392157 for 0 to 1.", valueName: "factor"))
    var scale: Float?

    @Option(help: ArgumentHelp("The layer whose output is the vector.", valueName: "name"))
    var outputLayer: String?

    /// The input that the options describe; nil where they say nothing of it.
    var modelInput: ModelInput? {
        get throws {
            guard let size = inputSize else {
                if mean != nil || std != nil || scale != nil {
                    throw Misuse("--mean, --std and --scale need --input-size beside them.")
                }
                return nil
            }
            var input = ModelInput.imageNet(width: size.width, height: size.height)
            if let mean { input.mean = mean.values }
            if let std { input.std = std.values }
            if let scale { input.scale = scale }
            input.channels = input.mean.count
            return input
        }
    }
}
