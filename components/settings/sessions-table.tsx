"use client";

import { Ellipsis } from "lucide-react";
import { visible } from "@/components/chips/hidden-text";
import { PlainText } from "@/components/chips/plain-text";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { cn } from "@/components/ui/cn";
import { NO_VALUE } from "@/components/ui/format";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem } from "@/components/ui/menu";
import { Table, Td, Th } from "@/components/ui/table";
import { TimeAgo } from "@/components/ui/time-ago";
import type { Session } from "@/lib/http/queries";
import { browserWords } from "./browser-words";
import { methodText, ROLE_NAMES } from "./user-acts";

/** Columns that a phone has no room for; there the name's second line says it. */
const WIDE = "phone:hidden";

type End = (session: Session, all: boolean) => void;

/** Open sessions: whose, how and from where they began, and when they were last used. */
export function SessionsTable({ sessions, end }: { sessions: readonly Session[]; end: End }) {
  return (
    <Table label="Sessions, newest first">
      <thead>
        <tr>
          <Th>Who</Th>
          <Th className={WIDE}>Role</Th>
          <Th className={WIDE}>Signed in by</Th>
          <Th className={WIDE}>Browser</Th>
          <Th className={WIDE}>Address</Th>
          <Th className={WIDE}>Since</Th>
          <Th>Last used</Th>
          <Th>
            <span className="sr-only">Actions</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {sessions.map((session) => (
          <tr key={session.id}>
            <Td className="words max-w-60 font-medium phone:w-full phone:max-w-0 phone:whitespace-normal phone:py-2">
              <span className="flex items-center gap-2">
                <span className="truncate" title={visible(session.userName)}>
                  <PlainText text={session.userName} />
                </span>
                {session.current ? <Chip tone="muted">This browser</Chip> : null}
              </span>
              <span className="hidden break-words text-12 font-normal text-ink-3 phone:block">{inShort(session)}</span>
            </Td>
            <Td className={cn("text-ink-2", WIDE)}>{ROLE_NAMES[session.role]}</Td>
            <Td className={cn("words text-ink-2", WIDE)}>{methodText(session.method)}</Td>
            <Td className={cn("words max-w-60 truncate", WIDE)} title={visible(session.userAgent ?? "")}>
              {browserWords(session.userAgent)}
            </Td>
            <Td className={cn("text-ink-2", WIDE)}>{session.ipAddress || NO_VALUE}</Td>
            <Td className={cn("text-ink-2", WIDE)}>
              <TimeAgo at={session.createdAt} />
            </Td>
            <Td className="text-ink-2">
              <TimeAgo at={session.lastUsedAt} />
            </Td>
            <Td numeric>
              <Actions session={session} end={end} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** What the hidden columns say. */
function inShort({ role, method, userAgent, ipAddress }: Session): string {
  const parts = [ROLE_NAMES[role], `by ${methodText(method)}`, browserWords(userAgent), ipAddress];
  return parts.filter(Boolean).join(" · ");
}

function Actions({ session, end }: { session: Session; end: End }) {
  const because = session.current ? "You are using it: sign out instead." : null;
  return (
    <span className="inline-flex gap-2">
      <Button
        size="sm"
        className="phone:hidden"
        because={because}
        onClick={() => end(session, false)}
        aria-label={`End the session of ${visible(session.userName)}, ${browserWords(session.userAgent)}`}
      >
        End…
      </Button>
      <Menu
        trigger={
          <IconButton label={`Actions for the session of ${visible(session.userName)}`} hint={false} size="sm">
            <Ellipsis />
          </IconButton>
        }
      >
        <MenuItem because={because ?? undefined} onSelect={() => end(session, false)}>
          End this session…
        </MenuItem>
        <MenuItem tone="danger" onSelect={() => end(session, true)}>
          End all of {visible(session.userName)}…
        </MenuItem>
      </Menu>
    </span>
  );
}
