/** The parts of the settings. */
export const PARTS = [
  { href: "/settings/weights", name: "Weights" },
  { href: "/settings/trust-policy", name: "Trust policy" },
  { href: "/settings/gate", name: "Certification gate" },
  { href: "/settings/routing", name: "Routing policies" },
  { href: "/settings/users", name: "Users" },
  { href: "/settings/sessions", name: "Sessions" },
  { href: "/settings/keys", name: "API keys" },
  { href: "/settings/retention", name: "Retention" },
  { href: "/settings/journal", name: "Journal" },
  { href: "/settings/backup", name: "Backup" },
  { href: "/settings/demo", name: "Demo fleet" },
  { href: "/settings/account", name: "Your account" },
  { href: "/settings/appearance", name: "Appearance" },
] as const;
