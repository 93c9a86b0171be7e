type Props = { title: string; detail: string; onRetry: () => void; id: string | undefined };

const button = "h-7 rounded-2 border border-line-strong bg-bg px-2.5 font-medium hover:border-control hover:bg-hover phone:h-9";

/** What stands in when a page failed. Made of nothing else of the kit, because every page loads it and few show it. */
export function LastResort({ title, detail, onRetry, id }: Props) {
  return (
    <div className="px-gutter py-8">
      <div role="alert" className="max-w-140 rounded-2 border border-bad-line bg-bg p-3">
        <p className="font-semibold">{title}</p>
        <p className="break-words text-ink-2">{detail}</p>
        {id ? <p className="mt-1 text-12 text-ink-3 select-all">Error id {id}</p> : null}
        <button type="button" className={`${button} mt-2`} onClick={onRetry}>
          Try again
        </button>
      </div>
    </div>
  );
}
