import type { ObjectValue } from '../../jinja/render/values.ts';
import { unknownFunction } from './arguments.ts';
export const pythonDates: ObjectValue = {
  kind: 'object',
  type: 'datetime',
  attribute: (name) => unknownFunction(name, 'a date'),
};
