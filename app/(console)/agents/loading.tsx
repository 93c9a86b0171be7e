import { LeaderboardSkeleton } from "@/components/trust/leaderboard/skeleton";

export default LeaderboardSkeleton;
