import Foundation

/// What the operating system said last.
package struct SystemError: Error, Equatable {
    package let number: Int32

    package init(_ number: Int32 = errno) {
        self.number = number
    }

    package var words: String { String(cString: strerror(number)) }
}
