import { QueryCache, QueryClient } from "@tanstack/react-query";
import { RequestError } from "@/lib/http/queries";

const FRESH_MS = 10_000;

function mayRetry(failures: number, error: Error): boolean {
  const refused = error instanceof RequestError && error.status < 500 && error.status !== 429;
  return !refused && failures < 2;
}

/** The one query cache of a browser. Live changes mark it old; so it need not ask again by itself. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      // The session ended: the only place where it can be begun again.
      onError: (error) => {
        if (!(error instanceof RequestError) || error.status !== 401) return;
        const { pathname, search } = window.location;
        window.location.assign(`/welcome?ended=1&next=${encodeURIComponent(pathname + search)}`);
      },
    }),
    defaultOptions: {
      // The server may be this very machine: asking it is right even where the browser believes to be offline.
      queries: {
        networkMode: "always",
        staleTime: FRESH_MS,
        retry: mayRetry,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
      },
    },
  });
}
