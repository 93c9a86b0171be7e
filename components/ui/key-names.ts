const NAMES: Record<string, string> = {
  escape: "Esc",
  enter: "Enter",
  arrowup: "↑",
  arrowdown: "↓",
  arrowleft: "←",
  arrowright: "→",
  " ": "Space",
};

const isMac = () => typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.platform);

/** What is pressed for a key as `useKey` calls it, one cap after the other: "mod+k" is Ctrl K, or ⌘ K on a Mac. */
export function keyCaps(key: string): string[] {
  const held = key.startsWith("mod+");
  const rest = held ? key.slice(4) : key;
  const pressed = rest.length > 2 && rest[1] === " " ? rest.split(" ") : [rest];
  const caps = pressed.map((one) => NAMES[one.toLowerCase()] ?? (one.length === 1 ? one.toUpperCase() : one));
  return held ? [isMac() ? "⌘" : "Ctrl", ...caps] : caps;
}
