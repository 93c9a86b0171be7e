const NOT_A_USER = "Nobody with this verified e-mail address is a user here. Ask an admin to add you, or sign in another way.";

const REASONS: Record<string, string> = {
  account_not_linked: NOT_A_USER,
  signup_disabled: NOT_A_USER,
  "access/unknown-user": NOT_A_USER,
  email_not_found: "The provider does not say your e-mail address. Muster needs to be allowed to see it.",
  "access/disabled": "Your user is disabled. An admin can enable it again.",
  "access/throttled": "There were too many attempts from your address. Try again in a minute, or use a sign-in link.",
  "access/provider": "The provider cannot be reached, or its answer could not be used. Try again, or sign in another way.",
  access_denied: "You have not allowed it there. Try again, or sign in another way.",
  state_mismatch: "The way there took too long, or it was begun in another browser. Try again.",
};

/** Why signing in by the identity provider did not work, in words; `reason` is what came with the address of the page. */
export const providerFailure = (reason: string): string =>
  (Object.hasOwn(REASONS, reason) && REASONS[reason]) || REASONS["access/provider"] || "";
