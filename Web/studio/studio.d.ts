// What the studio's part of the HTTP API gives and takes (docs/openapi.yaml).

declare namespace Studio {
  interface Strokes {
    width: number;
    height: number;
    inkIsDark: boolean;
    pieces: StrokePiece[];
  }

  interface StrokePiece {
    id: number;
    kind: "component" | "stroke";
    component: number;
    box: [number, number, number, number];
    area: number;
    name: string | null;
    /** y, x, length by turns, row by row. */
    runs: number[];
  }

  interface RulesPatch {
    class: string;
    rules?: Record<string, { outcome: Tessera.Outcome; label?: string; limit?: number } | null>;
    chain?: Tessera.ChainStep[];
    parts?: string[];
  }

  interface RuleProposal {
    class: string;
    transform: string;
    outcome: Tessera.Outcome;
    label: string | null;
    share: number;
    images: number;
  }

  interface TransformParameter {
    name: string;
    title: string;
    low: number;
    high: number;
    usual: [number, number];
    isWhole: boolean;
  }

  interface Transform {
    kind: string;
    title: string;
    about: string;
    needsRule: boolean;
    parameters: TransformParameter[];
  }

  /** A transform of a recipe: its kind, its probability, and a range for each of its parameters. */
  type RecipeTransform = { kind: string; probability: number } & Record<string, unknown>;

  interface RecipeGoal {
    copies?: number;
    perClass?: number;
    perClassAndStyle?: number;
    perClassAndColumn?: number;
    column?: string;
  }

  interface Recipe {
    transforms: RecipeTransform[];
    goal: RecipeGoal;
    source: string[];
    seed: number;
    tags: string[];
  }

  interface SavedRecipe {
    name: string;
    version: number;
    recipe: Recipe;
    note: string | null;
    author: string;
    at: string;
    derived: number;
  }

  interface Candidate {
    index: number;
    label: string | null;
    split: string | null;
    parents: number[];
    parameters: { why?: { round: number; near: { sample: number; distance: number; predicted: string }[] } };
    note: string | null;
  }

  interface GrowthRound {
    round: number;
    added: number;
    chosen: number;
    train: number;
    accuracies: number[];
    accuracy: number;
    wrong: number[];
    unserved: number;
    at: string;
  }

  interface Growth {
    id: string;
    author: string;
    at: string;
    finishedAt: string | null;
    asked: { recipe?: string; recipeVersion?: number; copies: number; dismantle: boolean; model?: string; rounds: number };
    trainer: string;
    seeds: number[];
    val: number;
    pool: { candidates: number; sources: number; byClass: Record<string, number>; leftOut: { elsewhere: number; tagged: number; derived: number } };
    rounds: GrowthRound[];
    best: number;
    stop: "no-gain" | "budget" | "nothing-wrong" | "nothing-near" | "rounds" | null;
    proposal: string | null;
    proposed: number;
    accepted: number | null;
    isWaiting: boolean;
  }

  interface Plan {
    total: number;
    byClass: Record<string, number>;
    short: Record<string, number>;
    left: number;
  }

  interface ProposalHead {
    id: string;
    kind: "preview" | "dismantle" | "compose" | "grow";
    at: string;
    author: string;
    total: number;
  }

  interface Proposal extends ProposalHead {
    skipped: { sample: number; why: string }[];
    candidates: Candidate[];
    plan?: Plan;
  }

  interface Piece {
    id: number;
    name: string;
    sample: number;
    style: string | null;
    writer: string | null;
    split: string | null;
    width: number;
    height: number;
    box: [number, number, number, number];
    author: string;
    at: string;
  }

  interface Numbers {
    budget: number;
    used: number;
    left: number;
    derived: number;
    stale: number;
    classes: { name: string; train: number; val: number; derived: Record<string, number> }[];
  }
}
