import type { Metadata } from "next";
import { AccountSettings } from "@/components/settings/account-settings";
import { OwnSessions } from "@/components/settings/own-sessions";
import { currentActor } from "@/lib/http/current-session";
import { readOwnAccount } from "@/lib/reads/own-account";
import { changeOwnEmail, changeOwnPassword, endOneSession, endOtherSessions } from "../../actions";

export const metadata: Metadata = { title: "Your account" };

export default async function AccountPage() {
  const actor = await currentActor();
  // The layout leads to the sign-in page.
  if (!actor) return null;
  const { sessions, ...account } = await readOwnAccount(actor);
  return (
    <>
      <AccountSettings account={account} changePassword={changeOwnPassword} changeEmail={changeOwnEmail} />
      <OwnSessions sessions={sessions} endSession={endOneSession} endOthers={endOtherSessions} />
    </>
  );
}
