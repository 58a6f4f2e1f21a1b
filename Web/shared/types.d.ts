// What the HTTP API gives and takes (docs/openapi.yaml), for the type check of the pages.

/** Every browser has it; TypeScript 4.8 doesn't know it yet. */
declare class CompressionStream implements GenericTransformStream {
  constructor(format: "deflate" | "gzip");
  readonly readable: ReadableStream;
  readonly writable: WritableStream;
}

declare namespace Tessera {
  type ColumnValue = string | number;
  type SampleState = "active" | "trashed";

  interface Sample {
    id: number;
    name: string;
    path: string;
    digest: string;
    label: string | null;
    split: string | null;
    state: SampleState;
    tags: string[];
    columns: Record<string, ColumnValue>;
    width: number;
    height: number;
    format: string;
    bytes: number;
    revision: number;
  }

  interface HistoryEntry {
    change: number;
    at: string;
    author: string;
    reason: string | null;
    field: string;
    before: unknown;
    after: unknown;
  }

  interface SampleDetail extends Sample {
    history: HistoryEntry[];
  }

  interface ChainStep {
    label: string;
    instruction: string;
  }

  type Outcome = "same" | "becomes" | "forbidden";

  interface Rule {
    outcome: Outcome;
    label: string | null;
    limit: number | null;
  }

  interface ClassRules {
    id: number;
    name: string;
    parts: string[];
    chain: ChainStep[];
    rules: Record<string, Rule>;
  }

  interface LabelRules {
    classes: ClassRules[];
    defaults: Record<string, Outcome>;
    presets: string[];
  }

  interface Derivation {
    kind: string;
    recipe: string | null;
    recipeVersion: number | null;
    author: string;
    at: string;
    parents: number[];
    isStale: boolean;
    parameters: { why?: { round: number; near: { sample: number; distance: number; predicted: string }[] } } & Record<string, unknown>;
  }

  interface Lineage {
    derivation: Derivation | null;
    children: { sample: number; kind: string; label: string | null; isStale: boolean }[];
    childCount: number;
  }

  interface Change {
    id: number;
    at: string;
    author: string;
    reason: string | null;
    kind: string;
    count: number;
    undoes: number | null;
    undoneBy: number | null;
    summary: string;
  }

  interface ChangedCell {
    sample: number;
    field: string;
    before: unknown;
    after: unknown;
  }

  interface ThreadNews {
    thread: number;
    message: number;
    state: ThreadState;
    asked: string[];
  }

  type ThreadState = "open" | "answered" | "decided";

  interface ThreadMessage {
    id: number;
    kind: "question" | "answer" | "note" | "decision";
    author: string;
    at: string;
    text: string;
    label: string | null;
    mentions: string[];
    change: number | null;
    rule: string | null;
  }

  interface Thread {
    id: number;
    about: "sample" | "samples" | "class" | "pair";
    state: ThreadState;
    author: string;
    at: string;
    question: string;
    classes: string[];
    samples: number[];
    sampleCount: number;
    asked: string[];
    messageCount: number;
    lastMessage: number;
    lastAt: string;
    messages?: ThreadMessage[];
  }

  interface Question {
    question: string;
    mentions?: string[];
    samples?: number[];
    selection?: string;
    classes?: string[];
  }

  interface Decision {
    text: string;
    rule?: { class: string; text: string; examples: number[]; nearMisses: number[] };
    relabel?: { label: string; samples: number[]; seen: number };
  }

  interface RelabelRow {
    sample: number;
    before?: string;
    distance?: number;
  }

  interface RelabelProposal {
    thread: number;
    label: string;
    touches: RelabelRow[];
    unchanged: number;
    alike: RelabelRow[];
    seen: number;
  }

  interface Inbox {
    person: string;
    threads: Thread[];
    people: { name: string; waiting: number }[];
  }

  interface LabelBookEntry {
    id: string;
    kind: "definition" | "example" | "nearMiss" | "rule";
    text: string;
    examples: number[];
    nearMisses: number[];
    thread: number | null;
    edit: number;
    author: string;
    at: string;
  }

  interface LabelBookPage {
    id: number;
    class: string;
    definition: LabelBookEntry | null;
    examples: LabelBookEntry[];
    nearMisses: LabelBookEntry[];
    rules: LabelBookEntry[];
  }

  interface LabelBookEdit {
    class?: string;
    kind: LabelBookEntry["kind"];
    text?: string;
    examples?: number[];
    nearMisses?: number[];
    seen?: number;
  }

