import { z } from "zod";

/** Screens whose address can be kept as a view. */
const SCREENS = ["leaderboard"] as const;

/** As many views one user may keep, and as many all users may share. */
export const MOST_VIEWS = 100;
export const MOST_SHARED = 200;

const Name = z.string().trim().min(1, "A name is needed.").max(80);
/** What an address says after its `?`. What a screen does not know of it, that screen ignores and says so. */
const Search = z.string().max(2000);

export const NewView = z
  .strictObject({ screen: z.enum(SCREENS), name: Name, search: Search, shared: z.boolean().default(false) })
  .meta({ id: "NewView" });
export type NewView = z.infer<typeof NewView>;

export const ViewPatch = z
  .strictObject({ name: Name.optional(), search: Search.optional(), shared: z.boolean().optional() })
  .meta({ id: "ViewPatch" });
export type ViewPatch = z.infer<typeof ViewPatch>;

/** Which view a screen opens with; null = everything. */
export const DefaultView = z.strictObject({ viewId: z.string().max(200).nullable() }).meta({ id: "DefaultView" });
export type DefaultView = z.infer<typeof DefaultView>;

/** A way of looking at a screen, as whoever asks sees it. Times are RFC 3339 UTC. */
export const View = z
  .strictObject({
    id: z.string(),
    screen: z.enum(SCREENS),
    name: z.string(),
    search: z.string(),
    shared: z.boolean(),
    /** Whether it is that of the one who asks. */
    own: z.boolean(),
    /** Name of the user whose it is. */
    owner: z.string(),
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .meta({ id: "View" });
export type View = z.infer<typeof View>;

/** One's own views and those that are shared, by name, and which of them the leaderboard opens with. */
export const ViewList = z.strictObject({ items: z.array(View), defaultViewId: z.string().nullable() }).meta({ id: "ViewList" });
export type ViewList = z.infer<typeof ViewList>;
