/** Markdown as a tree of elements and texts that know where they stand in the source. No HTML is made from a model's words. */

/** A text, and where its source stands, in UTF-16 code units. Only an unchanged text is as long as its source. */
export interface TextNode {
  text: string;
  start: number;
  end: number;
}

/** An element that the panel can show. All children lie between `start` and `end`. */
export interface ElementNode {
  tag:
    | 'p'
    | 'h3'
    | 'ul'
    | 'ol'
    | 'li'
    | 'blockquote'
    | 'div'
    | 'pre'
    | 'table'
    | 'thead'
    | 'tbody'
    | 'tr'
    | 'th'
    | 'td'
    | 'hr'
    | 'br'
    | 'strong'
    | 'em'
    | 'del'
    | 'code'
    | 'a'
    | 'span';
  attributes?: Record<string, string | number>;
  children: readonly MarkdownNode[];
  start: number;
  end: number;
}

export type MarkdownNode = TextNode | ElementNode;

/** @returns an offset within the node, so that it changes only while the node is being spoken. */
export function spokenWithin({ start, end }: MarkdownNode, spoken: number): number {
  return Math.min(Math.max(spoken, start), end);
}

/** @returns the two halves of a text. One that differs from its source is never split. */
export function splitText({ text, start, end }: TextNode, at: number): [before: string, after: string] {
  if (at >= end) return [text, ''];
  if (at <= start || text.length !== end - start) return ['', text];
  return [text.slice(0, at - start), text.slice(at - start)];
}

/** @returns the part of a tree that stands between two offsets of the source, in the same elements. */
export function clip(nodes: readonly MarkdownNode[], from: number, to: number): MarkdownNode[] {
  return nodes.flatMap((node): MarkdownNode[] => {
    if (node.start >= from && node.end <= to) return [node];
    if (node.end <= from || node.start >= to) return [];
    if ('text' in node) {
      const text = splitText({ ...node, text: splitText(node, to)[0], end: Math.min(node.end, to) }, from)[1];
      return text === '' ? [] : [{ text, start: Math.max(node.start, from), end: Math.min(node.end, to) }];
    }
    const children = clip(node.children, from, to);
    if (children.length === 0) return [];
    // The beginning of the list item has its number or bullet.
    const continued = node.tag === 'li' && node.start < from && { attributes: { class: 'continued' } };
    return [{ ...node, ...continued, children }];
  });
}

/** @returns the new nodes; those that have not changed, at any depth, are the same objects as before. */
export function keepUnchanged(
  before: readonly MarkdownNode[],
  nodes: readonly MarkdownNode[],
): readonly MarkdownNode[] {
  const kept = nodes.map((node, i) => keepNode(before[i], node));
  return kept.length === before.length && kept.every((node, i) => node === before[i]) ? before : kept;
}

function keepNode(before: MarkdownNode | undefined, node: MarkdownNode): MarkdownNode {
  if (before?.start !== node.start) return node;
  if ('text' in node) {
    return 'text' in before && before.text === node.text && before.end === node.end ? before : node;
  }
  if ('text' in before || before.tag !== node.tag) return node;
  const children = keepUnchanged(before.children, node.children);
  const same = children === before.children && before.end === node.end && haveSameAttributes(before, node);
  return same ? before : { ...node, children };
}

function haveSameAttributes(
  { attributes: before = {} }: ElementNode,
  { attributes = {} }: ElementNode,
): boolean {
  const names = Object.keys(attributes);
  return (
    names.length === Object.keys(before).length && names.every((name) => before[name] === attributes[name])
  );
}