  interface BlameCell {
    field: string;
    value: string | null;
    before: string | null;
    change: number;
    at: string;
    author: string;
    reason: string | null;
    kind: string;
    thread: number | null;
    decision: string | null;
  }

  interface Blame {
    sample: number;
    cells: BlameCell[];
    threads: Thread[];
  }

  interface DifferenceRow {
    sample: number;
    before?: string;
    after?: string;
    change?: number;
  }

  interface DifferencePart {
    count: number;
    rows: DifferenceRow[];
  }

  interface DifferenceGroup {
    author: string;
    reason?: string;
    thread?: number;
    added: number;
    removed: number;
    relabelled: number;
    moved: number;
    otherwise: number;
    changes: number[];
  }

  interface Difference {
    from: number;
    to: number;
    added: DifferencePart;
    removed: DifferencePart;
    relabelled: DifferencePart;
    moved: DifferencePart;
    otherwise: DifferencePart;
    classes: { id: number; before?: string; after?: string }[];
    groups: DifferenceGroup[];
    changeCount: number;
  }

  interface RevertPreview {
    to: number;
    samples: number;
    labels: number;
    splits: number;
    tags: number;
    values: number;
    trashed: number;
    restored: number;
    people: string[];
    seen: number;
  }

  interface MergeConflict {
    id?: number;
    sample?: number;
    label?: string;
    field: string;
    ours?: string;
    theirs?: string;
    ourAuthor: string;
    ourAt: string;
    theirAuthor: string;
    theirAt: string;
    theirReason?: string;
    decision?: "ours" | "theirs" | "other";
  }

  interface MergeReport {
    common: number;
    changes: number;
    withoutEffect: number;
    samples: number;
    images: number;
    threads: number;
    messages: number;
    labelBookEdits: number;
    answers: number;
    verdicts: number;
    derivations: number;
    recipes: number;
    classRules: number;
    conflicts: MergeConflict[];
    notes: string[];
  }

  interface ChangeDetail extends Change {
    cells: ChangedCell[];
  }

  interface CellChanges {
    label?: string | null;
    split?: string | null;
    tags?: string[];
    addTags?: string[];
    removeTags?: string[];
    state?: SampleState;
    columns?: Record<string, ColumnValue | null>;
  }

  interface Edit {
    samples?: number[];
    revisions?: number[];
    /** The name of a kept selection, in place of samples. */
    selection?: string;
    /** The newest change that was seen, in place of revisions. */
    seen?: number;
    set: CellChanges;
  }

  interface EditRequest {
    reason?: string;
    createClasses?: boolean;
    edits: Edit[];
  }

  /** Where one open page is. */
  interface Place {
    client: string;
    name: string;
    /** From 0 to 7. */
    colour: number;
    page: string;
    sample: number | null;
    field: string | null;
    left?: boolean;
  }

  interface LabellingRules {
    keepsAnswersApart: boolean;
    hidesOthers: boolean;
    answersWanted: number;
    countsGiven: boolean;
  }

  interface Labelling {
    rules: LabellingRules;
    progress: { samples: number; done: number; contested: number; people: { name: string; labels: number; skipped: number; flagged: number }[] };
  }

  interface QueueItem {
    sample: Sample;
    isContested: boolean;
    informativeness: number;
  }

  interface AnswerRequest {
    sample: number;
    label?: string;
    kind?: "label" | "skip" | "flag";
    confidence?: number;
    reason?: string;
    revision?: number;
  }

  interface Answer {
    id: number;
    at: string;
    sample: number;
    person: string;
    kind: "label" | "skip" | "flag" | "withdrawn";
    label: string | null;
    confidence: number | null;
    reason: string | null;
    change: number | null;
  }

  interface AnswerOutcome {
    answers: Answer[];
    change?: Change;
    samples: Sample[];
  }

  interface Consensus {
    basis: { lastChange: number; lastAnswer: number };
    totals: { considered: number; confirmed: number; changes: number; open: number };
    people: { name: string; answers: number; accuracy?: number }[];
    changes: { sample: number; revision: number; from?: string; to: string; probability: number; answers: number }[];
    open: { sample: number; answers: number; classes: { label: string; probability: number }[]; contest: number }[];
  }

  interface Agreement {
    items: number;
    comparable: number;
    contested: number;
    alpha?: number;
    classes: { name: string; alpha?: number }[];
    people: { name: string; answers: number; shared: number; agreement?: number; accuracy?: number }[];
    pairs: { first: string; second: string; shared: number; agreement?: number; kappa?: number; kappaPerClass: (number | null)[] }[];
  }

