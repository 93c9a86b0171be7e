import { Lexer, type MarkedToken, type Token, type Tokens } from "marked";
import Image from "next/image";
import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { CopyButton } from "@/components/ui/copy-button";
import { anchorOf, guideHref } from "./guide-links";

/** Width and height of a picture, by the name of its file. */
export type Pictures = Readonly<Record<string, { width: number; height: number }>>;

type Props = {
  /** Markdown of a file of this repository. HTML in it is shown as text. */
  text: string;
  /** Folder of that file, which its links start from. */
  folder: "docs" | "";
  pictures: Pictures;
};

type Around = Omit<Props, "text">;

/** A page of the guide, drawn from its tokens, so that nothing of it can become markup. */
export function Markdown({ text, ...around }: Props) {
  return <Blocks tokens={Lexer.lex(text)} around={around} />;
}

/** Second-level headings of a page, in order. */
export function headingsOf(text: string): string[] {
  return Lexer.lex(text).flatMap((token) => (token.type === "heading" && token.depth === 2 ? [plain(token.tokens ?? [])] : []));
}

function Blocks({ tokens, around }: { tokens: Token[]; around: Around }) {
  return withKeys(tokens).map(([key, token]) => <Block key={key} token={token as MarkedToken} around={around} />);
}

function Block({ token, around }: { token: MarkedToken; around: Around }): ReactNode {
  switch (token.type) {
    case "heading":
      return <Heading token={token} around={around} />;
    case "paragraph":
      return <Paragraph token={token} around={around} />;
    case "list":
      return <List token={token} around={around} />;
    case "code":
      return <Code token={token} />;
    case "table":
      return <TableBlock token={token} around={around} />;
    case "blockquote":
      return (
        <blockquote className="mt-3 border-line-strong border-l-2 pl-4 text-ink-2">
          <Blocks tokens={token.tokens} around={around} />
        </blockquote>
      );
    case "text":
      return token.tokens ? <Words tokens={token.tokens} around={around} /> : token.text;
    case "space":
      return null;
    default:
      return <Words tokens={[token]} around={around} />;
  }
}

const HEADINGS = {
  1: "text-24",
  2: "mt-8 text-16",
  3: "mt-5 text-14",
} as const;

function Heading({ token, around }: { token: Tokens.Heading; around: Around }) {
  const depth = token.depth === 1 || token.depth === 2 ? token.depth : 3;
  const Level = `h${depth}` as const;
  const anchor = anchorOf(plain(token.tokens));
  return (
    <Level id={anchor} className={cn("group scroll-mt-16 font-semibold", HEADINGS[depth])}>
      <Words tokens={token.tokens} around={around} />
      {depth === 1 ? null : (
        <a
          href={`#${anchor}`}
          aria-label={`Link to ${plain(token.tokens)}`}
          className="ml-1.5 font-normal text-ink-3 opacity-0 focus-visible:opacity-100 group-hover:opacity-100"
        >
          #
        </a>
      )}
    </Level>
  );
}

function Paragraph({ token, around }: { token: Tokens.Paragraph; around: Around }) {
  const only = token.tokens.length === 1 ? (token.tokens[0] as MarkedToken) : undefined;
  if (only?.type === "image") return <Picture token={only} around={around} />;
  return (
    <p className="mt-3">
      <Words tokens={token.tokens} around={around} />
    </p>
  );
}

function List({ token, around }: { token: Tokens.List; around: Around }) {
  const Kind = token.ordered ? "ol" : "ul";
  return (
    <Kind className={cn("words mt-3 flex flex-col gap-1.5 pl-5 marker:text-ink-3", token.ordered ? "list-decimal" : "list-disc")}>
      {withKeys(token.items).map(([key, item]) => (
        <li key={key}>
          <Blocks tokens={item.tokens} around={around} />
        </li>
      ))}
    </Kind>
  );
}

const LANGUAGES: Readonly<Record<string, string>> = {
  sh: "Shell",
  ts: "TypeScript",
  python: "Python",
  yaml: "YAML",
  json: "JSON",
  nginx: "nginx",
};

