type Props = { title: string; detail: string; onRetry: () => void; id: string | undefined };

/** What stands in when a page failed. Made of nothing else of the kit, because every page loads it and few show it. */
export function LastResort({ title, detail, onRetry, id }: Props) {
  return (
    <div className="px-gutter py-8">
      <div role="alert" className="max-w-140 rounded-2 border border-bad-line bg-bg p-3">
        <p className="font-semibold">{title}</p>
        <p className="break-words text-ink-2">{detail}</p>
        {id ? <p className="mt-1 text-12 text-ink-3 select-all">Error id {id}</p> : null}
        <button type="button" className="link mt-2 phone:min-h-9" onClick={onRetry}>
          Try again
        </button>
      </div>
    </div>
  );
}
