/** Which tools a model is offered: small models choose wrong ones of many, and read a long prompt slowly. */
import { BROWSER_TOOLS, CORE_TOOLS, type ToolSet } from '../../tools/browser-tools.js';
import type { ToolDefinition } from '../../tools/tools.port.js';

/** A model with fewer parameters is small. */
const SMALL_BELOW_BILLIONS = 8;

/** `7b`, `0.5B`, `360m`, `8x7b` and Gemma's `e4b`, as parts of a name; not `4bit`, nor the active part of `30b-a3b`. */
const SIZE = /(?<![a-z0-9.])(?:(?<experts>\d+)x)?e?(?<size>\d+(?:\.\d+)?)(?<unit>[bm])(?![a-z0-9])/gi;

/**
 * Small models whose names say no size, and tags of Ollama that are small: 1 to 7 billion parameters by the pages of
 * https://ollama.com/library and the model cards on https://huggingface.co.
 */
const SMALL_FAMILIES = new RegExp(
  [
    String.raw`phi-?3(?:\.5)?(?:$|:(?:latest|mini|instruct)|-(?:mini|small|vision))|phi-?4-?mini|phi-?2(?:$|:)`,
    String.raw`llama-?3\.2(?:$|:(?:latest|instruct))|llama-?2(?:$|:latest)|codellama(?:$|:latest)|tinyllama|orca-mini`,
    String.raw`gemma(?:-?3|3n)?(?:$|:latest)|gemini-nano|qwen-?2(?:\.5)?(?:-coder)?(?:$|:latest)`,
    String.raw`(?:^|/)mistral(?:$|:(?:latest|instruct))|smollm|stablelm-?2|moondream|nemotron-mini|granite-?4(?:$|:(?:latest|micro|tiny))`,
    String.raw`falcon-?3(?:$|:latest)|olmo-?2(?:$|:latest)|lfm-?2(?:$|:)|zephyr(?:$|:latest)`,
  ].join('|'),
  'i',
);

/** @returns whether a model has less than 8 billion parameters, by its name. Those of unknown sizes are not small. */
export function isSmallModel(name: string): boolean {
  const sizes = [...name.matchAll(SIZE)].map(({ groups }) => {
    const { experts = '1', size = '0', unit = 'b' } = groups!;
    return (Number(experts) * Number(size)) / (unit.toLowerCase() === 'm' ? 1_000 : 1);
  });
  return sizes.length > 0 ? Math.max(...sizes) < SMALL_BELOW_BILLIONS : SMALL_FAMILIES.test(name);
}

/**
 * @param model the name of the model; undefined if it is not known
 * @returns the tools that the model is offered: a small one gets no tools of MCP servers, and all others that a client has besides
 * the browser's
 */
export function offeredTools(
  tools: readonly ToolDefinition[],
  set: ToolSet,
  model: string | undefined,
): readonly ToolDefinition[] {
  const isCore = set === 'core' || (set === 'auto' && model !== undefined && isSmallModel(model));
  return isCore
    ? tools.filter(
        ({ name, source }) => source !== 'mcp' && (isIn(CORE_TOOLS, name) || !isIn(BROWSER_TOOLS, name)),
      )
    : tools;
}

const isIn = (names: readonly string[], name: string): boolean => names.includes(name);
