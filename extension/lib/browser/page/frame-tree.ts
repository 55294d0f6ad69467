import type { FramePath, SnapshotLine } from '../../page/page-calls';

/** A document's part of a snapshot. */
export interface NamedSnapshot {
  path: FramePath;
  lines: readonly SnapshotLine[];
  /** What stands before the numbers of its refs. */
  prefix: string;
}

/** A line of the whole page, without its ref's place in a document. */
export interface PageLine {
  text: string;
  depth: number;
  isControl: boolean;
  inViewport: boolean;
}

const keyOf = (path: FramePath) => path.join('.');

/**
 * Puts the lines of each frame's document under the line of its frame.
 * @param parts in any order; a part whose frame no other part shows is left out, as is what is in it: it is hidden
 * @returns the lines of the page in their order
 */
export function linesOfPage(parts: readonly NamedSnapshot[]): PageLine[] {
  // Frames in shadow trees have the same path as their siblings there: they are taken in order.
  const byPath = Map.groupBy(parts, ({ path }) => keyOf(path));
  const linesAt = (path: FramePath, depth: number, inViewport: boolean): PageLine[] => {
    const part = byPath.get(keyOf(path))?.shift();
    if (!part) return [];
    return part.lines.flatMap((line) => {
      const own = pageLine(line, part.prefix, depth, inViewport);
      if (line.frame === undefined) return own;
      return [own, ...linesAt([...path, line.frame], own.depth + 1, own.inViewport)];
    });
  };
  return linesAt([], 0, true);
}

function pageLine(line: SnapshotLine, prefix: string, depth: number, frameInViewport: boolean): PageLine {
  const isControl = line.control !== undefined;
  return {
    text: line.control === undefined ? line.text : `${prefix}${line.control} ${line.text}`,
    depth: depth + line.depth,
    isControl,
    // What a frame shows is not seen where the frame itself is not.
    inViewport: frameInViewport && line.inViewport,
  };
}
