import { TimeAgo } from "@/components/ui/time-ago";

type Version = { version: number; actor: string; since: string; reason: string };

/** Which version is in force, by whom, since when and why. */
export function VersionLine({ version, actor, since, reason }: Version) {
  return (
    <p className="text-ink-2">
      <span className="font-semibold text-ink-1">Version {version}</span>, set by {actor} <TimeAgo at={since} />
      {reason ? `: “${reason}”` : null}
    </p>
  );
}
