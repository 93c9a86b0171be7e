const anything = () => true;
const number = (value: string) => /^\d+(\.\d+)?$/.test(value);
const length = (value: string) => /^\[[\d.]+(px|em|rem|%)\]$/.test(value);
const TEXT_SIZES = ["11", "12", "13", "14", "16", "20", "24", "44", length];
const WIDTHS = ["", number, length];
const LINES = ["solid", "dashed", "dotted", "double", "none"];

/** Groups whose classes all begin with their own name, whatever follows. */
const PREFIXED = [
  ..."p px py pt pr pb pl m mx my mt mr mb ml gap gap-x gap-y inset inset-x inset-y top right bottom left".split(" "),
  ..."size w h min-w max-w min-h max-h basis order z opacity cursor leading tracking animate duration ease delay".split(" "),
  ..."translate translate-x translate-y scale rotate origin grid-cols grid-rows col-start row-start auto-rows auto-cols".split(
    " ",
  ),
  ..."justify justify-self justify-items items self content align whitespace break bg fill list touch select resize".split(" "),
  ..."pointer-events underline-offset outline-offset transition overflow overflow-x overflow-y overscroll brightness".split(" "),
  ..."line-clamp aspect object accent shadow rounded rounded-t rounded-r rounded-b rounded-l grow shrink scroll-mt".split(" "),
];

/** Classes that stand for themselves, or whose prefix several properties share. */
const NAMED = {
  display: ["block", "inline", "inline-block", "flex", "inline-flex", "grid", "inline-grid", "table", "contents", "hidden"],
  position: ["static", "fixed", "absolute", "relative", "sticky"],
  visibility: ["visible", "invisible", "collapse"],
  reader: ["sr-only", "not-sr-only"],
  flex: [{ flex: ["1", "auto", "initial", "none"] }],
  "flex-direction": [{ flex: ["row", "row-reverse", "col", "col-reverse"] }],
  "flex-wrap": [{ flex: ["wrap", "nowrap", "wrap-reverse"] }],
  grow: ["grow"],
  shrink: ["shrink"],
  "col-span": [{ col: ["auto", { span: [anything] }] }],
  "row-span": [{ row: ["auto", { span: [anything] }] }],
  "font-family": [{ font: ["sans", "mono"] }],
  "font-weight": [{ font: [anything] }],
  "text-size": [{ text: TEXT_SIZES }],
  "text-align": [{ text: ["left", "center", "right", "justify", "start", "end"] }],
  "text-color": [{ text: [anything] }],
  "text-overflow": ["truncate", { text: ["ellipsis", "clip"] }],
  "text-transform": ["uppercase", "lowercase", "capitalize", "normal-case"],
  "font-style": ["italic", "not-italic"],
  "text-decoration": ["underline", "overline", "line-through", "no-underline"],
  "decoration-width": [{ decoration: [number, length] }],
  "decoration-style": [{ decoration: LINES }],
  "decoration-color": [{ decoration: [anything] }],
  "border-width": [{ border: WIDTHS }],
  "border-width-x": [{ "border-x": WIDTHS }],
  "border-width-y": [{ "border-y": WIDTHS }],
  "border-width-t": [{ "border-t": WIDTHS }],
  "border-width-r": [{ "border-r": WIDTHS }],
  "border-width-b": [{ "border-b": WIDTHS }],
  "border-width-l": [{ "border-l": WIDTHS }],
  "border-style": [{ border: LINES }],
  "border-collapse": [{ border: ["collapse", "separate"] }],
  "border-color": [{ border: [anything] }],
  rounded: ["rounded"],
  shadow: ["shadow"],
  transition: ["transition"],
  resize: ["resize"],
  blur: ["blur", { blur: [anything] }],
  filter: ["filter"],
  ring: ["ring", { ring: [number] }],
  "outline-style": [{ outline: [...LINES, "hidden"] }],
  "outline-width": [{ outline: WIDTHS }],
  "outline-color": [{ outline: [anything] }],
  "stroke-width": [{ stroke: [number] }],
  "stroke-color": [{ stroke: [anything] }],
  "table-layout": [{ table: ["auto", "fixed"] }],
};

/** Which classes set the same property, for the part of Tailwind that the console uses: all of it weighs eight kilobytes on every page. */
export const CLASS_GROUPS = {
  cacheSize: 500,
  theme: {},
  classGroups: {
    ...NAMED,
    ...Object.fromEntries(
      PREFIXED.map((name) => [name, [...((NAMED as Record<string, unknown[]>)[name] ?? []), { [name]: [anything] }]]),
    ),
  },
  conflictingClassGroups: {
    p: ["px", "py", "pt", "pr", "pb", "pl"],
    px: ["pr", "pl"],
    py: ["pt", "pb"],
    m: ["mx", "my", "mt", "mr", "mb", "ml"],
    mx: ["mr", "ml"],
    my: ["mt", "mb"],
    inset: ["inset-x", "inset-y", "top", "right", "bottom", "left"],
    "inset-x": ["right", "left"],
    "inset-y": ["top", "bottom"],
    gap: ["gap-x", "gap-y"],
    size: ["w", "h"],
    flex: ["basis", "grow", "shrink"],
    overflow: ["overflow-x", "overflow-y"],
    "text-size": ["leading"],
    translate: ["translate-x", "translate-y"],
    rounded: ["rounded-t", "rounded-r", "rounded-b", "rounded-l"],
    "border-width": ["border-width-x", "border-width-y", "border-width-t", "border-width-r", "border-width-b", "border-width-l"],
    "border-width-x": ["border-width-r", "border-width-l"],
    "border-width-y": ["border-width-t", "border-width-b"],
  },
  conflictingClassGroupModifiers: {},
  postfixLookupClassGroups: [],
  orderSensitiveModifiers: ["*", "**", "before", "after"],
};
