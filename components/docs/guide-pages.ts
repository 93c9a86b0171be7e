/** One page of the guide: its name in URLs and in docs/, its title, and what it answers. */
export type GuidePage = { name: string; title: string; about: string };

/** The guide in reading order. `name` is also the markdown file, docs/NAME.md. */
export const GUIDE_PAGES: readonly GuidePage[] = [
  { name: "first-hour", title: "First hour", about: "From an empty board to a routed task" },
  { name: "scores", title: "Scores", about: "How a score comes about, and why it changed" },
  { name: "audits", title: "Audits", about: "What an agent is certified for, and how it is measured" },
  { name: "routing", title: "Routing", about: "Who gets a task, and why" },
  { name: "api", title: "API by example", about: "The whole way in curl, TypeScript and Python" },
  { name: "deployment", title: "Deployment", about: "Docker, configuration, proxy, observation" },
  { name: "backup", title: "Backup", about: "Back up, restore, and what a year takes" },
  { name: "security", title: "Security", about: "Who gets in, and what proves the journal" },
  { name: "faq", title: "Questions", about: "What people ask in the first week" },
];

/** The policy is a page of the product too; its text is SECURITY.md. */
export const POLICY_PAGE: GuidePage = {
  name: "security-policy",
  title: "Security policy",
  about: "What is promised, and what shows it",
};

/** Address of a page of the guide in the product. */
export const guidePath = (name: string): string => `/docs/guide/${name}`;
