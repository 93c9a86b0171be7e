/** English words that say nothing about a skill; they count in no task and in no manifest. */
export const STOP_WORDS = [
  "a an and any are as at be been but by can could did do does each every for from had has have he her here him his how i if in",
  "into is it its let me my no nor not of off on once one only or other our out over own please she should so some such than that",
  "the their them then there these they this those through to too under until up us very was we were what when where which while",
  "who whom why will with within without would you your",
].flatMap((line) => line.split(" "));

/** Words of a task that who has a skill under one of `heads` is taken to know, too. */
export type Synonyms = { heads: readonly string[]; related: readonly string[] };

/** The original's four families of related words; its heads matched exact names only, which no template used. */
export const DEFAULT_SYNONYMS: readonly Synonyms[] = [
  { heads: ["code", "program"], related: ["function", "class", "bug", "fix", "implement"] },
  { heads: ["write", "draft"], related: ["document", "draft", "content", "article"] },
  { heads: ["analyze", "analyse", "analysis", "analytics"], related: ["data", "report", "metric", "insight"] },
  { heads: ["security"], related: ["vulnerability", "threat", "audit", "scan"] },
];