  interface Room {
    code: string;
    version: number;
    isClosed: boolean;
    isRevealed: boolean;
    sample: number | null;
    classes: string[];
    voters: number;
    voted: number;
    votes?: { label: string; voters: string[] }[];
    mine?: string;
  }

  interface AppliedChange {
    change: Change;
    samples?: Sample[];
    revision: number;
  }

  interface Conflict {
    sample: number;
    field: string;
    yours: unknown;
    theirs: unknown;
    author: string;
    at: string;
  }

  interface ClassCount {
    id: number;
    name: string;
    total: number;
    bySplit: Record<string, number>;
  }

  interface EmbeddingInfo {
    model: string;
    dimension: number;
    count: number;
    missing: number;
  }

  interface ProjectionInfo {
    id: number;
    model: string;
    createdAt: string;
    count: number;
    parameters: Record<string, unknown>;
    seed: number;
  }

  interface Workspace {
    name: string;
    identity: string;
    isDemo: boolean;
    directoryName: string;
    counts: { samples: number; images: number; unlabeled: number; trashed: number };
    classes: ClassCount[];
    splits: string[];
    tags: { name: string; count: number }[];
    columns: { name: string; kind: "number" | "text" }[];
    embeddings: EmbeddingInfo[];
    projections: ProjectionInfo[];
    lastChange: number | null;
    canUndo: boolean;
    canRedo: boolean;
    version: string;
  }

  /** What a spreadsheet would change, or changed. */
  interface SheetPlan {
    rows: number;
    matched: number;
    changes: { row: number; sample: number; path: string; field: string; from?: string; to?: string }[];
    conflicts: { row: number; sample: number; path: string; field: string; before?: string; yours?: string; theirs?: string; author: string; at: string }[];
    problems: { row?: number; column?: string; words: string }[];
    notices: string[];
    newClasses: string[];
    reasons: string[];
    change?: number;
  }

  type Role = "viewer" | "labeller" | "editor" | "owner";

  interface Session {
    needsLogin: boolean;
    name?: string;
    role?: Role;
  }

  interface Person {
    id: number;
    name: string;
    role: Role;
    createdAt?: string;
    seenAt?: string;
  }

  interface OpenInvitation {
    role: Role;
    name?: string;
    isForKnownPerson: boolean;
    invitedBy: string;
    expiresAt: string;
    shortestPassword: number;
  }

  interface Invitation {
    id: number;
    role: Role;
    name?: string;
    isForKnownPerson: boolean;
    invitedBy: string;
    createdAt: string;
    expiresAt: string;
  }

  interface IssuedInvitation {
    invitation: Invitation;
    path: string;
    link?: string;
  }

  interface Token {
    id: number;
    person: string;
    name: string;
    role: Role;
    createdAt: string;
    expiresAt?: string;
    usedAt?: string;
  }

  interface AccessRecord {
    id: number;
    at: string;
    event: string;
    name?: string;
    address?: string;
    detail?: string;
  }

  type JobState = "queued" | "running" | "done" | "failed" | "cancelled" | "interrupted";

  interface Job {
    id: number;
    kind: string;
    state: JobState;
    phase: string | null;
    done: number;
    total: number | null;
    rate: number | null;
    secondsLeft: number | null;
    message: string | null;
    error: { code: string; message: string } | null;
    parameters: Record<string, unknown>;
    result: Record<string, unknown> | null;
    createdAt: string;
    startedAt: string | null;
    finishedAt: string | null;
    author: string;
  }

  interface Refusal {
    path: string;
    code: string;
    reason: string;
  }

  interface Neighbors {
    model: string;
    neighbors: { id: number; distance: number; label?: string }[];
  }

  interface SamplePage {
    total: number;
    samples: Sample[];
    /** The change that the order is of; `at` in the next request keeps to it. */
    at?: number;
    projection?: number;
  }

  interface Version {
    name: string;
    change: number;
    note?: string;
    author: string;
    createdAt: string;
  }

  interface Trainer {
    name: string;
    kind: "fixed-model" | "command";
    digest: string;
    runs: number;
    epochs?: number;
    imageBudget: number;
    command?: string[];
  }

  interface Interval {
    low: number;
    high: number;
    level: number;
    method: string;
  }

  interface SetScore {
    count: number;
    correct: number;
    accuracy: number;
    loss: number;
    interval: Interval;
  }

  interface MeanScore {
    mean: number;
    deviation?: number;
    interval: Interval;
    seeds: number;
  }

