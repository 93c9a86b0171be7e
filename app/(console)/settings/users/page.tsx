import type { Metadata } from "next";
import { Permitted } from "@/components/live/permission";
import { UsersSettings } from "@/components/settings/users-settings";
import { createUser, createUserLink, endUserSessions, updateUser } from "../../actions";

export const metadata: Metadata = { title: "Users" };

const acts = { create: createUser, update: updateUser, link: createUserLink, endSessions: endUserSessions };

export default function UsersPage() {
  return (
    <Permitted action="readUsers" what="Users">
      <UsersSettings acts={acts} />
    </Permitted>
  );
}
