/** Bands of the trust score, lowest first, each with its smallest total. "Band" is trust's word; "tier" is certification's. */
export const BANDS = [
  { band: "untrusted", from: 0, name: "Untrusted" },
  { band: "probationary", from: 300, name: "Probationary" },
  { band: "standard", from: 500, name: "Standard" },
  { band: "trusted", from: 700, name: "Trusted" },
  { band: "verified_partner", from: 900, name: "Verified" },
] as const;

export type Band = (typeof BANDS)[number]["band"];

export const BAND_KEYS = BANDS.map((b) => b.band) as [Band, ...Band[]];

/** Position 0–4 of the band a total falls into. */
export function bandLevel(total: number): 0 | 1 | 2 | 3 | 4 {
  return total >= 900 ? 4 : total >= 700 ? 3 : total >= 500 ? 2 : total >= 300 ? 1 : 0;
}

export function bandOf(total: number): Band {
  return BANDS[bandLevel(total)].band;
}
