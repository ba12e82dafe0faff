import type { SourceText } from '../text.ts';
import type { JinjaCall } from './ast.ts';
export function pythonCalls(_s: SourceText): readonly JinjaCall[] {
  return [];
}
