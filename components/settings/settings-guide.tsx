"use client";

import { usePathname } from "next/navigation";
import { GuideLink } from "@/components/ui/guide-link";

/** The page of the guide that explains each part of the settings. */
const ANSWERS: Readonly<Record<string, { page: string; words: string }>> = {
  "/settings/weights": { page: "scores", words: "How scores work" },
  "/settings/trust-policy": { page: "scores#unrated-is-not-average", words: "Rated, at risk, revoked" },
  "/settings/gate": { page: "audits#tiers", words: "How tiers and decay work" },
  "/settings/routing": { page: "routing#then-the-parts", words: "How routing decides" },
  "/settings/users": { page: "security#people", words: "Who may do what" },
  "/settings/sessions": { page: "security#people", words: "When a session ends" },
  "/settings/keys": { page: "api", words: "The API by example" },
  "/settings/retention": { page: "backup#what-a-year-takes", words: "What a year takes" },
  "/settings/journal": { page: "security#the-journal", words: "What proves the journal" },
  "/settings/backup": { page: "backup#restore", words: "How to restore" },
  "/settings/demo": { page: "first-hour", words: "The first hour" },
};

/** Under each part of the settings, the page of the guide that explains it. */
export function SettingsGuide() {
  const answer = ANSWERS[usePathname()];
  if (answer === undefined) return null;
  return (
    <p className="border-line border-t px-gutter py-3 text-12 text-ink-3">
      In the guide: <GuideLink page={answer.page}>{answer.words}</GuideLink>
    </p>
  );
}
