import type { Architecture } from "../registry/agent";
import { architectureHash, canonicalConfig, canonicalText } from "../registry/architecture";
import { sha256 } from "../store/journal";

/** The columns of a declared architecture. The hash is the given one, else that of the text, else that of the value. */
export function declaredArchitecture({ config, configText, architectureHash: given }: Architecture) {
  return {
    config: config === undefined ? null : JSON.stringify(config),
    configText: configText ?? null,
    architectureHash: given ?? hashOf({ config, configText }),
  };
}

function hashOf({ config, configText }: Pick<Architecture, "config" | "configText">): string | null {
  if (configText !== undefined) return architectureHash(canonicalText(configText), sha256);
  return config === undefined ? null : architectureHash(canonicalConfig(config), sha256);
}
