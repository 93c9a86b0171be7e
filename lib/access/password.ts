/** OWASP ASVS 6.2: length counts, composition rules do not. */
export const PASSWORD_LENGTH = { min: 12, max: 128 } as const;

/** What passwords are made of that lists of leaked ones begin with; digits and signs around them change nothing. */
const COMMON = new Set(
  `password passwort passw0rd p@ssword p@ssw0rd motdepasse contrasena senha
  letmein letmeinplease welcome welcomehome iloveyou iloveyousomuch iloveyouforever administrator admin adminadmin
  qwerty qwertyuiop qwertyuiopasdfgh qwertzuiop qwertyqwerty qwertyuiopasdfghjkl asdfghjkl asdfghjklzxcvbnm zxcvbnm
  1q2w3e4r5t6y 1qaz2wsx3edc 1qaz2wsx3edc4rfv q1w2e3r4t5y6 qazwsxedcrfv zaq12wsxcde3 qweasdzxc
  changeme changemenow trustno superman batman spiderman pokemon starwars football baseball basketball liverpool
  sunshine princess dragon monkey shadow master michael jennifer jordan charlie computer internet samsung whatever
  abcdefghijkl abcdefghijklm abcdefghijklmnop correcthorsebatterystaple secret secretsecret default defaultpassword
  passwordpassword mypassword thisismypassword newpassword testpassword rootroot toor database muster mustermuster`
    .split(/\s+/)
    .filter(Boolean),
);

/** Runs that a keyboard or an alphabet gives. */
const RUNS = ["0123456789012345678901234567890", "9876543210987654321098765432109", "abcdefghijklmnopqrstuvwxyz"];
const SHORTEST_NAME = 3;

/** Why a password must not be taken, as a sentence; null for one that may. */
export function weaknessOf(password: string, { name, email }: { name: string; email: string | null }): string | null {
  const length = [...password].length;
  if (length < PASSWORD_LENGTH.min) return `Use ${PASSWORD_LENGTH.min} characters or more.`;
  if (password.length > PASSWORD_LENGTH.max) return `Use ${PASSWORD_LENGTH.max} characters or fewer.`;
  const plain = password.normalize("NFKC").toLowerCase();
  if (isCommon(plain)) return "This is one of the first that others would guess. Three or four unrelated words do well.";
  const said = [name, email, email?.split("@", 1)[0]].filter((text) => (text?.length ?? 0) >= SHORTEST_NAME);
  if (said.some((text) => text && plain.includes(text.toLowerCase()))) return "It must not contain your name or e-mail address.";
  return null;
}

function isCommon(plain: string): boolean {
  const core = plain.replace(/^[\d\W_]+|[\d\W_]+$/g, "");
  if (COMMON.has(plain) || COMMON.has(core)) return true;
  if (RUNS.some((run) => run.includes(plain))) return true;
  // One piece over and over: aaaaaaaaaaaa, 123412341234, abcabcabcabc.
  return /^(.{1,6})\1+.{0,5}$/u.test(plain) && new Set(plain).size < 7;
}
