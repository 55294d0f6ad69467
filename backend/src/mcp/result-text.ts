import type { CallToolResult, ContentBlock } from '@modelcontextprotocol/client';
import { truncate } from '../common/text/truncate.js';
import { MAX_RESULT_CHARS } from '../tools/cut-result.js';
import { visible } from './tool-list.js';

const MAX_BLOCKS = 100;
/** Of an address or a name in it. */
const MAX_LABEL_CHARS = 200;

/** @returns what the model reads of a result: text as it is, everything else in words */
export function resultText({ content, structuredContent }: CallToolResult): string {
  const parts = content.slice(0, MAX_BLOCKS).map((block) => visible(blockText(block)));
  if (content.length > MAX_BLOCKS) parts.push(`(${content.length - MAX_BLOCKS} more parts)`);
  const text = parts.join('\n');
  const isStructured = text.trim() === '' && structuredContent !== undefined;
  return truncate(isStructured ? JSON.stringify(structuredContent) : text, MAX_RESULT_CHARS);
}

function blockText(block: ContentBlock): string {
  switch (block.type) {
    case 'text':
      return block.text.slice(0, 2 * MAX_RESULT_CHARS);
    case 'image':
      return `(an image that cannot be shown: ${kind(block.mimeType, block.data)})`;
    case 'audio':
      return `(audio that cannot be played: ${kind(block.mimeType, block.data)})`;
    case 'resource_link':
      return `(a link: ${label(block.name)}, ${label(block.uri)})`;
    case 'resource': {
      const { resource } = block;
      if ('text' in resource) return resource.text.slice(0, 2 * MAX_RESULT_CHARS);
      return `(a file that cannot be read: ${label(resource.uri)}, ${kind(resource.mimeType, resource.blob)})`;
    }
    default:
      return '(something that cannot be read)';
  }
}

const label = (text: string): string => truncate(text, MAX_LABEL_CHARS);

/** @param data base64 */
const kind = (mimeType: string | undefined, data: string): string =>
  `${label(mimeType ?? 'of an unknown kind')}, ${Math.ceil((data.length * 3) / 4 / 1_000)} kB`;
