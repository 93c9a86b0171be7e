import { BookOpen, ClipboardCheck, ClipboardList, House, List, NotebookText, Settings2, Split } from "lucide-react";

/** The destinations of the app bar, each with the keys that lead there. */
export const PLACES = [
  { href: "/", name: "Overview", icon: House, keys: "g o" },
  { href: "/agents", name: "Agents", icon: List, keys: "g a" },
  { href: "/audits", name: "Audits", icon: ClipboardCheck, keys: "g u" },
  { href: "/routing", name: "Routing", icon: Split, keys: "g r" },
  { href: "/reports", name: "Reports", icon: ClipboardList, keys: "g e" },
  { href: "/journal", name: "Journal", icon: NotebookText, keys: "g j" },
  { href: "/settings", name: "Settings", icon: Settings2, keys: "g s" },
  { href: "/docs", name: "Docs", icon: BookOpen, keys: "g d" },
] as const;