function Code({ token }: { token: Tokens.Code }) {
  const language = LANGUAGES[token.lang ?? ""] ?? "Text";
  return (
    <div className="relative mt-3 rounded-3 bg-sunken">
      <div className="flex h-9 items-center justify-between pr-1.5 pl-4 text-12 text-ink-3">
        <span className="words">{language}</span>
        <CopyButton text={token.text} label="Copy" iconOnly />
      </div>
      <div role="group" tabIndex={0} aria-label={`${language} example`} className="overflow-x-auto rounded-3 px-4 pb-3.5">
        <pre className="text-12 leading-[19px]">
          <code>{token.text}</code>
        </pre>
      </div>
    </div>
  );
}

function TableBlock({ token, around }: { token: Tokens.Table; around: Around }) {
  const edge = (align: string | null) => cn("py-1.5 pr-5 align-top last:pr-0", align === "right" ? "text-right" : "text-left");
  return (
    <div role="group" tabIndex={0} aria-label="Table" className="mt-3 overflow-x-auto">
      <table className="w-full text-13">
        <thead className="border-line-strong border-b text-12 text-ink-3">
          <tr>
            {withKeys(token.header).map(([key, cell]) => (
              <th key={key} scope="col" className={cn(edge(cell.align), "font-medium")}>
                <Words tokens={cell.tokens} around={around} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {withKeys(token.rows).map(([row, cells]) => (
            <tr key={row} className="border-line border-b">
              {withKeys(cells).map(([key, cell]) => (
                <td key={key} className={edge(cell.align)}>
                  <Words tokens={cell.tokens} around={around} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A picture in the theme of the page: `NAME-light.webp` has a dark one beside it, which browsers fetch only where it is shown. */
function Picture({ token, around }: { token: Tokens.Image; around: Around }) {
  const light = token.href.split("/").at(-1) ?? "";
  const dark = light.replace("-light.", "-dark.");
  const both = dark !== light && around.pictures[dark] !== undefined;
  return (
    <figure className={cn("mt-4", light.includes("phone") && "max-w-75")}>
      <Shot file={light} alt={token.text} around={around} className={both ? "dark:hidden" : undefined} />
      {both ? <Shot file={dark} alt={token.text} around={around} className="hidden dark:block" /> : null}
      <figcaption className="words mt-1.5 text-12 text-ink-3">{token.text}</figcaption>
    </figure>
  );
}

function Shot({ file, alt, around, className }: { file: string; alt: string; around: Around; className?: string }) {
  const src = `/docs/assets/${file}`;
  const size = around.pictures[file];
  if (size === undefined) return null;
  return (
    <a href={src} className={cn("block overflow-hidden rounded-3 border border-line", className)}>
      <Image src={src} alt={alt} {...size} className="block h-auto w-full" />
    </a>
  );
}

function Words({ tokens, around }: { tokens: Token[]; around: Around }) {
  return withKeys(tokens).map(([key, token]) => <Word key={key} token={token as MarkedToken} around={around} />);
}

function Word({ token, around }: { token: MarkedToken; around: Around }): ReactNode {
  switch (token.type) {
    case "text":
      return token.tokens ? <Words tokens={token.tokens} around={around} /> : token.text;
    case "strong":
      return (
        <strong className="font-semibold">
          <Words tokens={token.tokens} around={around} />
        </strong>
      );
    case "em":
      return (
        <em>
          <Words tokens={token.tokens} around={around} />
        </em>
      );
    case "codespan":
      return <code className="rounded-1 bg-sunken px-0.5 break-words">{token.text}</code>;
    case "link":
      return <GuideLink token={token} around={around} />;
    case "escape":
      return token.text;
    case "br":
      return <br />;
    default:
      return token.raw;
  }
}

function GuideLink({ token, around }: { token: Tokens.Link; around: Around }) {
  const words = <Words tokens={token.tokens} around={around} />;
  const href = guideHref(token.href, around.folder);
  if (href === null) return words;
  if (!href.startsWith("/docs/guide/")) {
    return (
      <a href={href} className="link">
        {words}
      </a>
    );
  }
  return (
    <Link href={href} prefetch={false} className="link">
      {words}
    </Link>
  );
}

/** What a line says without its marks. */
function plain(tokens: readonly Token[]): string {
  return tokens
    .map((token) => ("tokens" in token && token.tokens ? plain(token.tokens) : ((token as { text?: string }).text ?? "")))
    .join("");
}

/** A page never changes while it is open, so that a place in it is as good as a name. */
function withKeys<T>(items: readonly T[]): [string, T][] {
  return items.map((item, i) => [String(i), item]);
}
