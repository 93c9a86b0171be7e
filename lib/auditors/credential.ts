/** A bearer token for one place, `host:port` as URLs spell it. */
export type Credential = { place: string; token: string };

type Environment = Record<string, string | undefined>;
type Parsed<T> = { ok: true; value: T } | { ok: false; why: string };

const PLACE = /^(\[[0-9a-f:.]+\]|[a-z0-9_-]+(?:\.[a-z0-9_-]+)*):(\d{1,5})$/;
const CREDENTIAL = /^([A-Za-z0-9._-]{1,64})=([^=]+)=([A-Za-z_][A-Za-z0-9_]*)$/;
/** A bearer token (RFC 6750). Shorter ones could not be told from ordinary text when they are taken out of an answer. */
const TOKEN = /^[A-Za-z0-9._~+/-]{8,4096}={0,2}$/;
const OURS = new Set(["MUSTER_SECRET", "MUSTER_API_KEY"]);
/** What stands for a token in whatever an endpoint sends back. */
const STAND_IN = "[credential]";
const MOST_ESCAPES = 8;

/** Reads `MUSTER_ALLOW_PRIVATE_ENDPOINTS`: a comma list of `host:port`. */
export function parsePlaces(text: string | undefined): Parsed<ReadonlySet<string>> {
  const places = new Set<string>();
  for (const entry of entriesOf(text)) {
    const place = placeOf(entry);
    if (place === null) return { ok: false, why: `${JSON.stringify(entry)} is not of the form host:port.` };
    places.add(place);
  }
  return { ok: true, value: places };
}

/**
 * Reads `MUSTER_ENDPOINT_CREDENTIALS`: a comma list of `name=host:port=ENV_NAME`, the token being in that variable. What is
 * wrong is said by the entry's number alone, because who mistakes the form may have put the token there.
 */
export function parseCredentials(text: string | undefined, env: Environment): Parsed<ReadonlyMap<string, Credential>> {
  const credentials = new Map<string, Credential>();
  for (const [i, entry] of entriesOf(text).entries()) {
    const no = (why: string) => ({ ok: false as const, why: `Entry ${i + 1} ${why}` });
    const [, name = "", at = "", variable = ""] = CREDENTIAL.exec(entry) ?? [];
    const place = placeOf(at);
    if (place === null) return no("is not of the form name=host:port=ENV_NAME.");
    if (credentials.has(name)) return no("has the name of one before.");
    if (OURS.has(variable)) return no("would send a secret of Muster's own.");
    const token = env[variable]?.trim();
    if (!token) return no("names an environment variable that is not set.");
    if (!TOKEN.test(token)) return no("names a variable that holds no bearer token (8 or more of A–Z a–z 0–9 . _ ~ + / -).");
    credentials.set(name, { place, token });
  }
  return { ok: true, value: credentials };
}

/** Takes a token out of text, however often quoting has escaped it on the way. */
export function withoutToken(text: string, token: string | null): string {
  if (token === null) return text;
  const signs = [...token].map((sign) => {
    const hex = sign.charCodeAt(0).toString(16).padStart(2, "0");
    return `\\\\{0,${MOST_ESCAPES}}(?:${sign.replace(/[^A-Za-z0-9_~-]/, "\\$&")}|u00${hex}|%${hex})`;
  });
  return text.replace(new RegExp(signs.join(""), "gi"), STAND_IN);
}

/** `host:port` as URLs spell it; null where the text is none, or spells it in another way. */
function placeOf(text: string): string | null {
  const [, host = "", digits = ""] = PLACE.exec(text.toLowerCase()) ?? [];
  const port = Number(digits);
  if (port < 1 || port > 65_535 || !URL.canParse(`http://${host}`)) return null;
  return new URL(`http://${host}`).hostname === host ? `${host}:${port}` : null;
}

function entriesOf(text: string | undefined): string[] {
  return (text ?? "")
    .split(",")
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");
}
