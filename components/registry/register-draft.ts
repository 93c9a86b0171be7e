import type { AgentRegistration } from "@/lib/registry/agent";
import type { Persona } from "@/lib/registry/persona";
import { EMPTY_DRAFT, type ManifestDraft, manifestOf } from "./manifest-fields";

/** A registration as it stands in a form: a manifest, and what is said only once. */
export type RegisterDraft = ManifestDraft & {
  id: string;
  /** Null = none of the templates. */
  persona: Persona["persona"] | null;
  configText: string;
  initialBalanceSats: string;
};

export const EMPTY_REGISTRATION: RegisterDraft = {
  ...EMPTY_DRAFT,
  id: "",
  persona: null,
  configText: "",
  initialBalanceSats: "",
};

/** What the form says, as it is sent; what is empty is left out. */
export function registrationFrom(draft: RegisterDraft): AgentRegistration {
  const [id, configText, balance] = [draft.id.trim(), draft.configText.trim(), draft.initialBalanceSats.trim()];
  return {
    ...manifestOf(draft),
    ...(id === "" ? {} : { id }),
    ...(draft.persona === null ? {} : { persona: draft.persona }),
    ...(configText === "" ? {} : { configText }),
    ...(balance === "" ? {} : { initialBalanceSats: Number(balance) }),
  };
}

type Filled = Pick<ManifestDraft, "capabilities" | "keywords" | "rateSats">;

const NOTHING: Filled = { capabilities: "", keywords: "", rateSats: "" };

function filledBy(persona: Persona | undefined): Filled {
  if (!persona) return NOTHING;
  const { capabilities, keywords, rateSats } = persona;
  return { capabilities: capabilities.join(", "), keywords: keywords.join(", "), rateSats: String(rateSats) };
}

/** A template taken instead of another: it fills in what is empty or came from the other, and leaves what was typed. */
export function withPersona(
  draft: RegisterDraft,
  personas: readonly Persona[],
  key: RegisterDraft["persona"],
): Partial<RegisterDraft> {
  const find = (wanted: RegisterDraft["persona"]) => personas.find(({ persona }) => persona === wanted);
  const [before, after] = [filledBy(find(draft.persona)), filledBy(find(key))];
  const taken = (Object.keys(NOTHING) as (keyof Filled)[])
    .filter((field) => draft[field].trim() === "" || draft[field] === before[field])
    .map((field) => [field, after[field]]);
  return { persona: key, ...(Object.fromEntries(taken) as Partial<Filled>) };
}
