/// Why the fixed model can't be trained or asked.
public enum FixedModelError: Error, Sendable, Equatable, CustomStringConvertible {
    case badSetting(String, String)
    case tooFewClasses(Int)
    case noImages(split: String)
    case otherLabelCount(split: String, images: Int, labels: Int)
    case badLabel(split: String, image: Int, label: Int, classes: Int)
    case overBudget(images: Int, budget: Int)
    case otherInputSide(wanted: Int, found: Int)
    /// Pictures as numbers that are not the length that they should be.
    case otherLength(wanted: Int, found: Int)
    /// The library that computes convolutions refused; its status as `dnnl_status_t` has it.
    case oneDNN(status: Int, doing: String)
    /// Bytes that are not a checkpoint or weights of the fixed model, or not of this version; says what.
    case unreadable(String)
    /// A checkpoint of other images, labels or classes.
    case otherData

    public var description: String {
        switch self {
        case .badSetting(let setting, let rule): "The setting \(setting) \(rule)."
        case .tooFewClasses(let classes):
            "There must be at least two classes to tell apart; the dataset has \(classes)."
        case .noImages(let split): "There are no images in \(split). Put some there first."
        case .otherLabelCount(let split, let images, let labels):
            "\(split) has \(images) images and \(labels) labels. Each image needs one label."
        case .badLabel(let split, let image, let label, let classes):
            "Image \(image) of \(split) has the label \(label); labels count from 0 to \(classes - 1)."
        case .overBudget(let images, let budget):
            "train and val have \(images) images together, more than the budget of \(budget). "
                + "Take some out of both splits, or raise imageBudget in the trainer's specification."
        case .otherInputSide(let wanted, let found):
            "The images are prepared at \(found) × \(found) pixels and the model takes \(wanted) × \(wanted). "
                + "Prepare them again."
        case .otherLength(let wanted, let found):
            "The prepared images should be \(wanted) numbers and are \(found). Prepare them again."
        case .oneDNN(let status, let doing):
            "oneDNN failed at \(doing) (status \(status)). Where memory is short, make batch or inputSide smaller."
        case .unreadable(let what):
            "These are not weights or a checkpoint of the fixed model that this version reads: \(what). Train again."
        case .otherData:
            "The checkpoint is of a training on other images, labels or classes. Start the training anew."
        }
    }
}
