import Dataset
import HTTPTypes
import Imaging
import Interchange
import Workbench

/// The answers to the refusals of the floors below. Their own words are kept; the status is ours.
enum ErrorWords {
    /// - Returns: nil for an error that nobody planned for.
    static func known(_ error: any Error) -> APIError? {
        switch error {
        case let error as EditError: edit(error)
        case let error as QueryError: APIError(.badRequest, error.code, "\(error)")
        case let error as SelectionError: selection(error)
        case let error as JobRequestError: job(error)
        case let error as PictureError: APIError(.unprocessableContent, error.code, "\(error)")
        case let error as MapExportError: APIError(.conflict, error.code, "\(error)")
        case let error as SampleNeighborsError: neighbors(error)
        case let error as AuditError: audit(error)
        case let error as FindingError: finding(error)
        case let error as VersionError: version(error)
        case let error as TrainerError: trainer(error)
        case let error as StudioError: studio(error)
        case let error as GrowError: grow(error)
        case let error as ClassRulesError: APIError(.unprocessableContent, error.code, "\(error)")
        case let error as SavedRecipeError: recipe(error)
        case let error as PieceError: piece(error)
        case let error as ConditionError: APIError(.unprocessableContent, error.code, "\(error)")
        case let error as TrainerFileError: APIError(.unprocessableContent, error.code, "\(error)")
        case let error as RunError: run(error)
        case let error as ThreadError: thread(error)
        case let error as LabelBookError: labelBook(error)
        case let error as LabellingError: labelling(error)
        case let error as ConsensusError: consensus(error)
        case let error as MergeError: merge(error)
        case let error as RunComparisonError: APIError(.conflict, error.code, "\(error)")
        case let error as SheetError: sheet(error)
        case let error as PeopleError: people(error)
        case WorkspaceError.damagedImage:
            // The other words of this type name folders of this machine.
            APIError(.internalServerError, "damaged-image", "\(error)")
        default: nil
        }
    }

    private static func edit(_ error: EditError) -> APIError {
        switch error {
        case .conflict(let conflicts):
            APIError(
                .conflict, error.code, "\(error)",
                details: ConflictDetails(conflicts: conflicts.map(ConflictDetails.Entry.init)))
        case .classExists, .alreadyUndone, .notUndone, .keyUsed: APIError(.conflict, error.code, "\(error)")
        default: APIError(.unprocessableContent, error.code, "\(error)")
        }
    }

    private static func selection(_ error: SelectionError) -> APIError {
        if case .unknown = error { return APIError(.notFound, error.code, "\(error)") }
        return APIError(.unprocessableContent, error.code, "\(error)")
    }

    private static func neighbors(_ error: SampleNeighborsError) -> APIError {
        if case .unknownSample = error { return .notFound("such sample") }
        return APIError(.conflict, error.code, "\(error)")
    }

    private static func audit(_ error: AuditError) -> APIError {
        if case .unknownClass = error { return APIError(.notFound, error.code, "\(error)") }
        return APIError(.conflict, error.code, "\(error)")
    }

    private static func finding(_ error: FindingError) -> APIError {
        switch error {
        case .unknown: .notFound("such finding")
        case .gone, .alreadyJudged, .notJudged: APIError(.conflict, error.code, "\(error)")
        case .nothingNamed, .tooMany: APIError(.unprocessableContent, error.code, "\(error)")
        }
    }

    private static func version(_ error: VersionError) -> APIError {
        if case .exists = error { return APIError(.conflict, error.code, "\(error)") }
        return APIError(.unprocessableContent, error.code, "\(error)")
    }

    private static func trainer(_ error: TrainerError) -> APIError {
        if case .unknown = error { return APIError(.unprocessableContent, error.code, "\(error)") }
        return APIError(.conflict, error.code, "\(error)")
    }

