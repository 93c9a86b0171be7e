type Manifest = { agentId: string; capabilities: string[]; keywords: string[] };
export type Routed = {
  taskId: string;
  candidates: string[];
  selected: string | null;
  reason: string;
  scores: Map<string, number>;
};

const RELATED: Record<string, string[]> = {
  code: ["function", "class", "bug", "fix", "implement"],
  write: ["document", "draft", "content", "article"],
  analyze: ["data", "report", "metric", "insight"],
  security: ["vulnerability", "threat", "audit", "scan"],
};

/**
 * The original router, re-implemented plainly with its costs: every recommendation scans all registered manifests for
 * substrings of the task, bidding or not. Its log is left out: it ranks only.
 */
export class OriginalRouter {
  private readonly manifests = new Map<string, Manifest>();

  register(manifest: Manifest): void {
    this.manifests.set(manifest.agentId, manifest);
  }

  recommend(taskId: string, description: string, bids: ReadonlyMap<string, number>): Routed {
    const scores = new Map<string, number>();
    for (const manifest of this.manifests.values()) scores.set(manifest.agentId, scoreOf(manifest, description));
    let [selected, best]: [string | null, number] = [null, -1];
    for (const [agentId, bid] of bids) {
      const combined = (scores.get(agentId) ?? 0) * 0.6 + Math.max(0, Math.min(1, (100 - bid) / 90)) * 0.4;
      if (combined > best) [selected, best] = [agentId, combined];
    }
    const reason = selected === null ? "No bids received" : `${selected}: combined ${best.toFixed(2)}`;
    return { taskId, candidates: [...bids.keys()], selected, reason, scores };
  }
}

function scoreOf({ capabilities, keywords }: Manifest, description: string): number {
  const text = description.toLowerCase();
  let score = 0;
  for (const keyword of keywords) if (text.includes(keyword.toLowerCase())) score += 0.3;
  for (const capability of capabilities) {
    if (text.includes(capability.toLowerCase())) score += 0.2;
  }
  for (const capability of capabilities) {
    for (const word of RELATED[capability.toLowerCase()] ?? []) if (text.includes(word)) score += 0.1;
  }
  return Math.min(score, 1);
}
