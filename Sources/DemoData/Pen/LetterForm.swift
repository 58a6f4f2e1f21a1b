/// The shapes that a writer gives the letters.
enum LetterForm: Sendable {
    case upperSerif, upperPlain, lower
}
