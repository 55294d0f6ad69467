/** All tasks. The first is the one of ten steps. */
import { COMPONENT_TASKS } from './table/components.ts';
import { DATE_TASKS, DRAG_TASKS } from './table/dates-and-drags.ts';
import { FORM_TASKS } from './table/forms.ts';
import { LIST_TASKS, TABLE_TASKS } from './table/lists.ts';
import { DIALOG_TASKS, MENU_TASKS } from './table/overlays.ts';
import { CART_TASKS, SEARCH_TASKS } from './table/shops.ts';
import { LOGIN_TASKS, TAB_TASKS } from './table/tabs.ts';
import type { Task } from './task.ts';

export const TASKS: readonly Task[] = [
  ...FORM_TASKS,
  ...LIST_TASKS,
  ...TABLE_TASKS,
  ...MENU_TASKS,
  ...DIALOG_TASKS,
  ...DATE_TASKS,
  ...DRAG_TASKS,
  ...TAB_TASKS,
  ...LOGIN_TASKS,
  ...SEARCH_TASKS,
  ...CART_TASKS,
  ...COMPONENT_TASKS,
];

export const TEN_STEPS: Task = FORM_TASKS[0]!;
