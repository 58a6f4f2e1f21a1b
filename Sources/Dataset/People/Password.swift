import Foundation

/// A password that somebody chose: 10 to 200 characters, the same however a keyboard composes them.
package struct Password {
    static let shortest = 10
    static let longest = 200

    let text: String

    /// A password to check. Any text, but not one that is only there to keep the machine busy.
    package init?(toCheck text: String) {
        guard text.utf8.count <= 4 * Self.longest else { return nil }
        self.text = text.precomposedStringWithCompatibilityMapping
    }

    /// A password to keep.
    /// - Throws: `PeopleError.weakPassword`.
    package init(toKeep text: String, name: String) throws(PeopleError) {
        guard let password = Password(toCheck: text), (Self.shortest...Self.longest).contains(password.text.count)
        else {
            throw .weakPassword("A password has \(Self.shortest) to \(Self.longest) characters. A few words will do.")
        }
        guard PersonName.fold(text) != PersonName.fold(name), Set(password.text).count >= 4 else {
            throw .weakPassword("This password is guessed at once. Take a few words that nobody expects together.")
        }
        self = password
    }
}
