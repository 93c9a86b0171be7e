import { useQueryClient } from "@tanstack/react-query";
import { attempt } from "@/components/live/use-act";
import type { Failure } from "@/components/ui/error-panel";
import { notify } from "@/components/ui/toast";
import type { Act } from "@/lib/http/problem";
import { queries, type View } from "@/lib/http/queries";
import type { ViewActs } from "./acts";

type Undo = () => Promise<Failure | undefined>;

/** What is done with views; each act says what it did, with a way back, and answers what failed. */
export function useViewActs(acts: ViewActs, defaultViewId: string | null) {
  const client = useQueryClient();

  /** Does it and asks for the views again, so that the list is true when this resolves. */
  async function run<Input, Output>(act: Act<Input, Output>, input: Input) {
    const result = await attempt(act, input);
    if (!result.failure) await client.invalidateQueries({ queryKey: queries.views().queryKey });
    return result;
  }

  function tell(text: string, undo?: Undo): undefined {
    const takeBack = async () => {
      const failure = await undo?.();
      notify({ text: failure ? `Not taken back: ${failure.detail}` : "Taken back" });
    };
    notify(undo ? { text, undo: () => void takeBack() } : { text });
  }

  function failed(failure: Failure): Failure {
    notify({ text: `${failure.title}: ${failure.detail}` });
    return failure;
  }

  async function update(view: View, patch: { name?: string; search?: string; shared?: boolean }, done: string, back: boolean) {
    const { id, name, search, shared } = view;
    const { failure } = await run(acts.updateView, { id, ...patch });
    if (failure) return failure;
    const before = Object.fromEntries(Object.entries({ name, search, shared }).filter(([field]) => field in patch));
    return tell(done, back ? async () => (await run(acts.updateView, { id, ...before })).failure : undefined);
  }

  return {
    /** Answers the new view, or what failed. */
    async save(given: { name: string; search: string; shared: boolean }, asDefault: boolean) {
      const result = await run(acts.saveView, { screen: "leaderboard", ...given });
      if (result.failure) return { failure: result.failure };
      const view = result.data;
      if (asDefault) await run(acts.chooseDefaultView, { viewId: view.id });
      tell(`View “${view.name}” saved`, async () => (await run(acts.removeView, { id: view.id })).failure);
      return { view };
    },
    rename: (view: View, name: string) => update(view, { name }, `View renamed to “${name}”`, true),
    async replace(view: View, search: string) {
      const failure = await update(view, { search }, `View “${view.name}” saved`, true);
      return failure && failed(failure);
    },
    async share(view: View, shared: boolean) {
      // Once it is its owner's alone again, nobody else can share it.
      const done = shared ? `Everybody sees “${view.name}”` : `“${view.name}” is shared no longer`;
      const failure = await update(view, { shared }, done, view.own);
      return failure && failed(failure);
    },
    async remove(view: View) {
      const { failure } = await run(acts.removeView, { id: view.id });
      if (failure) return failed(failure);
      const { screen, name, search, shared } = view;
      const wasDefault = view.id === defaultViewId;
      return tell(`View “${name}” deleted`, async () => {
        const again = await run(acts.saveView, { screen, name, search, shared });
        if (again.failure || !wasDefault) return again.failure;
        return (await run(acts.chooseDefaultView, { viewId: again.data.id })).failure;
      });
    },
    async makeDefault(view: View | null) {
      const before = defaultViewId;
      const { failure } = await run(acts.chooseDefaultView, { viewId: view?.id ?? null });
      if (failure) return failed(failure);
      return tell(
        view ? `The leaderboard opens with “${view.name}”` : "The leaderboard opens with everything",
        async () => (await run(acts.chooseDefaultView, { viewId: before })).failure,
      );
    },
  };
}