    private static func run(_ error: RunError) -> APIError {
        switch error {
        case .unknown: .notFound("such run")
        case .notDone: APIError(.conflict, error.code, "\(error)")
        case .damaged: APIError(.internalServerError, error.code, "\(error)")
        }
    }

    private static func thread(_ error: ThreadError) -> APIError {
        if case .unknown = error { return .notFound("such thread") }
        return APIError(.unprocessableContent, error.code, "\(error)")
    }

    private static func labelBook(_ error: LabelBookError) -> APIError {
        switch error {
        case .unknownEntry: APIError(.notFound, error.code, "\(error)")
        case .editedMeanwhile: APIError(.conflict, error.code, "\(error)")
        default: APIError(.unprocessableContent, error.code, "\(error)")
        }
    }

    private static func sheet(_ error: SheetError) -> APIError {
        switch error {
        case .conflicts, .tooManyRows: APIError(.conflict, error.code, "\(error)")
        // Their words name places of this machine.
        case .cannotRead, .cannotWrite:
            APIError(.internalServerError, error.code, "The spreadsheet cannot be made: the disk may be full.")
        default: APIError(.unprocessableContent, error.code, "\(error)")
        }
    }

    private static func people(_ error: PeopleError) -> APIError {
        let status: HTTPResponse.Status =
            switch error {
            case .wrongLogin: .unauthorized
            case .badInvitation, .unknownPerson, .unknownInvitation, .unknownToken: .notFound
            case .nameTaken, .lastOwner, .tooMany: .conflict
            case .invalidName, .weakPassword, .badDays: .unprocessableContent
            case .noMemoryForPasswords: .serviceUnavailable
            }
        return APIError(status, error.code, "\(error)")
    }

    private static func studio(_ error: StudioError) -> APIError {
        switch error {
        case .unknownProposal, .unknownCandidate: APIError(.notFound, error.code, "\(error)")
        case .overBudget, .staleProposal, .previewOnly, .noStyles: APIError(.conflict, error.code, "\(error)")
        default: APIError(.unprocessableContent, error.code, "\(error)")
        }
    }

    private static func grow(_ error: GrowError) -> APIError {
        switch error {
        case .unknown: APIError(.notFound, error.code, "\(error)")
        case .changed: APIError(.conflict, error.code, "\(error)")
        default: APIError(.unprocessableContent, error.code, "\(error)")
        }
    }

    private static func labelling(_ error: LabellingError) -> APIError {
        switch error {
        case .unknownRoom: APIError(.notFound, error.code, "\(error)")
        case .nothingToWithdraw, .roomClosed, .nothingShown, .roomFull: APIError(.conflict, error.code, "\(error)")
        default: APIError(.unprocessableContent, error.code, "\(error)")
        }
    }

    private static func recipe(_ error: SavedRecipeError) -> APIError {
        if case .invalidName = error { return APIError(.unprocessableContent, error.code, "\(error)") }
        return APIError(.notFound, error.code, "\(error)")
    }

    private static func piece(_ error: PieceError) -> APIError {
        if case .unknown = error { return APIError(.notFound, error.code, "\(error)") }
        return APIError(.unprocessableContent, error.code, "\(error)")
    }

    private static func consensus(_ error: ConsensusError) -> APIError {
        switch error {
        case .stale, .nothingToChange: APIError(.conflict, error.code, "\(error)")
        default: APIError(.unprocessableContent, error.code, "\(error)")
        }
    }

    private static func merge(_ error: MergeError) -> APIError {
        if case .unknownConflict = error { return .notFound("such conflict") }
        return APIError(.conflict, error.code, "\(error)")
    }

    private static func job(_ error: JobRequestError) -> APIError {
        switch error {
        case .unknownKind, .badParameters, .notFromOutside: APIError(.unprocessableContent, error.code, "\(error)")
        case .unknownJob: APIError(.notFound, error.code, "\(error)")
        case .notResumable, .notRunning: APIError(.conflict, error.code, "\(error)")
        }
    }
}
