/** The parts of the settings, by what they are about. */
export const PARTS = [
  {
    title: "How agents are judged",
    pages: [
      { href: "/settings/weights", name: "Weights" },
      { href: "/settings/trust-policy", name: "Trust policy" },
      { href: "/settings/gate", name: "Certification gate" },
      { href: "/settings/routing", name: "Routing policies" },
    ],
  },
  {
    title: "Who gets in",
    pages: [
      { href: "/settings/users", name: "Users" },
      { href: "/settings/sessions", name: "Sessions" },
      { href: "/settings/keys", name: "API keys" },
    ],
  },
  {
    title: "What is kept",
    pages: [
      { href: "/settings/retention", name: "Retention" },
      { href: "/settings/journal", name: "Journal" },
      { href: "/settings/backup", name: "Backup" },
      { href: "/settings/demo", name: "Demo fleet" },
    ],
  },
  {
    title: "You",
    pages: [
      { href: "/settings/account", name: "Your account" },
      { href: "/settings/appearance", name: "Appearance" },
    ],
  },
] as const;
