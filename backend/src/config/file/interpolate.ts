/** Replaces `${env:NAME|default}` in the strings of a parsed config, so that no value can change the config's structure. */
import type { Origins } from './origins.ts';
import { joinPath, type Problem } from './setting-path.ts';

/** Names that class-transformer would read as the prototype or the class of an object. */
const RESERVED = ['__proto__', 'constructor'];

export interface Interpolated {
  value: unknown;
  origins: Origins;
  problems: Problem[];
}

/** `$${` is an escaped `${`; a placeholder's default may be empty and ends at the first `}`. */
const PLACEHOLDER = /\$\$\{|\$\{([^}]*)\}?/g;
const INSIDE = /^env:([A-Za-z_]\w*)(?:\|(.*))?$/s;

/** @returns a copy with all placeholders replaced and null values removed. An empty variable counts as not set. */
export function interpolate(value: unknown, env: NodeJS.ProcessEnv): Interpolated {
  const origins: Origins = new Map();
  const problems: Problem[] = [];

  const text = (template: string, path: string): string => {
    const variables: string[] = [];
    const unset: string[] = [];
    const filled = template.replace(PLACEHOLDER, (match, inside: string | undefined) => {
      if (inside === undefined) return '${';
      const [, name, otherwise] = (match.endsWith('}') && INSIDE.exec(inside)) || [];
      if (name === undefined) {
        const message =
          'a placeholder must be ${env:NAME} or ${env:NAME|default}; write $${ for a literal ${';
        problems.push({ path, message });
        return match;
      }
      variables.push(name);
      const found = env[name] || otherwise;
      if (found === undefined) unset.push(name);
      return found ?? '';
    });
    for (const name of unset) {
      problems.push({
        path,
        message: `the environment variable ${name} is not set; set it, or add a default: \${env:${name}|…}`,
      });
    }
    if (variables.length > 0) {
      const whole = variables.length === 1 && /^\$\{[^}]*\}$/.test(template);
      origins.set(path, {
        source: `found the value of ${variables.join(' and ')}`,
        whole,
        unset: unset.length > 0,
      });
    }
    return filled;
  };

  const isUsable = (key: string, path: string): boolean => {
    const isReserved = RESERVED.includes(key);
    if (isReserved)
      problems.push({ path: joinPath(path, key), message: 'choose another name: this one is reserved' });
    return !isReserved;
  };

  const walk = (item: unknown, path: string): unknown => {
    if (typeof item === 'string') return text(item, path);
    if (Array.isArray(item)) return item.map((entry, i) => walk(entry, joinPath(path, String(i))));
    if (typeof item !== 'object' || item === null) return item;
    const entries = Object.entries(item).filter(([key, entry]) => entry !== null && isUsable(key, path));
    return Object.fromEntries(entries.map(([key, entry]) => [key, walk(entry, joinPath(path, key))]));
  };

  return { value: walk(value, ''), origins, problems };
}
