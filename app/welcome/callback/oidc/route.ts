import { providerCallback } from "@/lib/http/provider-callback";

export const dynamic = "force-dynamic";

export { providerCallback as GET };
