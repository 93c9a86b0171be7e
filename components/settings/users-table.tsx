"use client";

import { Ellipsis } from "lucide-react";
import Link from "next/link";
import { visible } from "@/components/chips/hidden-text";
import { PlainText } from "@/components/chips/plain-text";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { cn } from "@/components/ui/cn";
import { count, integer, NO_VALUE } from "@/components/ui/format";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { Table, Td, Th } from "@/components/ui/table";
import { TimeAgo } from "@/components/ui/time-ago";
import type { User } from "@/lib/http/queries";
import { methodsText, ROLE_NAMES } from "./user-acts";

/** What is asked for in a row. */
export type UserWish = "edit" | "link" | "end" | "disable" | "enable";

/** Columns that a phone has no room for; there the name's second line says it. */
const WIDE = "phone:hidden";

type Props = { users: readonly User[]; wish: (what: UserWish, user: User) => void };

/** Everybody who may sign in, with what they may do and when they last did. */
export function UsersTable({ users, wish }: Props) {
  return (
    <Table label="Users, by name">
      <thead>
        <tr>
          <Th>Name</Th>
          <Th>Role</Th>
          <Th className={WIDE}>E-mail</Th>
          <Th className={WIDE}>Signs in with</Th>
          <Th className={WIDE}>Last seen</Th>
          <Th numeric className={WIDE}>
            Sessions
          </Th>
          <Th>
            <span className="sr-only">Actions</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {users.map((user) => (
          <tr key={user.id} className={user.disabledAt ? "text-ink-3" : undefined}>
            <Td
              className="words max-w-60 truncate font-medium phone:w-full phone:max-w-0 phone:whitespace-normal phone:py-2"
              title={visible(user.name)}
            >
              <span className="block truncate">
                <PlainText text={user.name} />
              </span>
              <span className="hidden break-words text-12 font-normal text-ink-3 phone:block">{inShort(user)}</span>
            </Td>
            <Td>
              <RoleChip user={user} />
            </Td>
            <Td className={cn("max-w-60 truncate text-ink-2", WIDE)} title={user.email ?? undefined}>
              {user.email ?? NO_VALUE}
            </Td>
            <Td className={cn("words text-ink-2", WIDE)}>{methodsText(user.signsInWith)}</Td>
            <Td className={cn("text-ink-2", WIDE)}>{user.lastSeenAt ? <TimeAgo at={user.lastSeenAt} /> : "not signed in"}</Td>
            <Td numeric className={WIDE}>
              {user.sessions > 0 ? (
                <Link href={`/settings/sessions?user=${encodeURIComponent(user.id)}`} className="link" prefetch={false}>
                  <span className="sr-only">Sessions of {visible(user.name)}: </span>
                  {integer(user.sessions)}
                </Link>
              ) : (
                "0"
              )}
            </Td>
            <Td numeric>
              <Actions user={user} wish={wish} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function RoleChip({ user }: { user: User }) {
  return user.disabledAt ? <Chip tone="bad">Disabled</Chip> : <Chip>{ROLE_NAMES[user.role]}</Chip>;
}

/** What the hidden columns say. */
function inShort(user: User): string {
  const parts = [
    user.email,
    methodsText(user.signsInWith),
    user.sessions > 0 ? count(user.sessions, "session") : "not signed in",
  ];
  return parts.filter(Boolean).join(" · ");
}

function Actions({ user, wish }: { user: User; wish: Props["wish"] }) {
  const disabled = user.disabledAt !== null;
  return (
    <span className="inline-flex gap-2">
      <Button size="sm" className="phone:hidden" onClick={() => wish("edit", user)} aria-label={`Edit ${visible(user.name)}`}>
        Edit…
      </Button>
      <Menu
        trigger={
          <IconButton label={`Actions for ${visible(user.name)}`} hint={false} size="sm">
            <Ellipsis />
          </IconButton>
        }
      >
        <MenuItem onSelect={() => wish("edit", user)}>Edit role and e-mail…</MenuItem>
        <MenuItem because={disabled ? "Enable the user first." : undefined} onSelect={() => wish("link", user)}>
          New sign-in link…
        </MenuItem>
        <MenuItem because={user.sessions === 0 ? "None is open." : undefined} onSelect={() => wish("end", user)}>
          End sessions…
        </MenuItem>
        <MenuSeparator />
        {disabled ? (
          <MenuItem onSelect={() => wish("enable", user)}>Enable</MenuItem>
        ) : (
          <MenuItem tone="danger" onSelect={() => wish("disable", user)}>
            Disable…
          </MenuItem>
        )}
      </Menu>
    </span>
  );
}