  interface Run {
    id: number;
    seed: number;
    state: "running" | "done" | "failed" | "cancelled";
    author: string;
    note?: string;
    error?: string;
    createdAt: string;
    finishedAt?: string;
    job?: number;
    epochs: number;
    bestEpoch?: number;
    imagesPerSecond?: number;
    scores: Record<string, SetScore>;
    files: string;
  }

  interface RunGroup {
    trainer: { name: string; kind: string; digest: string };
    version: { change: number; name?: string; note?: string };
    whatIf: { without: string[]; with: string[] };
    folds: number;
    data: {
      classes: string[];
      train: number;
      val: number;
      others: number;
      leftOut: { trashed: number; unlabelled: number; whatIf: number };
      added: number;
      sharedImages: number;
    };
    runs: Run[];
    mean: Record<string, MeanScore>;
    imagesPerSecond?: number;
  }

  interface RunEpoch {
    fold: number;
    epoch: number;
    trainLoss?: number;
    trainAccuracy?: number;
    valLoss?: number;
    valAccuracy?: number;
    seconds?: number;
    imagesPerSecond?: number;
  }

  interface RunClass {
    name: string;
    given: number;
    predicted: number;
    correct: number;
    precision?: number;
    recall?: number;
    f1?: number;
  }

  interface RunDetail {
    run: Run;
    group: RunGroup;
    epochs: RunEpoch[];
    set: string;
    sets: string[];
    classes: RunClass[];
    confusion: number[][];
    embedding?: string;
    hasDynamics: boolean;
  }

  interface ScoredSample {
    sample: number;
    split?: string;
    given?: string;
    predicted: string;
    confidence: number;
    probabilities: number[];
    loss?: number;
    margin?: number;
    areaUnderMargin?: number;
    forgettingEvents?: number;
    firstLearned?: number;
    fold?: number;
  }

  interface ScoredSamples {
    run: number;
    total: number;
    classes: string[];
    samples: ScoredSample[];
  }

  interface TrainingNeighbors {
    sample: number;
    model: string;
    neighbors: { sample: number; distance: number; given?: string; predicted?: string }[];
  }

  interface MovedSample {
    sample: number;
    given: string;
    before: string;
    after: string;
  }

  interface DifferencePart {
    count: number;
    samples: number[];
  }

  interface RunComparison {
    first: RunGroup;
    second: RunGroup;
    set: string;
    paired: number;
    accuracyBefore: number;
    accuracyAfter: number;
    mcNemar: { mended: number; broken: number; pValue: number };
    bootstrap: { difference: number; interval: Interval; pValue: number; rounds: number };
    mended: MovedSample[];
    broken: MovedSample[];
    classes: { name: string; count: number; before: number; after: number }[];
    dataset: {
      added: DifferencePart;
      removed: DifferencePart;
      relabelled: DifferencePart;
      moved: DifferencePart;
      changes: Change[];
      changeCount: number;
    };
  }

  interface Leaderboard {
    set: string;
    boards: { trainer: { name: string; kind: string; digest: string }; entries: RunGroup[] }[];
  }

  /** A change as the pages hear of it: from the event stream, or from the answer to their own request. */
  interface ChangeEvent {
    change: Change;
    /** The samples it touched, or null when they are too many to name. */
    samples: number[] | null;
    /** Their new state, when the answer to our own request carried it. */
    rows: Sample[] | null;
    /** True when this page made the change. */
    own: boolean;
  }

  /** What a report of an audit was computed on. */
  interface ReportBasis {
    model: string;
    lastChange: number;
    seed: number;
    samples: number;
    images: number;
    createdAt: string;
  }

  /** A stored report; without `report` the audit has not run yet. */
  interface StoredReport<Report> {
    report?: Report;
    isStale: boolean;
  }

  interface NamedCount {
    name: string;
    count: number;
  }

  interface Separation {
    value: number;
    byChance: number;
    deviation: number;
    p: number;
  }

  interface SplitShare {
    val: number;
    total: number;
    expected: number;
    p: number;
  }

  interface BalanceRegion {
    number: number;
    side: "fewVal" | "fewTrain";
    title: string;
    p: number;
    images: number;
    val: number;
    expectedVal: number;
    classes: NamedCount[];
    styles: NamedCount[];
    typical: number[];
    samples: number[];
  }

  interface BalanceSection {
    separation?: Separation;
    regions: BalanceRegion[];
  }

