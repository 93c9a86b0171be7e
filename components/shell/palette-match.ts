/** The words of a text, as they are compared. */
export function wordsOf(text: string): string[] {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

/** A text in the form in which words are looked for. */
const searchable = (text: string): string => ` ${wordsOf(text).join(" ")}`;

/** Whether each word begins a word of the text, in any order: "aud sc" means "Audit scout". */
export function isMeant(words: readonly string[], text: string): boolean {
  const where = searchable(text);
  return words.every((word) => where.includes(` ${word}`));
}

export type FoundAgent = { id: string; name: string };

/** Agents that can be found by what they are called. */
export type AgentIndex = {
  /** Agents of whom each word begins a word of name, id or model; names that are, begin or contain it first; at most `most`. */
  find: (words: readonly string[], most: number) => FoundAgent[];
  byId: (id: string) => FoundAgent | undefined;
};

/** Makes the texts once, so that typing costs a scan over them: 10,000 agents take about a millisecond. */
export function indexAgents(ids: readonly string[], names: readonly string[], models: readonly string[]): AgentIndex {
  const named = names.map(searchable);
  const rest = ids.map((id, i) => searchable(`${id} ${models[i] ?? ""}`));

  const rank = (i: number, words: readonly string[], whole: string): number | null => {
    const name = named[i] ?? "";
    if (name === whole) return 0;
    if (name.startsWith(whole)) return 1;
    const missing = words.filter((word) => !name.includes(` ${word}`));
    if (missing.length === 0) return 2;
    return missing.every((word) => rest[i]?.includes(` ${word}`)) ? 3 : null;
  };

  return {
    byId(id) {
      const i = ids.indexOf(id);
      return i < 0 ? undefined : { id, name: names[i] ?? id };
    },
    find(words, most) {
      const whole = ` ${words.join(" ")}`;
      const found: FoundAgent[][] = [[], [], [], []];
      for (const [i, id] of ids.entries()) {
        const at = words.length === 0 ? 2 : rank(i, words, whole);
        const group = at === null ? undefined : found[at];
        if (group && group.length < most) group.push({ id, name: names[i] ?? id });
      }
      return found.flat().slice(0, most);
    },
  };
}
