import Hummingbird

/// All routes behind all checks.
enum Routes {
    /// The checks come first and apply to every address, also to those that do not exist.
    static func router(services: Services, hosts: AllowedHosts) -> Router<ServerContext> {
        table(services: services, hosts: hosts).router
    }

    static func table(services: Services, hosts: AllowedHosts) -> RouteTable {
        let router = Router(context: ServerContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: SecurityHeaders())
        router.add(middleware: Compression())
        router.add(middleware: ErrorAnswers())
        router.add(middleware: HostCheck(hosts: hosts))
        router.add(middleware: SameOriginCheck(hosts: hosts))
        router.add(middleware: Identification(services: services))
        var table = RouteTable(router: router, gate: AccessGate(services: services))
        register(services, in: &table)
        table.refuseOtherMethods()
        return table
    }

    private static func register(_ services: Services, in table: inout RouteTable) {
        WorkspaceRoutes(services: services).register(in: &table)
        SampleRoutes(services: services).register(in: &table)
        SelectionRoutes(services: services).register(in: &table)
        PictureRoutes(services: services).register(in: &table)
        ChangeRoutes(services: services).register(in: &table)
        ClassRoutes(services: services).register(in: &table)
        JobRoutes(services: services).register(in: &table)
        ThreadRoutes(services: services).register(in: &table)
        LabelBookRoutes(services: services).register(in: &table)
        HistoryRoutes(services: services).register(in: &table)
        CopyRoutes(services: services).register(in: &table)
        VersionRoutes(services: services).register(in: &table)
        TrainerRoutes(services: services).register(in: &table)
        RunRoutes(services: services).register(in: &table)
        SheetRoutes(services: services).register(in: &table)
        MapRoutes(services: services).register(in: &table)
        AuditRoutes(services: services).register(in: &table)
        FindingRoutes(services: services).register(in: &table)
        StudioRoutes(services: services).register(in: &table)
        RuleRoutes(services: services).register(in: &table)
        RecipeRoutes(services: services).register(in: &table)
        ProposalRoutes(services: services).register(in: &table)
        GrowthRoutes(services: services).register(in: &table)
        PieceRoutes(services: services).register(in: &table)
        LabellingRoutes(services: services).register(in: &table)
        ConsensusRoutes(services: services).register(in: &table)
        RoomRoutes(services: services).register(in: &table)
        PresenceRoutes(services: services).register(in: &table)
        EventRoutes(services: services).register(in: &table)
        DocumentRoutes(services: services).register(in: &table)
        SessionRoutes(services: services).register(in: &table)
        PeopleRoutes(services: services).register(in: &table)
        TokenRoutes(services: services).register(in: &table)
        PageRoutes(services: services).register(in: &table)
    }
}
