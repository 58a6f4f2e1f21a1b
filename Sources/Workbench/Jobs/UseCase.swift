public import Dataset

/// One thing that Tessera does to a workspace. Its stored properties are its parameters; as JSON they are the
/// parameters of the job, so that an interrupted one can be started again.
///
/// It may be stopped anywhere, by ``JobReporter/stop(_:)`` or by kill -9, and started again with the same parameters:
/// work that was finished is not done twice, and the end is the same as that of an undisturbed run.
public protocol UseCase: Codable, Sendable {
    associatedtype Output: Codable & Sendable

    /// The name of the use case in the job table, the API and the CLI.
    static var kind: String { get }

    /// Whether the pages may start it with these parameters; what writes to a place of its caller's choice may only be
    /// started by who has the terminal.
    var isForPages: Bool { get }

    /// Whether it reads files of this machine that its parameters name: where people have roles, an owner's alone.
    var readsThisMachine: Bool { get }

    /// The same with all filled in that must stay as it is when the job is started again: what "the newest" was.
    func settled(in workspace: Workspace) throws -> Self

    /// Does it, on the calling thread, which may take long.
    /// - Throws: ``JobCancelled`` when the reporter said to stop; else an error whose description says what is wrong
    ///   and what to do next.
    func run(in workspace: Workspace, reporting reporter: JobReporter) throws -> Output
}

extension UseCase {
    public var isForPages: Bool { true }

    public var readsThisMachine: Bool { false }

    public func settled(in workspace: Workspace) throws -> Self { self }
}
