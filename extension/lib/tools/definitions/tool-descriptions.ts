import type { ToolDescription } from '#protocol';
import type { OptionalPermission } from '../../browser/browser-calls';
import { isCovered } from '../../browser/permissions';
import type { ToolName } from '../../tool-contract/tool-arguments';
import type { ArgumentsSchema } from './schema';
import { TOOL_DEFINITIONS } from './tool-definitions';

/** What a permission changes: these stand in place of the usual descriptions. */
const WITH: Partial<Record<OptionalPermission, Partial<Record<ToolName, string>>>> = {
  clipboard: { copy_text: 'Copies text to the clipboard.' },
};
const WITHOUT: Partial<Record<OptionalPermission, Partial<Record<ToolName, string>>>> = {
  bookmarks: { bookmark_page: 'Bookmarks the page. The user has not permitted it yet, and is asked to.' },
  tabs: { list_tabs: 'Lists the open tabs with their numbers. The titles of most tabs are not known.' },
};

const LIMITS: readonly string[] = ['maxLength', 'maxItems'];

/**
 * The parameters as a model reads them, with each request: without limits that no model comes near. Arguments are checked by the
 * definition itself.
 */
function describedParameters({ type, properties, required }: ArgumentsSchema): Record<string, unknown> {
  const fields = Object.entries(properties).map(([name, field]) => [
    name,
    Object.fromEntries(Object.entries(field).filter(([key]) => !LIMITS.includes(key))),
  ]);
  return { type, properties: Object.fromEntries(fields), ...(required.length > 0 && { required }) };
}

/** @returns the tools for `tool_register`. The backend never asks before a call: this side decides. */
export function toolDescriptions(granted: readonly OptionalPermission[]): ToolDescription[] {
  const has = (permission: OptionalPermission) => isCovered(permission, granted);
  const changed = Object.assign(
    {},
    ...(Object.keys(WITH) as OptionalPermission[]).filter(has).map((permission) => WITH[permission]),
    ...(Object.keys(WITHOUT) as OptionalPermission[])
      .filter((permission) => !has(permission))
      .map((permission) => WITHOUT[permission]),
  ) as Partial<Record<ToolName, string>>;
  return TOOL_DEFINITIONS.map(({ name, description, parameters }) => ({
    name,
    description: changed[name] ?? description,
    parameters: describedParameters(parameters),
    policy: 'allow',
  }));
}
