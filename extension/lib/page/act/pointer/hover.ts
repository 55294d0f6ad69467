import type { ToolFailure } from '../../../tool-contract/tool-results';
import type { Acting, Performed } from '../acting';
import { moveMouse } from './mouse';
import { reach } from './press';
import { styleHover } from './hover-style';

export async function hover(control: Element, acting: Acting): Promise<Performed | ToolFailure> {
  const reached = await reach(control, acting);
  if ('ok' in reached) return reached;
  moveMouse(reached.target, reached.point);
  styleHover(reached.target);
  return {};
}
