import { exact } from "@/components/ui/format";
import { TimeAgo } from "@/components/ui/time-ago";

type Version = { version: number; actor: string; since: string; reason: string };

/** Which version is in force, since when, by whom and why. */
export function VersionLine({ version, actor, since, reason }: Version) {
  return (
    <p className="text-ink-2">
      <span className="font-semibold text-ink-1">Version {version}</span> is in force since <TimeAgo at={since} />, set by {actor}
      {reason ? <>: “{reason}”</> : null}. <span className="sr-only">Exactly since {exact(since)}.</span>
    </p>
  );
}
