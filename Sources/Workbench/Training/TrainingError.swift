/// Why a training cannot begin.
public enum TrainingError: CodedError, Sendable, Equatable {
    case noTrain
    case noVal
    case oneClass(Int)
    case overBudget(images: Int, budget: Int)
    case notBefore(String, version: Int64)
    case notAfter(String, version: Int64)
    case unknownTag(String)
    case nothingInTag(String)
    case emptySet(String)
    case tooFewForFolds(Int, folds: Int)

    public var code: String {
        switch self {
        case .noTrain, .noVal: "empty-split"
        case .oneClass: "too-few-classes"
        case .overBudget: "over-budget"
        case .notBefore, .notAfter: "bad-batch"
        case .unknownTag, .nothingInTag: "unknown-tag"
        case .emptySet: "empty-set"
        case .tooFewForFolds: "too-few-images"
        }
    }

    public var description: String {
        switch self {
        case .noTrain:
            "This version has no labelled image in train. Put some there: `tessera edit --where split=none --split train`."
        case .noVal:
            "This version has no labelled image in val, by which the best epoch is found. Put some there: `tessera edit --ids … --split val`."
        case .oneClass(let count):
            "The labelled images of this version are of \(count == 1 ? "one class" : "no class"). There must be two or more to tell apart."
        case .overBudget(let images, let budget):
            "train and val have \(images) images together, and the trainer takes at most \(budget). Take \(images - budget) out of both: "
                + "`tessera edit --ids … --split none`, or `--trash`."
        case .notBefore(let batch, let version):
            "--without \(batch) names changes that are not in the version, which ends with change \(version). There is nothing to leave out."
        case .notAfter(let batch, let version):
            "--with \(batch) names changes that are in the version already, which ends with change \(version), or that do not exist."
        case .unknownTag(let tag):
            "No sample of this version has the tag \"\(tag)\". `tessera info` lists the tags; changes are named by their numbers, such as 12-20."
        case .nothingInTag(let tag):
            "Every sample with the tag \"\(tag)\" is in a split, or has no label: there is nothing to train on besides."
        case .emptySet(let name):
            "There is nothing to score in \"\(name)\": it is a split (test, none) or a tag with labelled samples outside train."
        case .tooFewForFolds(let images, let folds):
            "\(images) labelled images in train and val are too few for \(folds) folds. Take fewer with --folds."
        }
    }
}
