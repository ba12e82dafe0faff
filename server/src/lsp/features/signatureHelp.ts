// textDocument/signatureHelp: core's signature with its parameters as ranges of the label, which every client can mark.

import type {
  CancellationToken,
  MarkupContent,
  SignatureHelp,
  SignatureHelpParams,
} from 'vscode-languageserver/node';
import { signatureHelp } from '../../core/features/signatureHelp.ts';
import { descriptionToMarkdown } from '../../core/markdown.ts';
import { toOffset } from '../convert.ts';
import { checkPosition } from '../guard.ts';
import type { Session } from '../session.ts';

/** Characters of a description: the editor shows it over the text that is being typed. */
const longest = 400;

export async function signatureHelpRequest(
  session: Session,
  params: SignatureHelpParams,
  token: CancellationToken,
): Promise<SignatureHelp | null> {
  checkPosition(params);
  const file = await session.fileOf(params.textDocument.uri, token);
  if (!file) return null;
  const { project, path, source } = file;
  const found = signatureHelp(project, path, toOffset(source, params.position, session.traits.encoding));
  if (!found) return null;
  const text = (value: string): MarkupContent =>
    session.traits.signatureMarkdown
      ? { kind: 'markdown', value: descriptionToMarkdown(value, longest) }
      : { kind: 'plaintext', value };
  const label = `${found.name}(${found.parameters.map((parameter) => parameter.label).join(', ')})`;
  let at = found.name.length + 1;
  const parameters = found.parameters.map((parameter) => {
    const start = at;
    at += parameter.label.length + 2;
    const range: [number, number] = [start, start + parameter.label.length];
    return { range, ...parameter };
  });
  const { labelOffsets } = session.traits;
  return {
    signatures: [
      {
        label,
        ...(found.about === '' ? {} : { documentation: text(found.about) }),
        parameters: parameters.map(({ range, label: name, about }) => ({
          label: labelOffsets ? range : name,
          ...(about === '' ? {} : { documentation: text(about) }),
        })),
      },
    ],
    activeSignature: 0,
    // Beyond the last parameter none is marked.
    activeParameter: found.active ?? found.parameters.length,
  };
}
