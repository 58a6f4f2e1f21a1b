/// Why an answer was not kept, or a question about answers not answered.
public enum LabellingError: Error, Sendable, Equatable {
    case badConfidence
    case badAnswersWanted
    /// The name under which the labels count that were there is nobody's.
    case reservedName
    case nothingToWithdraw
    /// Too many at once.
    case tooMany(Int)
    case unknownRoom
    case roomClosed
    /// Nothing is being shown.
    case nothingShown
    case badVoter
    case roomFull

    public var code: String {
        switch self {
        case .badConfidence: "bad-confidence"
        case .badAnswersWanted: "bad-answers-wanted"
        case .reservedName: "reserved-name"
        case .nothingToWithdraw: "nothing-to-undo"
        case .tooMany: "too-many"
        case .unknownRoom: "unknown-room"
        case .roomClosed: "room-closed"
        case .nothingShown: "nothing-shown"
        case .badVoter: "bad-voter"
        case .roomFull: "room-full"
        }
    }
}

extension LabellingError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .badConfidence: "A confidence is a number from 0 to 1."
        case .badAnswersWanted: "1 to \(LabellingRules.mostAnswers) people can be asked about a sample."
        case .reservedName:
            "\u{201C}\(LabellingRules.givenPerson)\u{201D} stands for the labels that were there. Choose another name."
        case .nothingToWithdraw: "You have no answer that could be taken back."
        case .tooMany(let most): "At most \(most) answers can be sent at once. Send them in parts."
        case .unknownRoom: "There is no such room. Ask for a new link, or scan the code again."
        case .roomClosed: "The vote has ended. Thank you for your answers."
        case .nothingShown: "Nothing is being asked at the moment. Wait for the next image."
        case .badVoter: "A name has 1 to 60 characters."
        case .roomFull: "The room is full."
        }
    }
}