  interface BalanceReport {
    basis: ReportBasis;
    k: number;
    nearDistance: number;
    reshuffles: number;
    train: number;
    val: number;
    compared: number;
    torn: number;
    valShare: number;
    verdict: string;
    overall: BalanceSection;
    withinClass: BalanceSection;
    classes: { name: string; share: SplitShare }[];
    styles: { name: string; share: SplitShare }[];
  }

  interface ResplitBalance {
    train: number;
    val: number;
    overall?: Separation;
    withinClass?: Separation;
    regions: number;
    verdict: string;
  }

  interface ResplitShares {
    name: string;
    trainBefore: number;
    valBefore: number;
    trainAfter: number;
    valAfter: number;
  }

  interface ResplitReport {
    basis: ReportBasis;
    valShare: number;
    nearDistance: number;
    torn: number;
    samples: number;
    moves: { sample: number; revision: number; label?: string; from: string; to: string }[];
    before: ResplitBalance;
    after: ResplitBalance;
    classes: ResplitShares[];
    styles: ResplitShares[];
  }

  interface StyleCell {
    seen: number;
    expected: number;
    p: number;
    state: "ordinary" | "thin" | "missing";
    train: number;
    val: number;
    examples: number[];
    samples: number[];
  }

  interface StylesReport {
    basis: ReportBasis;
    nearDistance: number;
    images: number;
    classes: string[];
    styles: { name: string; images: number; split?: SplitShare; typical: number[]; cells: StyleCell[]; samples: number[] }[];
    verdict: string;
    typicality: { name: string; samples: number[]; distances: number[] }[];
  }

  type FindingKind = "labels" | "conflicts" | "leaks" | "duplicates" | "junk" | "outliers" | "cues" | "regions" | "annotators" | "balance";
  type FindingState = "open" | "accepted" | "rejected" | "later" | "gone";

  interface FindingVerdict {
    verdict: "accept" | "reject" | "later" | "withdrawn";
    author: string;
    reason?: string;
    at: string;
    change?: number;
    score: number;
  }

  interface Finding {
    id: number;
    kind: FindingKind;
    score: number;
    value: number;
    title: string;
    sample?: number;
    path?: string;
    split?: string;
    label?: string;
    given?: string;
    suggested?: string;
    change?: { parts: { samples: number[]; label?: string; split?: string; state?: SampleState }[]; words: string };
    samples: number[];
    sampleCount: number;
    evidence: Record<string, unknown>;
    said: { sample: number; person: string; kind: "label" | "skip" | "flag"; label?: string; confidence?: number; reason?: string }[];
    state: FindingState;
    verdict?: FindingVerdict;
  }

  interface AnnotatorFacts {
    people: { person: string; answers: number; quality?: number; agreement: number; worstClass?: string; weight: number }[];
    agreement: number;
    modelWeight: number;
    images: number;
    contested: number;
  }

  interface FindingsPage {
    total: number;
    findings: Finding[];
    next?: string;
  }

  interface KnownPrecision {
    kind: FindingKind;
    score: number;
    judged: number;
    accepted: number;
    share?: number;
    low?: number;
    high?: number;
    words: string;
  }

  interface FindingDetail {
    finding: Finding;
    verdicts: FindingVerdict[];
    precision: KnownPrecision;
    others: Finding[];
    touches: { copies: number[] };
  }

  interface FindingsOverview {
    lastChange: number;
    kinds: {
      kind: FindingKind;
      open: number;
      accepted: number;
      rejected: number;
      later: number;
      auditedAt?: string;
      skipped?: string;
      isStale: boolean;
      facts: Record<string, unknown>;
      precision: KnownPrecision;
      stop: { kind: FindingKind; score?: number; worthLooking: number; below: number; words: string };
    }[];
  }

  interface JudgedFindings {
    change?: Change;
    findings: Finding[];
  }

  interface LabelEvidence extends Record<string, unknown> {
    classes: string[];
    sources: { name: string; probabilities: number[]; share: number }[];
    together: number[];
    hearsPeople?: boolean;
    neighbors?: {
      for: { sample: number; distance: number }[];
      against: { sample: number; distance: number }[];
      given: number;
      suggested: number;
      of: number;
    };
  }

  interface JunkEvidence extends Record<string, unknown> {
    flaws: { flaw: string; measure: string; value: number; threshold: number; usual: number; score: number }[];
    width: number;
    height: number;
  }

  interface CopyEvidence extends Record<string, unknown> {
    relation: "bytes" | "pixels" | "near";
    distance?: number;
    copies: { sample: number; split?: string; label?: string; width: number; height: number }[];
    keeps: number;
    rule: string;
  }
}
