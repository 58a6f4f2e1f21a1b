/// What the search for label errors is doing.
public enum LabelErrorsPhase: String, Sendable {
    case averaging = "averaging confidences"
    case comparing = "comparing labels"
    case choosing = "choosing errors"
}
